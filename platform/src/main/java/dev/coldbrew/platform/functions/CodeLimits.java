package dev.coldbrew.platform.functions;

/**
 * How large code may be.
 *
 * @param zippedBytes the zip itself
 * @param unzippedBytes all its files together (E-14)
 * @param entries how many entries the zip may have: a rule of ours that keeps a malicious zip from using up inodes
 */
public record CodeLimits(long zippedBytes, long unzippedBytes, int entries) {

    /** The limits of AWS Lambda. */
    public static final CodeLimits AWS = new CodeLimits(52_428_800, 262_144_000, 100_000);
}
