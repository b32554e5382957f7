package dev.coldbrew.platform.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldbrew.platform.Await;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ProcessEngineTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private ProcessEngine engine;

    @BeforeEach
    void open() throws Exception {
        engine = ProcessEngine.open(folder.resolve("engine"));
    }

    @Test
    @DisplayName("The probe runs a real sandbox and finds open files and privileges limited (Q-14, E-11)")
    void probe() {
        assertThat(engine.probe()).isEqualTo(new Probe(true, Set.of(Limit.values()), ""));
    }

    @Test
    @DisplayName("A folder in which nothing can be executed makes the engine unusable, with the system's reason")
    void probeFails() throws Exception {
        Files.setPosixFilePermissions(
                folder.resolve("engine/sandbox-init"), PosixFilePermissions.fromString("rw-------"));
        assertThat(engine.probe().usable()).isFalse();
        assertThat(engine.probe().reason()).contains("sandbox-init", "Permission denied");
    }

    @Test
    void theNativePartIsForThisUserOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("engine/sandbox-init"))))
                .isEqualTo("rwx------");
    }

    @Test
    @DisplayName("The process has the given environment and no other, its working directory, no input")
    void environmentAndDirectory() throws Exception {
        run(
                List.of("/bin/sh", "-c", "cat; pwd; tr '\\0' '\\n' < /proc/self/environ"),
                Map.of("A", "1", "B", "x y\nz=$A"));
        assertThat(text()).startsWith(folder.toRealPath() + "\n");
        assertThat(text().substring(text().indexOf('\n') + 1).lines())
                .containsExactlyInAnyOrder("A=1", "B=x y", "z=$A");
    }

    @Test
    @DisplayName("Standard output and error arrive in the order of writing")
    void merged() throws Exception {
        run(List.of("/bin/sh", "-c", "for i in 1 2 3 4 5 6 7 8 9; do echo $i; echo e$i >&2; done"), Map.of());
        assertThat(text()).isEqualTo("1\ne1\n2\ne2\n3\ne3\n4\ne4\n5\ne5\n6\ne6\n7\ne7\n8\ne8\n9\ne9\n");
    }

    @Test
    @DisplayName("Much output arrives whole before the exit is told")
    void muchOutput() throws Exception {
        run(List.of("/bin/sh", "-c", "head -c 5000000 /dev/zero; exit 5"), Map.of("PATH", "/usr/bin:/bin"));
        assertThat(output.size()).isEqualTo(5_000_000);
    }

    @ParameterizedTest
    @CsvSource({"exit 0, 0, ", "exit 255, 255, ", "kill -9 $$, , 9", "kill -SEGV $$, , 11"})
    void exits(String script, Integer code, Integer signal) throws Exception {
        assertThat(run(List.of("/bin/sh", "-c", script), Map.of()))
                .isEqualTo(code != null ? new Exit.Code(code) : new Exit.Signal(signal));
    }

    @Test
    void refusalsCarryTheSystemsWords() throws Exception {
        assertThatThrownBy(() -> run(List.of("/no/such/file"), Map.of()))
                .isInstanceOfSatisfying(StartFailedException.class, e -> {
                    assertThat(e.stage()).isEqualTo(StartFailedException.Stage.EXEC);
                    assertThat(e.reason()).isEqualTo("No such file or directory");
                });
        var nowhere = new SandboxSpec(List.of("/bin/true"), Map.of(), Path.of("/no/such/folder"));
        assertThatThrownBy(() -> engine.start(nowhere, output::write).close())
                .isInstanceOfSatisfying(
                        StartFailedException.class,
                        e -> assertThat(e.stage()).isEqualTo(StartFailedException.Stage.CHDIR));
    }

    @Test
    @DisplayName("Drained means: all that was written before is here, however late sandbox-init gets to it")
    void drain() throws Exception {
        Path go = folder.resolve("go");
        Path written = folder.resolve("written");
        String script = "echo $PPID; until [ -e " + go + " ]; do :; done; head -c 30000 /dev/zero; : > " + written
                + "; kill -STOP $$";
        OutputListener slow = (buffer, offset, length) -> {
            // A wrong drain would return meanwhile.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(length > 100 ? 200 : 0));
            output.write(buffer, offset, length);
        };
        var spec = new SandboxSpec(List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), folder);
        try (Sandbox sandbox = engine.start(spec, slow)) {
            Await.until("it runs", () -> text().endsWith("\n"));
            String init = text().strip();
            int before = output.size();
            signal("STOP", init);
            Files.createFile(go);
            Await.until("everything is written", () -> Files.exists(written));
            Thread drain = Thread.ofPlatform().start(() -> {
                try {
                    sandbox.drain();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Await.until("it was asked to drain", () -> drain.getState() == Thread.State.WAITING);
            signal("CONT", init);
            drain.join();
            assertThat(output.size()).isEqualTo(before + 30_000);
        }
    }

    private static void signal(String name, String pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                .isZero();
    }

    @Test
    @DisplayName("A process that never stops printing does not hold up drain or close")
    void endlessOutput() throws Exception {
        try (Sandbox sandbox = start(List.of("/bin/sh", "-c", "while :; do echo y; done"), Map.of())) {
            sandbox.drain();
            sandbox.drain();
        }
    }

    @Test
    @DisplayName("Closed outputs are no end")
    void closedOutputs() throws Exception {
        Path done = folder.resolve("done");
        try (Sandbox sandbox =
                start(List.of("/bin/sh", "-c", "exec >&- 2>&-; : > " + done + "; kill -STOP $$"), Map.of())) {
            Await.until("the outputs are closed", () -> Files.exists(done));
            sandbox.drain();
            assertThat(sandbox.exit()).isNotDone();
        }
    }

    @Test
    @DisplayName("Close ends descendants too, even those with a session of their own, stopped, or orphaned")
    void closeEndsAll() throws Exception {
        Path pids = folder.resolve("pids");
        String script = """
                echo $$ >> PIDS
                setsid sh -c 'echo $$ >> PIDS; sleep 600' &
                (setsid sh -c 'echo $$ >> PIDS; kill -STOP $$' &)
                (sh -c 'trap "" TERM HUP INT; echo $$ >> PIDS; sleep 600; sleep 600' &)
                wait
                sleep 600
                """.replace("PIDS", pids.toString());
        List<Long> all;
        try (Sandbox sandbox = start(List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"))) {
            Await.until(
                    "four processes run",
                    () -> Files.exists(pids) && Files.readAllLines(pids).size() == 4);
            all = Files.readAllLines(pids).stream().map(Long::valueOf).toList();
            assertThat(all).allMatch(Processes::alive);
            assertThat(sandbox.exit()).isNotDone();
        }
        assertThat(all).noneMatch(Processes::alive);
    }

    @Test
    @DisplayName("What a process leaves behind ends with it")
    void exitEndsDescendants() throws Exception {
        assertThat(run(List.of("/bin/sh", "-c", "setsid sleep 600 & echo $!; exit 4"), Map.of("PATH", "/usr/bin:/bin")))
                .isEqualTo(new Exit.Code(4));
        assertThat(Processes.alive(Long.parseLong(text().strip()))).isFalse();
    }

    @Test
    @DisplayName("Who kills sandbox-init itself has killed the process, and the service learns of it")
    void initIsKilled() throws Exception {
        try (Sandbox sandbox = start(List.of("/bin/sh", "-c", "echo $PPID $$; kill -STOP $$"), Map.of())) {
            Await.until("it runs", () -> text().endsWith("\n"));
            signal("KILL", text().strip().substring(0, text().indexOf(' ')));
            assertThat(sandbox.exit().get(30, TimeUnit.SECONDS)).isEqualTo(new Exit.Signal(9));
            long pid = Long.parseLong(text().strip().substring(text().indexOf(' ') + 1));
            Await.until("the process is gone", () -> !Processes.alive(pid));
            sandbox.drain();
        }
    }

    @Test
    @DisplayName("The peak of one process is what the kernel says, also when it has been given back (G-11)")
    void peakMemory() throws Exception {
        try (Sandbox sandbox = start(
                List.of(
                        "/bin/sh",
                        "-c",
                        "x=$(head -c 60000000 /dev/zero | tr '\\0' x); unset x; echo ready; kill -STOP $$"),
                Map.of("PATH", "/usr/bin:/bin"))) {
            Await.until("the memory was used", () -> text().equals("ready\n"));
            assertThat(sandbox.peakMemoryBytes()).isBetween(60_000_000L, 400_000_000L);
        }
    }

    @Test
    @DisplayName("A tree's memory is its processes' together")
    void treeMemory() throws Exception {
        String child = "x=$(head -c 60000000 /dev/zero | tr '\\\\0' x); echo ready; kill -STOP $$; echo $x";
        try (Sandbox sandbox = start(
                List.of("/bin/sh", "-c", "sh -c \"$0\" & sh -c \"$0\" & wait; wait", child.replace("\\\\", "\\")),
                Map.of("PATH", "/usr/bin:/bin"))) {
            Await.until("both children use it", () -> text().equals("ready\nready\n"));
            assertThat(sandbox.peakMemoryBytes()).isGreaterThan(120_000_000L);
        }
    }

    @Test
    @DisplayName("kill -9 of the service ends the process, its children, and those with a session of their own")
    void serviceIsKilled() throws Exception {
        Process service = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Service.class.getName(),
                        folder.resolve("other").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream lines = service.getInputStream()) {
            var pids = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
            List<Long> all = List.of(
                    Long.parseLong(pids.readLine()), Long.parseLong(pids.readLine()), Long.parseLong(pids.readLine()));
            assertThat(all).allMatch(Processes::alive);

            service.destroyForcibly();

            Await.until("nothing is left of " + all, () -> all.stream().noneMatch(Processes::alive));
        } finally {
            service.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    /** A service that starts a process with a child and a grandchild, tells their ids, and waits. */
    static final class Service {

        private Service() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws Exception {
            String script =
                    "echo $$; sh -c 'echo $$; setsid sh -c \"echo \\$\\$; sleep 600\" & wait' & wait; sleep 600";
            var spec = new SandboxSpec(List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), Path.of("/"));
            Sandbox sandbox = ProcessEngine.open(Path.of(arguments[0])).start(spec, (buffer, offset, length) -> {
                System.out.write(buffer, offset, length);
                System.out.flush();
            });
            sandbox.exit().join();
        }
    }

    private Sandbox start(List<String> command, Map<String, String> environment) throws Exception {
        return engine.start(new SandboxSpec(command, environment, folder), output::write);
    }

    private Exit run(List<String> command, Map<String, String> environment) throws Exception {
        try (Sandbox sandbox = start(command, environment)) {
            return sandbox.exit().get(30, TimeUnit.SECONDS);
        }
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
