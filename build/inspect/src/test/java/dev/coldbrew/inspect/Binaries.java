package dev.coldbrew.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Real executables, compiled for a test by the compilers that this machine has. */
final class Binaries {
    private static final String HELLO = """
            #include <stdio.h>
            int main(int argc, char **argv) { printf("%d %s %a\\n", argc, argv[0], argc * 1.5); return 0; }
            """;

    private Binaries() {}

    static Optional<Path> find(String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Compiles a program in C; skips the test if there is no such compiler. */
    static Path c(Path folder, String compiler, String... arguments) throws Exception {
        assumeTrue(find(compiler).isPresent(), compiler + " is not installed");
        Path source = Files.writeString(folder.resolve("hello.c"), HELLO);
        Path program = folder.resolve("bootstrap");
        List<String> command = new ArrayList<>(List.of(compiler, "-o", program.toString(), source.toString()));
        command.addAll(List.of(arguments));
        run(folder, command);
        return program;
    }

    /** Compiles a program in Go, which takes no C library. */
    static Path go(Path folder) throws Exception {
        assumeTrue(find("go").isPresent(), "go is not installed");
        Path source = Files.writeString(folder.resolve("main.go"), "package main\nfunc main() { println(1) }\n");
        Path program = folder.resolve("bootstrap");
        run(folder, List.of("go", "build", "-o", program.toString(), source.toString()));
        return program;
    }

    /** Runs a command and gives its output. */
    static String run(Path folder, List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("CGO_ENABLED", "0");
        builder.environment().put("GOCACHE", folder.resolve("cache").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** The launcher that the build of build/launcher made; skips the test when there is none. */
    static Path launcher() throws IOException {
        try (Stream<Path> files = Files.exists(Path.of("../launcher/target/classes"))
                ? Files.walk(Path.of("../launcher/target/classes"))
                : Stream.empty()) {
            Optional<Path> launcher =
                    files.filter(file -> file.endsWith("bootstrap")).findFirst();
            assumeTrue(launcher.isPresent(), "build/launcher has made no launcher: musl-gcc is not installed");
            return launcher.get();
        }
    }
}
