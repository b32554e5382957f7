package dev.coldbrew.build.toolchain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A static zlib for musl, which a static native executable is linked with: Java's own native code needs it.
 *
 * @param folder where its {@code libz.a} lies; empty when the compiler finds it by itself
 */
public record MuslZlib(Optional<Path> folder) {
    /** How to get one, for a message. */
    public static final String INSTALL =
            "in zlib's unpacked source: CC=musl-gcc ./configure --static && make libz.a, and copy libz.a to "
                    + "~/.local/share/coldbrew/x86_64-linux-musl";

    /** The one on the compiler's path, or the one in {@link #ownFolder}. */
    public static Optional<MuslZlib> find(Machine machine, MuslCompiler compiler) throws InterruptedException {
        if (compiler.hasZlib(machine)) {
            return Optional.of(new MuslZlib(Optional.empty()));
        }
        Path own = ownFolder(machine, compiler.architecture());
        return Files.isRegularFile(own.resolve("libz.a")) && compiler.hasZlib(machine, own)
                ? Optional.of(new MuslZlib(Optional.of(own)))
                : Optional.empty();
    }

    /** Where else it is looked for: a folder of the user's, so that nobody needs to be root. */
    public static Path ownFolder(Machine machine, Architecture architecture) {
        return machine.variable("XDG_DATA_HOME")
                .map(Path::of)
                .orElseGet(() -> machine.home().resolve(".local").resolve("share"))
                .resolve("coldbrew")
                .resolve(architecture.id() + "-linux-musl");
    }
}
