package dev.coldbrew.platform.invoke;

import dev.coldbrew.platform.environment.LogEvent;
import dev.coldbrew.platform.functions.FunctionArn;
import dev.coldbrew.platform.functions.FunctionVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A pool for one test, with functions whose bootstraps are shell scripts. */
final class LocalFunctions implements AutoCloseable {

    /**
     * The beginning of a bootstrap in shell and curl: {@code next} leaves the event in $event and its id in $id, {@code
     * respond BODY} and {@code fail BODY} answer.
     */
    static final String SHELL = """
            #!/bin/sh
            api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
            next() {
                event=$(curl -sS -D "$TMPDIR/headers" "$api/invocation/next") || exit 99
                id=$(sed -n 's/^Lambda-Runtime-Aws-Request-Id: *\\([^[:space:]]*\\).*/\\1/Ip' "$TMPDIR/headers")
            }
            post() { curl -sS -o /dev/null -H 'Expect:' --data-binary "$2" "$api/$1"; }
            respond() { post "invocation/$id/response" "$1"; }
            fail() { post "invocation/$id/error" "$1"; }
            """;

    private final Path folder;
    private final List<LogEvent> log = new CopyOnWriteArrayList<>();
    private final EnvironmentPool pool;

    LocalFunctions(Path folder, InvokerSettings settings) throws IOException {
        this.folder = folder;
        this.pool = EnvironmentPool.open(folder.resolve("service"), settings, log::add);
    }

    EnvironmentPool pool() {
        return pool;
    }

    Path environments() {
        return folder.resolve("service/environments");
    }

    /** A function whose bootstrap is {@link #SHELL} and then {@code script}. */
    FunctionVersion shell(String script) throws IOException {
        return version(SHELL + script, "rwxr-xr-x");
    }

    /** A function whose bootstrap has these contents; none when null. */
    FunctionVersion version(String bootstrap, String permissions) throws IOException {
        Path taskRoot = Files.createDirectories(folder.resolve("code-" + UUID.randomUUID()));
        if (bootstrap != null) {
            Path file = Files.writeString(taskRoot.resolve("bootstrap"), bootstrap);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
        return version(taskRoot);
    }

    FunctionVersion version(Path taskRoot) {
        return new FunctionVersion(
                new FunctionArn("us-east-1", "000000000000", "hello"),
                "$LATEST",
                UUID.randomUUID().toString(),
                "provided.al2023",
                "bootstrap",
                Duration.ofSeconds(60),
                128,
                512,
                Map.of(),
                "/aws/lambda/hello",
                "sha",
                taskRoot);
    }

    static FunctionVersion withTimeout(FunctionVersion version, Duration timeout) {
        return with(version, timeout, version.environment(), version.logGroup());
    }

    static FunctionVersion withVariable(FunctionVersion version, String name, String value) {
        Map<String, String> environment = new HashMap<>(version.environment());
        environment.put(name, value);
        return with(version, version.timeout(), environment, version.logGroup());
    }

    static FunctionVersion withLogGroup(FunctionVersion version, String logGroup) {
        return with(version, version.timeout(), version.environment(), logGroup);
    }

    private static FunctionVersion with(
            FunctionVersion version, Duration timeout, Map<String, String> environment, String logGroup) {
        return new FunctionVersion(
                version.arn(),
                version.version(),
                version.revisionId(),
                version.runtime(),
                version.handler(),
                timeout,
                version.memoryMb(),
                version.ephemeralStorageMb(),
                environment,
                logGroup,
                version.codeSha256(),
                version.taskRoot());
    }

    /** Invokes with the log tail, so that the environment is idle again when this returns. */
    Result invoke(FunctionVersion version, String payload) throws Exception {
        return invoke(version, request(payload, true));
    }

    Result invoke(FunctionVersion version, InvokeRequest request) throws Exception {
        return new Result(request.requestId(), pool.invoke(version, request));
    }

    static InvokeRequest request(String payload, boolean logTail) {
        return new InvokeRequest(
                UUID.randomUUID().toString(),
                "arn:aws:lambda:us-east-1:000000000000:function:hello",
                payload.getBytes(StandardCharsets.UTF_8),
                "application/json",
                "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0",
                Optional.empty(),
                Optional.empty(),
                logTail);
    }

    /** All log lines so far, of all environments. */
    List<String> logLines() {
        return log.stream()
                .map(event -> new String(event.message(), StandardCharsets.UTF_8))
                .toList();
    }

    List<LogEvent> log() {
        return log;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** A result as text. */
    record Result(String requestId, InvokeResult result) {

        String payload() {
            return new String(result.payload(), StandardCharsets.UTF_8);
        }

        /** Null when the function succeeded. */
        String functionError() {
            return result.functionError().orElse(null);
        }

        String tail() {
            return new String(result.logTail(), StandardCharsets.UTF_8);
        }

        /** The tail with what differs from run to run replaced. */
        List<String> normalisedTail() {
            return tail().replace(requestId, "ID")
                    .replaceAll("\\d+\\.\\d\\d ms", "T ms")
                    .replaceAll("Billed Duration: \\d+ ms", "Billed Duration: N ms")
                    .replaceAll("Used: \\d+ MB", "Used: N MB")
                    .lines()
                    .toList();
        }
    }
}
