package dev.coldbrew.inspect;

import dev.coldbrew.inspect.Verdict.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file, inspected.
 *
 * {@snippet :
 * Inspection inspection = Inspection.of(Path.of("target/coldbrew/function.zip"));
 * Verdict verdict = inspection.verdict(new Verdict.Target(LambdaOs.PROVIDED_AL2023, Architecture.ARM64));
 * System.out.println(verdict.outcome() + ": " + verdict.reason());
 * }
 */
public sealed interface Inspection {
    /** Where it is. */
    Path file();

    /** Its bytes. */
    long size();

    /** Whether Lambda runs it. */
    Verdict verdict(Target target);

    /** What Lambda would execute; empty for a zip without a {@code bootstrap}. */
    Optional<Binary> executable();

    /** The machine that it is for, or this one when it runs on any, or on none of Lambda's. */
    default Architecture architecture() {
        return executable()
                .flatMap(binary ->
                        binary instanceof Binary.Elf elf ? elf.file().machine().architecture() : Optional.empty())
                .orElseGet(Architecture::ofThisMachine);
    }

    /** An executable, or whatever else is no zip. */
    record OfFile(Path file, long size, Binary binary) implements Inspection {
        @Override
        public Verdict verdict(Target target) {
            return new Judge(target, library -> false)
                    .executable(file.getFileName().toString(), binary);
        }

        @Override
        public Optional<Binary> executable() {
            return Optional.of(binary);
        }
    }

    /** A zip. */
    record OfZip(Path file, long size, ZipReport report) implements Inspection {
        @Override
        public Verdict verdict(Target target) {
            return report.verdict(target);
        }

        @Override
        public Optional<Binary> executable() {
            return report.bootstrap();
        }
    }

    /**
     * Inspects a file.
     *
     * @throws IOException when it can't be read, or is a broken zip; the message says what
     */
    static Inspection of(Path file) throws IOException {
        long size = Files.size(file);
        return ZipReader.isZip(file)
                ? new OfZip(file, size, ZipReport.of(file))
                : new OfFile(file, size, Binary.of(file));
    }
}
