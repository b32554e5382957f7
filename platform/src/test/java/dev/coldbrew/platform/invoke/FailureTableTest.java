package dev.coldbrew.platform.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.inspect.Architecture;
import dev.coldbrew.inspect.FunctionFiles;
import dev.coldbrew.inspect.LambdaOs;
import dev.coldbrew.inspect.Verdict.Target;
import dev.coldbrew.platform.functions.FunctionVersion;
import dev.coldbrew.platform.sandbox.Processes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How functions fail: what the invoker gets, what the log says, and that the next invocation works again. */
@Timeout(120)
class FailureTableTest {

    @TempDir
    Path folder;

    private LocalFunctions functions;

    @BeforeEach
    void open() throws Exception {
        functions = new LocalFunctions(folder, InvokerSettings.defaults());
    }

    @AfterEach
    void close() {
        functions.close();
    }

    /**
     * A way for the handler to fail when the event is {@code "fail"}.
     *
     * @param payload with ID for the request id
     * @param status what the REPORT line ends with
     * @param survives whether the process does, so that the next invocation is warm
     */
    record HandlerFailure(String script, String payload, String status, boolean survives) {}

    static Stream<Named<HandlerFailure>> handlerFailures() {
        return Stream.of(
                Named.of(
                        "the handler's own error, forwarded byte for byte (R-32)",
                        new HandlerFailure(
                                "fail '{\"errorMessage\":\"no\",  \"errorType\":\"Bad\"}'",
                                "{\"errorMessage\":\"no\",  \"errorType\":\"Bad\"}",
                                "",
                                true)),
                Named.of("exit 0 (L-07)", exits("exit 0", "Runtime exited without providing a reason")),
                Named.of("exit 1 (L-07)", exits("exit 1", "Runtime exited with error: exit status 1")),
                Named.of("kill -9 (L-07)", exits("kill -9 $$", "Runtime exited with error: signal: killed")),
                Named.of(
                        "a segmentation fault (L-07)",
                        exits("kill -SEGV $$", "Runtime exited with error: signal: segmentation fault")),
                Named.of("abort (L-07)", exits("kill -ABRT $$", "Runtime exited with error: signal: aborted")),
                Named.of(
                        "a real-time signal (L-07)",
                        exits("kill -40 $$", "Runtime exited with error: signal: signal 40")));
    }

    private static HandlerFailure exits(String script, String message) {
        return new HandlerFailure(
                script,
                "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: ID Error: " + message + "\"}",
                "Status: error\tError Type: Runtime.ExitError\t",
                false);
    }

    @ParameterizedTest
    @MethodSource("handlerFailures")
    void theHandlerFails(HandlerFailure failure) throws Exception {
        var version = functions.shell("""
                while next; do
                    if [ "$event" = '"fail"' ]; then
                        printf 'about to fail'
                        %s
                    else respond $$; fi
                done
                """.formatted(failure.script()));

        var before = functions.invoke(version, "1");
        var failed = functions.invoke(version, "\"fail\"");
        var after = functions.invoke(version, "1");

        assertThat(failed.functionError()).isEqualTo("Unhandled");
        assertThat(failed.payload()).isEqualTo(failure.payload().replace("ID", failed.requestId()));
        assertThat(failed.normalisedTail())
                .containsExactly(
                        "START RequestId: ID Version: $LATEST",
                        "about to fail",
                        "END RequestId: ID",
                        "REPORT RequestId: ID\tDuration: T ms\tBilled Duration: N ms\tMemory Size: 128 MB"
                                + "\tMax Memory Used: N MB\t" + failure.status());
        assertThat(after.functionError()).isNull();
        assertThat(after.payload().equals(before.payload())).isEqualTo(failure.survives());
        // G-08: a repeated init that succeeds has no INIT_REPORT, and counts in the duration.
        assertThat(after.tail()).doesNotContain("Init Duration");
        assertThat(functions.logLines()).noneMatch(line -> line.startsWith("INIT_REPORT"));
    }

    @Test
    @DisplayName("Timeout: killed, the environment is reset, /tmp stays and memory does not (L-05, L-10, G-06)")
    void timeout() throws Exception {
        var version = LocalFunctions.withTimeout(functions.shell("""
                n=0
                while next; do
                    n=$((n + 1))
                    echo x >> "$TMPDIR/kept"
                    [ "$event" = 1 ] && sleep 60
                    respond "$n $(wc -l < "$TMPDIR/kept")"
                done
                """), Duration.ofSeconds(3));

        assertThat(functions.invoke(version, "0").payload()).isEqualTo("1 1");
        var failed = functions.invoke(version, "1");
        assertThat(failed.functionError()).isEqualTo("Unhandled");
        assertThat(failed.payload())
                .isEqualTo("{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: " + failed.requestId()
                        + " Error: Task timed out after 3.00 seconds\"}");
        assertThat(failed.normalisedTail().getLast()).endsWith("Max Memory Used: N MB\tStatus: timeout\t");
        assertThat(functions.invoke(version, "0").payload()).isEqualTo("1 3");
    }

