package dev.coldbrew.platform.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldbrew.platform.Await;
import dev.coldbrew.platform.environment.Credentials;
import dev.coldbrew.platform.functions.FunctionVersion;
import dev.coldbrew.platform.sandbox.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EnvironmentPoolTest {

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

    @Test
    @DisplayName("A shell function answers, cold and then warm in the same environment (G-02 to G-05)")
    void coldAndWarm() throws Exception {
        var version = functions.shell("""
                echo init
                while next; do echo "got $event"; respond "$$ $event"; done
                """);

        var cold = functions.invoke(version, "{\"a\":1}");
        assertThat(cold.functionError()).isNull();
        assertThat(cold.payload()).endsWith(" {\"a\":1}");
        assertThat(cold.normalisedTail())
                .containsExactly(
                        "START RequestId: ID Version: $LATEST",
                        "got {\"a\":1}",
                        "END RequestId: ID",
                        "REPORT RequestId: ID\tDuration: T ms\tBilled Duration: N ms\tMemory Size: 128 MB"
                                + "\tMax Memory Used: N MB\tInit Duration: T ms\t");

        var warm = functions.invoke(version, "2");
        assertThat(warm.payload()).isEqualTo(cold.payload().replace("{\"a\":1}", "2"));
        assertThat(warm.normalisedTail())
                .containsExactly(
                        "START RequestId: ID Version: $LATEST",
                        "got 2",
                        "END RequestId: ID",
                        "REPORT RequestId: ID\tDuration: T ms\tBilled Duration: N ms\tMemory Size: 128 MB"
                                + "\tMax Memory Used: N MB\t");
    }

    @Test
    @DisplayName("The process's variables are those of E-01, the function's own and TMPDIR, and no other")
    void environmentVariables() throws Exception {
        reopen(InvokerSettings.defaults().withCredentials(new Credentials("AKIALOCAL", "secret", "token")));
        var version = functions.version("""
                #!/usr/bin/env -S sh
                tr '\\0' '\\n' < /proc/$$/environ > "$TMPDIR/environ"
                next="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
                id=$(curl -sS -o /dev/null -D - "$next/next" | sed -n 's/^Lambda-Runtime-Aws-Request-Id: *\\([^[:space:]]*\\).*/\\1/Ip')
                curl -sS -o /dev/null --data-binary @"$TMPDIR/environ" "$next/$id/response"
                curl -sS "$next/next"
                """, "rwxr-xr-x");
        version = LocalFunctions.withVariable(version, "TZ", "Europe/Berlin");
        version = LocalFunctions.withVariable(version, "VERBATIM", " $HOME\t'\"ü");
        String taskRoot = version.taskRoot().toString();

        var result = functions.invoke(version, "{}");

        Map<String, String> variables = new TreeMap<>();
        result.payload().lines().forEach(line -> {
            int equals = line.indexOf('=');
            variables.put(line.substring(0, equals), line.substring(equals + 1));
        });
        assertThat(variables.remove("AWS_LAMBDA_RUNTIME_API")).matches("127\\.0\\.0\\.1:\\d+");
        assertThat(variables.remove("AWS_LAMBDA_LOG_STREAM_NAME"))
                .matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST][0-9a-f]{32}")
                .isEqualTo(functions.log().getFirst().logStream());
        assertThat(Path.of(variables.remove("TMPDIR"))).isDirectory();
        assertThat(variables)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("_HANDLER", "bootstrap"),
                        Map.entry("LAMBDA_TASK_ROOT", taskRoot),
                        Map.entry("LAMBDA_RUNTIME_DIR", "/var/runtime"),
                        Map.entry("AWS_LAMBDA_FUNCTION_NAME", "hello"),
                        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
                        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/hello"),
                        Map.entry("AWS_REGION", "us-east-1"),
                        Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
                        Map.entry("AWS_ACCESS_KEY_ID", "AKIALOCAL"),
                        Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
                        Map.entry("AWS_SESSION_TOKEN", "token"),
                        Map.entry("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR"),
                        Map.entry("AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1:2000"),
                        Map.entry("_AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1"),
                        Map.entry("_AWS_XRAY_DAEMON_PORT", "2000"),
                        Map.entry("LANG", "en_US.UTF-8"),
                        Map.entry("TZ", "Europe/Berlin"),
                        Map.entry("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin"),
                        Map.entry(
                                "LD_LIBRARY_PATH",
                                "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:" + taskRoot + ":"
                                        + taskRoot + "/lib:/opt/lib"),
                        Map.entry("VERBATIM", " $HOME\t'\"ü")));
    }

    @Test
    @DisplayName("A log group of the function's choice, in which its streams have its name (E-01, G-33)")
    void ownLogGroup() throws Exception {
        var version = LocalFunctions.withLogGroup(
                functions.shell(
                        "while next; do respond \"$AWS_LAMBDA_LOG_GROUP_NAME $AWS_LAMBDA_LOG_STREAM_NAME\"; done"),
                "/shop/all");
        assertThat(functions.invoke(version, "1").payload())
                .matches("/shop/all \\d{4}/\\d\\d/\\d\\d/hello\\[\\$LATEST][0-9a-f]{32}");
        assertThat(functions.log()).allMatch(event -> event.logGroup().equals("/shop/all"));
    }

    @Test
    @DisplayName("The working directory is the task root, read without a shell (E-10)")
    void workingDirectory() throws Exception {
        var version = functions.shell("while next; do respond \"$(pwd)\"; done");
        assertThat(functions.invoke(version, "1").payload())
                .isEqualTo(version.taskRoot().toRealPath().toString());
    }

    @Test
    @DisplayName("N invocations at once have N environments, which then serve the next ones (R-14)")
    void concurrent() throws Exception {
        // Each answers only when all three have their event.
        var version = functions.shell("""
                while next; do
                    : > "BARRIER/$event-$$"
                    until [ "$(ls "BARRIER" | grep -c "^${event%-*}")" -ge 3 ]; do :; done
                    respond $$
                done
                """.replace(
                "BARRIER", Files.createDirectories(folder.resolve("barrier")).toString()));

        Set<String> first = atOnce(version, "\"a\"", 3);
        Set<String> second = atOnce(version, "\"b\"", 3);

        assertThat(first).hasSize(3);
        assertThat(second).isEqualTo(first);
    }

    private Set<String> atOnce(FunctionVersion version, String event, int count) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> calls = Collections.nCopies(
                    count, () -> functions.invoke(version, event).payload());
            Set<String> results = new HashSet<>();
            for (var result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }

    @Test
    @DisplayName("Beyond the account's concurrency an invocation is throttled (Q-01, I-22)")
    void throttled() throws Exception {
        reopen(InvokerSettings.defaults().withConcurrency(1));
        Path go = folder.resolve("go");
        var version = functions.shell(
                "while next; do echo in; until [ -e GO ]; do :; done; respond 1; done".replace("GO", go.toString()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> functions.invoke(version, "1"));
            Await.until("the first runs", () -> functions.logLines().contains("in"));

            assertThatThrownBy(() -> functions.invoke(version, "2"))
                    .isInstanceOfSatisfying(
                            TooManyRequestsException.class,
                            e -> assertThat(e.reason()).isEqualTo("ConcurrentInvocationLimitExceeded"));

            Files.createFile(go);
            assertThat(first.get().payload()).isEqualTo("1");
        }
        assertThat(functions.invoke(version, "3").payload()).isEqualTo("1");
    }

    @Test
    @DisplayName("The result is there before the runtime asks for its next event (R-24), the log tail after (G-31)")
    void resultBeforeNext() throws Exception {
        Path go = folder.resolve("go");
        var version = functions.shell(
                "while next; do respond 1; until [ -e GO ]; do :; done; echo late; done".replace("GO", go.toString()));

        assertThat(functions.invoke(version, LocalFunctions.request("1", false)).payload())
                .isEqualTo("1");
        assertThat(functions.logLines()).noneMatch(line -> line.startsWith("REPORT"));

        Files.createFile(go);
        Await.until(
                "the REPORT line is there",
                () -> functions.logLines().stream().anyMatch(line -> line.startsWith("REPORT")));
        assertThat(functions.invoke(version, "2").normalisedTail()).element(1).isEqualTo("late");
    }

    @Test
    @DisplayName("Retired environments end: idle ones at once, busy ones after their invocation")
    void retire() throws Exception {
        Path go = folder.resolve("go");
        var version = functions.shell(
                "while next; do echo in; [ \"$event\" = 1 ] || until [ -e GO ]; do :; done; respond $$; done"
                        .replace("GO", go.toString()));
        var kept = functions.shell("while next; do respond $$; done");
        String keptPid = functions.invoke(kept, "1").payload();
        long idle = Long.parseLong(functions.invoke(version, "1").payload());
        functions.pool().retire(version.arn(), kept.revisionId());
        assertThat(Processes.alive(idle)).isFalse();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = threads.submit(() -> functions.invoke(version, "2"));
            Await.until("it runs", () -> Collections.frequency(functions.logLines(), "in") == 2);
            functions.pool().retire(version.arn(), kept.revisionId());
            Files.createFile(go);
            long pid = Long.parseLong(busy.get().payload());
            Await.until("its process is gone", () -> !Processes.alive(pid));
        }
        assertThat(functions.invoke(kept, "1").payload()).isEqualTo(keptPid);
        functions.pool().retire(version.arn(), null);
        assertThat(Processes.alive(Long.parseLong(keptPid))).isFalse();
    }

    @Test
    @DisplayName("An environment that nobody needs ends, with its folder")
    void idleExpiry() throws Exception {
        reopen(InvokerSettings.defaults().withIdleExpiry(Duration.ofMillis(50)));
        var version = functions.shell("while next; do respond $$; done");
        long pid = Long.parseLong(functions.invoke(version, "1").payload());
        Await.until("its process is gone", () -> !Processes.alive(pid));
        Await.until("its folder is gone", () -> isEmpty(functions.environments()));
        assertThat(functions.invoke(version, "1").payload()).isNotEqualTo(Long.toString(pid));
    }

    @Test
    @DisplayName("Close ends idle and busy environments and leaves no process and no file; then nothing starts")
    void closed() throws Exception {
        var version = functions.shell("while next; do echo in $$; [ \"$event\" = 1 ] || sleep 600; respond $$; done");
        long idle = Long.parseLong(functions.invoke(version, "1").payload());
        var other = functions.shell("while next; do echo in $$; sleep 600; done");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = threads.submit(() -> functions.invoke(other, "2"));
            Await.until("both were invoked", () -> pidsIn().size() == 2);

            functions.close();

            assertThat(pidsIn()).contains(idle).noneMatch(Processes::alive);
            assertThat(busy.get().payload()).contains("Runtime.ExitError", "signal: killed");
        }
        assertThat(isEmpty(functions.environments())).isTrue();
        assertThatThrownBy(() -> functions.invoke(version, "1")).isInstanceOf(IllegalStateException.class);
    }

    private List<Long> pidsIn() {
        return functions.logLines().stream()
                .filter(line -> line.startsWith("in "))
                .map(line -> Long.valueOf(line.substring(3)))
                .toList();
    }

    @Test
    @DisplayName("A runtime that dies while idle is started again by the next invocation")
    void diesWhileIdle() throws Exception {
        var version = functions.shell("while next; do respond $$; done");
        long first = Long.parseLong(functions.invoke(version, "1").payload());
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        Await.until("it is gone", () -> !Processes.alive(first));

        // The platform hears of it a moment after the process is gone; until then the invocation fails with it (L-07).
        Await.until("it works again", () -> functions.invoke(version, "1").functionError() == null);
        assertThat(functions.invoke(version, "1").payload()).isNotEqualTo(Long.toString(first));
    }

    @Test
    @DisplayName("Tenants never share an environment")
    void tenants() throws Exception {
        var version = functions.shell("while next; do respond $$; done");
        String blue = functions.invoke(version, tenant("blue")).payload();
        String red = functions.invoke(version, tenant("red")).payload();
        assertThat(red).isNotEqualTo(blue);
        assertThat(functions.invoke(version, tenant("blue")).payload()).isEqualTo(blue);
    }

    private static InvokeRequest tenant(String id) {
        InvokeRequest plain = LocalFunctions.request("1", true);
        return new InvokeRequest(
                plain.requestId(),
                plain.invokedArn(),
                plain.payload(),
                plain.contentType(),
                plain.traceId(),
                plain.clientContext(),
                Optional.of(id),
                plain.logTail());
    }

    @Test
    @DisplayName("What a killed service has left in its folder is removed")
    void leftovers() throws Exception {
        functions.close();
        Path left = Files.createDirectories(functions.environments().resolve("0123/tmp"));
        Files.createFile(left.resolve("file"));
        reopen(InvokerSettings.defaults());
        assertThat(left.getParent()).doesNotExist();
    }

    private void reopen(InvokerSettings settings) throws Exception {
        functions.close();
        functions = new LocalFunctions(folder, settings);
    }

    private static boolean isEmpty(Path folder) throws Exception {
        if (!Files.exists(folder)) {
            return true;
        }
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
