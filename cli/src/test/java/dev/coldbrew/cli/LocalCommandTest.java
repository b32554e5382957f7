package dev.coldbrew.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code coldbrew local} as a process of its own. */
class LocalCommandTest {
    @TempDir
    private static Path folder;

    private static Path zip;

    @BeforeAll
    static void build() throws Exception {
        zip = TestFunction.zip(folder);
    }

    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Coldbrew.class.getName(),
                "local"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("local.log").toFile())
                .start();
    }

    private static String endpoint(BufferedReader out) throws IOException {
        String line = out.readLine();
        assertThat(line).startsWith("Lambda listens on http://127.0.0.1:");
        return line.substring("Lambda listens on ".length());
    }

    private static String invoke(String name, String endpoint) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Coldbrew.execute(
                new PrintWriter(out), new PrintWriter(err), "invoke", name, "--endpoint", endpoint, "--payload", "[7]");
        assertThat(status).as(err.toString()).isZero();
        return out.toString().strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void servesFunctionsAndLeavesNoProcessHoweverItEnds(String signal) throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "skipped: looks for processes in /proc");
        Process local = start("--port", "0", "acme=" + zip);
        try (BufferedReader out = local.inputReader()) {
            String endpoint = endpoint(out);
            assertThat(invoke("acme", endpoint)).isEqualTo("[7]");
            List<ProcessHandle> below = local.descendants().toList();
            assertThat(below).isNotEmpty();

            new ProcessBuilder("kill", "-" + signal, Long.toString(local.pid()))
                    .start()
                    .waitFor();
            assertThat(local.waitFor(30, TimeUnit.SECONDS)).isTrue();
            awaitEnd(below);
        } finally {
            local.destroyForcibly();
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        for (ProcessHandle process : processes) {
            while (process.isAlive()) {
                assertThat(Instant.now()).as("still there: " + process.info()).isBefore(deadline);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void keepsFunctionsInItsDataFolder() throws Exception {
        Path data = folder.resolve("data");
        Process first = start("--port", "0", "--data", data.toString(), "acme=" + zip);
        try (BufferedReader out = first.inputReader()) {
            endpoint(out);
        } finally {
            first.toHandle().destroy();
            assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        Process second = start("--port", "0", "--data", data.toString());
        try (BufferedReader out = second.inputReader()) {
            assertThat(invoke("acme", endpoint(out))).isEqualTo("[7]");
        } finally {
            second.toHandle().destroy();
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).isNotEmpty();
        }
    }

    @Test
    void anOccupiedPortIsToldWithAWayOut() throws Exception {
        Process first = start("--port", "0");
        try (BufferedReader out = first.inputReader()) {
            String endpoint = endpoint(out);
            StringWriter err = new StringWriter();
            int status = Coldbrew.execute(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err),
                    "local",
                    "--port",
                    endpoint.substring(endpoint.lastIndexOf(':') + 1));
            assertThat(status).isEqualTo(1);
            assertThat(err.toString()).contains("is in use").contains("--port");
        } finally {
            first.toHandle().destroy();
            assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