    @Test
    @DisplayName("Exit in init: tried again within the invocation, then the error (L-02, L-08, G-08)")
    void exitInInit() throws Exception {
        var version =
                functions.shell("echo starting; [ -e \"$TMPDIR/fixed\" ] || exit 3; while next; do respond 1; done");

        var failed = functions.invoke(version, "1");

        assertThat(failed.functionError()).isEqualTo("Unhandled");
        assertThat(failed.payload())
                .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: " + failed.requestId()
                        + " Error: Runtime exited with error: exit status 3\"}");
        assertThat(functions.logLines().stream().map(line -> line.replaceAll("\\d+\\.\\d\\d ms|ARN: .*", "*")))
                .startsWith(
                        "INIT_START Runtime Version: provided:al2023.v1\tRuntime Version *",
                        "starting",
                        "INIT_REPORT Init Duration: *\tPhase: init\tStatus: error\tError Type: Runtime.ExitError\t",
                        "INIT_START Runtime Version: provided:al2023.v1\tRuntime Version *",
                        "starting",
                        "INIT_REPORT Init Duration: *\tPhase: invoke\tStatus: error\tError Type: Runtime.ExitError\t",
                        "START RequestId: " + failed.requestId() + " Version: $LATEST",
                        "END RequestId: " + failed.requestId());
        assertThat(failed.normalisedTail().getLast())
                .endsWith("Max Memory Used: N MB\tStatus: error\tError Type: Runtime.ExitError\t");
    }

    @Test
    @DisplayName("A second init within the invocation that succeeds answers it (L-02)")
    void secondInitSucceeds() throws Exception {
        var version = functions.shell(
                "[ -e \"$TMPDIR/seen\" ] || { touch \"$TMPDIR/seen\"; exit 1; }; while next; do respond 1; done");

        var result = functions.invoke(version, "1");

        assertThat(result.functionError()).isNull();
        assertThat(result.payload()).isEqualTo("1");
        assertThat(result.tail()).doesNotContain("Init Duration");
    }

    @Test
    @DisplayName("init/error: its body is the answer; the next invocation initialises again (R-35)")
    void initError() throws Exception {
        var version = functions.shell("""
                if [ ! -e "$TMPDIR/seen" ]; then
                    touch "$TMPDIR/seen"
                    curl -sS -o /dev/null -H 'Lambda-Runtime-Function-Error-Type: Runtime.NoConfig' \
                        --data-binary '{"errorType":"NoConfig"}' "$api/init/error"
                    exit 1
                fi
                while next; do respond 1; done
                """);

        var failed = functions.invoke(version, "1");
        assertThat(failed.functionError()).isEqualTo("Unhandled");
        assertThat(failed.payload()).isEqualTo("{\"errorType\":\"NoConfig\"}");
        assertThat(failed.tail()).contains("Status: error\tError Type: Runtime.NoConfig\t");
        assertThat(functions.logLines())
                .anyMatch(
                        line -> line.matches(
                                "INIT_REPORT Init Duration: \\d+\\.\\d\\d ms\tPhase: init\tStatus: error\tError Type: Runtime.NoConfig\t"));

        assertThat(functions.invoke(version, "1").payload()).isEqualTo("1");
    }

    @Test
    @DisplayName("init/error without an exit: killed at the limit, its body is the answer (R-35)")
    void initErrorWithoutExit() throws Exception {
        functions.close();
        functions = new LocalFunctions(folder, InvokerSettings.defaults().withInitLimit(Duration.ofSeconds(3)));
        var version = functions.shell("post init/error '{\"errorType\":\"Bad\"}'; echo $$; sleep 600");

        var failed = functions.invoke(version, "1");

        assertThat(failed.payload()).isEqualTo("{\"errorType\":\"Bad\"}");
        assertThat(functions.logLines())
                .anyMatch(line -> line.endsWith("\tPhase: init\tStatus: error\tError Type: Runtime.Unknown\t"));
        assertThat(Processes.alive(Long.parseLong(functions.logLines().get(1)))).isFalse();
    }

    @Test
    @DisplayName("Too slow an init: killed at the limit, repeated within the function's timeout (L-02, L-10)")
    void initTimeout() throws Exception {
        functions.close();
        functions = new LocalFunctions(folder, InvokerSettings.defaults().withInitLimit(Duration.ofMillis(300)));
        var version = LocalFunctions.withTimeout(functions.shell("echo slow; sleep 60"), Duration.ofSeconds(1));

        var failed = functions.invoke(version, "1");

        assertThat(failed.payload()).contains("\"Sandbox.Timedout\"", "Task timed out after 1.00 seconds");
        assertThat(failed.normalisedTail().getLast()).endsWith("\tStatus: timeout\t");
        assertThat(functions.logLines().stream().filter(line -> line.startsWith("INIT_REPORT")))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("\tPhase: init\tStatus: timeout\t"),
                        line -> assertThat(line).endsWith("\tPhase: invoke\tStatus: timeout\t"));
    }

    @Test
    @DisplayName("Exit after the response: the invoker does not notice, the next invocation initialises again (L-09)")
    void exitAfterResponse() throws Exception {
        var version = functions.shell("next; respond $$; exit 7");

        var first = functions.invoke(version, "1");
        var second = functions.invoke(version, "1");

        assertThat(first.functionError()).isNull();
        assertThat(second.functionError()).isNull();
        assertThat(first.payload()).isNotEqualTo(second.payload());
        assertThat(first.tail()).contains("Status: error\tError Type: Runtime.ExitError");
    }

    static Stream<Named<Object[]>> entrypoints() {
        return Stream.of(
                Named.of("no bootstrap", new Object[] {
                    null, "rwxr-xr-x", "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"
                }),
                Named.of(
                        "not executable",
                        new Object[] {"#!/bin/sh\n", "rw-r--r--", "fork/exec /var/task/bootstrap: permission denied"}),
                Named.of(
                        "of no known format",
                        new Object[] {"\u007fELF", "rwxr-xr-x", "fork/exec /var/task/bootstrap: exec format error"}),
                Named.of("without its interpreter", new Object[] {
                    "#!/no/such/shell\n", "rwxr-xr-x", "fork/exec /var/task/bootstrap: no such file or directory"
                }));
    }

    @ParameterizedTest
    @MethodSource("entrypoints")
    @DisplayName("A bootstrap that can't be started (L-13)")
    void entrypoint(Object[] row) throws Exception {
        FunctionVersion version = functions.version((String) row[0], (String) row[1]);

        for (int i = 0; i < 2; i++) {
            var failed = functions.invoke(version, "1");
            assertThat(failed.functionError()).isEqualTo("Unhandled");
            assertThat(failed.payload())
                    .isEqualTo("{\"errorType\":\"Runtime.InvalidEntrypoint\",\"errorMessage\":\"RequestId: "
                            + failed.requestId() + " Error: " + row[2] + "\"}");
            assertThat(failed.normalisedTail())
                    .isEqualTo(
                            List.of(
                                    "START RequestId: ID Version: $LATEST",
                                    "END RequestId: ID",
                                    "REPORT RequestId: ID\tDuration: T ms\tBilled Duration: N ms\tMemory Size: 128 MB"
                                            + "\tMax Memory Used: N MB\tStatus: error\tError Type: Runtime.InvalidEntrypoint\t"));
        }
    }

    @Test
    @DisplayName("Why a bootstrap can't be started is in the log, once, in the words of coldbrew inspect")
    void entrypointAdvice() throws Exception {
        Path none = Files.createDirectories(folder.resolve("none"));
        Path foreign = Files.createDirectories(folder.resolve("foreign"));
        Architecture here = Architecture.ofThisMachine();
        Architecture other = here == Architecture.ARM64 ? Architecture.X86_64 : Architecture.ARM64;
        ByteBuffer elf = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        elf.putShort(16, (short) 2).putShort(18, (short) other.machine().number());
        Path bootstrap = Files.write(foreign.resolve("bootstrap"), elf.array());
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));

        for (Path taskRoot : List.of(none, foreign)) {
            functions.invoke(functions.version(taskRoot), "1");
        }

        Target target = new Target(LambdaOs.PROVIDED_AL2023, here);
        assertThat(functions.logLines().stream().filter(line -> line.startsWith("Coldbrew: ")))
                .containsExactly(
                        "Coldbrew: There is no file bootstrap at the root of the zip: that is what Lambda starts",
                        "Coldbrew: "
                                + FunctionFiles.inFolder(foreign)
                                        .verdict(target)
                                        .reason())
                .last()
                .asString()
                .contains(
                        "bootstrap is for " + other.machine().name() + ", and the function's machine is " + here.id());
    }

    @Test
    @DisplayName("A response of 6,291,556 bytes arrives, one byte more is R-22 and the environment stays (R-20, R-22)")
    void responseSize() throws Exception {
        var version = functions.shell("""
                while next; do
                    head -c "$event" /dev/zero | tr '\\0' x > "$TMPDIR/body"
                    post "invocation/$id/response" @"$TMPDIR/body"
                    echo "pid $$"
                done
                """);

        var fits = functions.invoke(version, "6291556");
        var tooLarge = functions.invoke(version, "6291557");
        var wayTooLarge = functions.invoke(version, "20000000");
        var after = functions.invoke(version, "2");

        assertThat(fits.functionError()).isNull();
        assertThat(fits.result().payload()).hasSize(6_291_556);
        for (var refused : List.of(tooLarge, wayTooLarge)) {
            assertThat(refused.functionError()).isEqualTo("Unhandled");
            assertThat(refused.payload())
                    .isEqualTo("{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size"
                            + " (6291556 bytes).\",\"errorType\":\"Function.ResponseSizeTooLarge\"}");
        }
        assertThat(after.payload()).isEqualTo("xx");
        assertThat(after.normalisedTail().get(1))
                .isEqualTo(fits.normalisedTail().get(1));
    }
}
