package dev.coldbrew.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldbrew.launcher.Launcher.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Both launchers, run as they are, with a script in java's place that tells what it was given. */
class LauncherTest {
    @TempDir
    Path folder;

    private record Run(int code, List<String> lines, String text) {
        /** The arguments that java got, when it was started. */
        List<String> arguments() {
            return lines.stream().filter(line -> line.startsWith("<")).toList();
        }
    }

    @BeforeEach
    void fakeJava() throws IOException {
        Files.createDirectories(folder.resolve("coldbrew"));
        Path java = Files.writeString(folder.resolve("coldbrew/java"), """
                #!/bin/sh
                for argument; do printf '<%s>\\n' "$argument"; done
                echo "fd0 $(readlink /proc/$$/fd/0)"
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run run(Kind kind, String launchFile, Map<String, String> environment) throws Exception {
        Launcher launcher = kind == Kind.SHELL ? Launcher.shell() : Launcher.forThisMachine();
        assumeTrue(
                launcher.kind() == kind, "this build has no static launcher: musl-gcc was missing when it was built");
        Path bootstrap = folder.resolve("bootstrap");
        launcher.writeTo(bootstrap);
        if (launchFile != null) {
            Files.writeString(folder.resolve(Launcher.LAUNCH_FILE), launchFile);
        }
        return run(bootstrap, environment);
    }

    private static Run run(Path bootstrap, Map<String, String> environment) throws Exception {
        // Another working directory than bootstrap's: it has to find its files by itself.
        ProcessBuilder builder = new ProcessBuilder(bootstrap.toString())
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), text.lines().toList(), text);
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("each line is an argument; comments and empty lines are none; @/ is the folder and @@ one @")
    void readsLaunchFile(Kind kind) throws Exception {
        Run run = run(
                kind,
                "# comment\n@/coldbrew/java\n\n-Da=with  spaces\n-cp\n@/a.jar:@/b.jar\n$HOME `id` \\n *\nme@@home@@/x@y\nlast",
                Map.of("HOME", "/nowhere"));
        assertThat(run.arguments())
                .containsExactly(
                        "<-Da=with  spaces>",
                        "<-cp>",
                        "<" + folder + "/a.jar:" + folder + "/b.jar>",
                        "<$HOME `id` \\n *>",
                        "<me@home@/x@y>",
                        "<last>");
        assertThat(run.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"128,68", "256,183", "512,413", "1024,874", "1769,1545", "10240,9168", "64,16", "1,16"})
    @DisplayName("the heap is what a tenth and 48 MB leave of the memory, the same by both launchers")
    void computesHeap(String memory, String heap) throws Exception {
        for (Kind kind : Kind.values()) {
            Run run = run(kind, "@/coldbrew/java\n-m\nx", Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory));
            assertThat(run.arguments()).as(kind.name()).containsExactly("<-Xmx" + heap + "m>", "<-m>", "<x>");
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "0", "abc", "12x", "-5", "99999999999999999999"})
    @DisplayName("a memory size that is none leaves the heap to the JVM")
    void ignoresBadMemory(String memory) throws Exception {
        for (Kind kind : Kind.values()) {
            Run run = run(kind, "@/coldbrew/java\n-m", Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory));
            assertThat(run.arguments()).as(kind.name()).containsExactly("<-m>");
        }
    }

    @ParameterizedTest
    @CsvSource({"-Xmx100m", "-XX:MaxHeapSize=1g", "-XX:MaxRAMPercentage=50"})
    @DisplayName("a heap size of the user's, in the launch file or in JAVA_TOOL_OPTIONS, is not overridden")
    void leavesUsersHeap(String argument) throws Exception {
        for (Kind kind : Kind.values()) {
            Run inFile = run(kind, "@/coldbrew/java\n" + argument, Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"));
            assertThat(inFile.arguments()).as(kind.name()).containsExactly("<" + argument + ">");
            Run inEnvironment = run(
                    kind,
                    "@/coldbrew/java\n-m",
                    Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512", "JAVA_TOOL_OPTIONS", "-Dx=y " + argument));
            assertThat(inEnvironment.arguments()).as(kind.name()).containsExactly("<-m>");
        }
    }

    @Test
    @DisplayName("the static launcher hands over a connection to the Runtime API as fd 0")
    void handsOver() throws Exception {
        try (ServerSocket api = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Run run = run(
                    Kind.STATIC,
                    "@/coldbrew/java\n-m",
                    Map.of(
                            "AWS_LAMBDA_RUNTIME_API",
                            "127.0.0.1:" + api.getLocalPort(),
                            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                            "128"));
            assertThat(run.arguments()).containsExactly("<-Xmx68m>", "<-Dcoldbrew.socket=0>", "<-m>");
            assertThat(run.lines().getLast()).startsWith("fd0 socket:");
            api.setSoTimeout(20_000);
            api.accept().close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:%d",
        "[::1]:%d",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:x%d",
        "127.0.0.1:0",
        "127.0.0.1:99999",
        "''",
        "1.2.3.4.5.6.7.8.9.10.11.12:%d",
        "127.0.0.1:1"
    })
    @DisplayName("a name, IPv6, nonsense or a refused port is left to Java, with the fd 0 that was there")
    void handsNothingOver(String address) throws Exception {
        try (ServerSocket api = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            String value = address.replace("%d", String.valueOf(api.getLocalPort()));
            Run run = run(Kind.STATIC, "@/coldbrew/java\n-m", Map.of("AWS_LAMBDA_RUNTIME_API", value));
            assertThat(run.arguments()).containsExactly("<-m>");
            assertThat(run.lines().getLast()).startsWith("fd0 pipe:");
        }
    }

    @Test
    @DisplayName("the shell launcher hands nothing over")
    void shellHandsNothingOver() throws Exception {
        try (ServerSocket api = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Run run = run(
                    Kind.SHELL,
                    "@/coldbrew/java\n-m",
                    Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.getLocalPort()));
            assertThat(run.arguments()).containsExactly("<-m>");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("what is missing is named, with exit code 127; what can't be used with 126")
    void saysWhatIsWrong(Kind kind) throws Exception {
        Run noFile = run(kind, null, Map.of());
        assertThat(noFile.code()).isEqualTo(127);
        assertThat(noFile.text()).contains(folder + "/coldbrew/launch", "No such file");

        Run noJava = run(kind, "@/coldbrew/jre/bin/java\n", Map.of());
        assertThat(noJava.code()).isEqualTo(127);
        assertThat(noJava.text()).contains(folder + "/coldbrew/jre/bin/java", "No such file");

        Run empty = run(kind, "# nothing\n\n", Map.of());
        assertThat(empty.code()).isEqualTo(126);
        assertThat(empty.text()).contains("it names no java");

        Files.writeString(folder.resolve("coldbrew/notes"), "no program");
        Run noProgram = run(kind, "@/coldbrew/notes\n", Map.of());
        assertThat(noProgram.code()).isEqualTo(126);
        assertThat(noProgram.text()).contains(folder + "/coldbrew/notes");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("E-13: the launcher is written with mode 0755, over one that runs")
    void writesExecutable(Kind kind) throws Exception {
        Launcher launcher = kind == Kind.SHELL ? Launcher.shell() : Launcher.forThisMachine();
        Path file = folder.resolve("sub/bootstrap");
        launcher.writeTo(file);
        launcher.writeTo(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-xr-x");
        assertThat(file).hasBinaryContent(launcher.content());
    }

    @Test
    @DisplayName("launch files at the edge of every buffer neither crash nor leak under the sanitizers")
    void survivesEdges() throws Exception {
        Path bootstrap = folder.resolve("bootstrap");
        Path source = Path.of("src/main/c/bootstrap.c");
        Process compiler;
        try {
            compiler = new ProcessBuilder(
                            "gcc",
                            "-std=gnu11",
                            "-g",
                            "-Wall",
                            "-Wextra",
                            "-Werror",
                            "-fsanitize=address,undefined",
                            "-fno-sanitize-recover=all",
                            "-o",
                            bootstrap.toString(),
                            source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("gcc.txt").toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "gcc is not installed: the launcher is not tried under sanitizers");
            return;
        }
        assumeTrue(compiler.waitFor() == 0, () -> "gcc has no sanitizers here: " + folder.resolve("gcc.txt"));
        String java = "@/coldbrew/java\n";
        Map<String, Integer> codes = Map.of(
                java + "x\n".repeat(509),
                0,
                java + "x\n".repeat(510),
                126,
                java + "x".repeat(65_535 - java.length()),
                0,
                java + "x".repeat(65_536 - java.length()),
                126,
                java + "@/\n".repeat(500),
                0,
                java + "@/".repeat(30_000),
                126,
                java + "@@@@@\n@",
                0,
                "\n\n\n",
                126,
                "",
                126,
                java + "a\0b\n",
                126);
        for (Map.Entry<String, Integer> entry : codes.entrySet()) {
            Files.writeString(folder.resolve(Launcher.LAUNCH_FILE), entry.getKey());
            Run run = run(
                    bootstrap,
                    Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128", "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1"));
            assertThat(run.text()).doesNotContain("Sanitizer", "runtime error");
            assertThat(run.code()).as(run.text().lines().findFirst().orElse("")).isEqualTo(entry.getValue());
        }
    }
}
