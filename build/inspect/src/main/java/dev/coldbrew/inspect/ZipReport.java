package dev.coldbrew.inspect;

import dev.coldbrew.inspect.Verdict.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is in a function's zip.
 *
 * @param files what decides whether it starts
 * @param entries how many entries it has, folders included
 * @param unzippedSize the bytes of all files
 * @param layout what lies at its root, the largest first
 * @param strayFiles what operating systems, editors and version control leave in folders, and nobody wants on Lambda
 * @param badNames names that are absolute or lead out of the function's folder: such a zip is refused (E-13)
 * @param unreadable files that others than their owner can't read, as Lambda's user is one of those (E-13)
 */
public record ZipReport(
        FunctionFiles files,
        int entries,
        long unzippedSize,
        List<Part> layout,
        List<String> strayFiles,
        List<String> badNames,
        List<String> unreadable) {

    /** Bytes of all files that Lambda takes at most, layers included (E-14). */
    public static final long MAX_UNZIPPED = 262_144_000;

    /** A file or folder at the root, with the bytes and the number of files in it. */
    public record Part(String name, long size, int files) {}

    /**
     * Reads a zip.
     *
     * @throws IOException when it is no zip, or a broken one, or can't be read; the message says what
     */
    public static ZipReport of(Path zip) throws IOException {
        return new ZipReader(zip).read();
    }

    /** Whether it runs there; the first thing in its way is the reason. */
    public Verdict verdict(Target target) {
        if (!badNames.isEmpty()) {
            return Verdict.fails("The zip has names that lead out of the function's folder, so it is refused: "
                    + FunctionFiles.shown(badNames));
        }
        if (unzippedSize > MAX_UNZIPPED) {
            return Verdict.fails(String.format(
                    Locale.ROOT,
                    "The zip has %,d bytes unzipped, and Lambda takes %,d at most",
                    unzippedSize,
                    MAX_UNZIPPED));
        }
        return files.verdict(target);
    }

    /** What doesn't keep the function from running, but should be known; a sentence each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!strayFiles.isEmpty()) {
            warnings.add("The zip has files that don't belong into a function: " + FunctionFiles.shown(strayFiles));
        }
        if (!unreadable.isEmpty()) {
            warnings.add("Lambda's user can't read these files, as their modes don't let others: "
                    + FunctionFiles.shown(unreadable));
        }
        return warnings;
    }

    /** The ELF or script that is started, if there is one. */
    public Optional<Binary> bootstrap() {
        return files.bootstrap().map(FunctionFiles.Bootstrap::binary);
    }
}
