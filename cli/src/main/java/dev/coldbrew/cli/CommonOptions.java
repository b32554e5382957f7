package dev.coldbrew.cli;

import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and end.")
    private boolean help;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show what runs, and stack traces of errors.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }
}
