package dev.coldbrew.build.toolchain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A C compiler that links with musl.
 *
 * @param path the executable: {@code x86_64-linux-musl-gcc}, or Debian's wrapper {@code musl-gcc}
 * @param architecture what it compiles for
 */
public record MuslCompiler(Path path, Architecture architecture) {
    /** How to get one, for a message. */
    public static final String INSTALL = "apt-get install musl-tools (Debian, Ubuntu), dnf install musl-gcc (Fedora)";

    private static final String ZLIB_PROBE = """
            extern const char *zlibVersion(void);
            int main(void) { return zlibVersion() == 0; }
            """;

    /** The one for a processor: by its full name, and for this machine's own processor {@code musl-gcc} too. */
    public static Optional<MuslCompiler> find(Machine machine, Architecture architecture) {
        String full = architecture.id() + "-linux-musl-gcc";
        List<String> names = architecture == machine.architecture() ? List.of(full, "musl-gcc") : List.of(full);
        return names.stream()
                .flatMap(name -> machine.tool(name).stream())
                .map(path -> new MuslCompiler(path, architecture))
                .findFirst();
    }

    /** What it compiles for, as compilers name it. Debian's wrapper would say {@code x86_64-linux-gnu} of itself. */
    public String target() {
        return architecture.id() + "-linux-musl";
    }

    /**
     * Whether it finds a static zlib. It is asked to link a program with one: its search path shows nothing, since Debian's
     * wrapper names glibc's libz.a there and doesn't take it.
     */
    public boolean hasZlib(Machine machine) throws InterruptedException {
        return links(machine, List.of("-lz"));
    }

    /** Whether it can link with the {@code libz.a} in a folder. */
    public boolean hasZlib(Machine machine, Path folder) throws InterruptedException {
        return links(machine, List.of("-L" + folder, "-lz"));
    }

    private boolean links(Machine machine, List<String> libraries) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("coldbrew");
            Path source = folder.resolve("probe.c");
            Path result = folder.resolve("probe");
            try {
                Files.writeString(source, ZLIB_PROBE);
                List<String> command = Stream.concat(
                                Stream.of(path.toString(), "-static", "-o", result.toString(), source.toString()),
                                libraries.stream())
                        .toList();
                return machine.ask(command).ok();
            } finally {
                Files.deleteIfExists(source);
                Files.deleteIfExists(result);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
