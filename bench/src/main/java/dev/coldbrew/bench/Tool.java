package dev.coldbrew.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs compilers and tools of the JDK. */
final class Tool {
    /** The JDK that runs this, and all variants. */
    static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    private Tool() {}

    /** The path of a program on PATH. */
    static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs a program to its end.
     *
     * @return what it wrote
     * @throws IOException when it fails, with what it wrote
     */
    static String run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " failed with " + status + ":\n" + output);
        }
        return output;
    }

    static Path jdk(String name) {
        return JAVA_HOME.resolve("bin").resolve(name);
    }
}
