package dev.coldbrew.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One run of the function, by its own bootstrap and in an environment like Lambda's, against a {@link TrainingRuntimeApi}.
 *
 * @param invocations how many events it answered
 * @param functionError the body of the first error that it answered with
 */
record TrainingRun(int invocations, Optional<String> functionError) {
    static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:123456789012:function:training";

    /** As AWS gives an init at most. */
    private static final Duration INIT_LIMIT = Duration.ofSeconds(30);

    private static final Duration RUN_LIMIT = Duration.ofMinutes(2);
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(20);

    /**
     * Starts the bootstrap in {@code folder}, lets it answer {@code invocations} events, and ends it by SIGTERM.
     *
     * @throws BuildException when it doesn't get as far as asking for an event, or ends or hangs before it has answered all
     */
    static TrainingRun of(Path folder, List<byte[]> events, int invocations, String handler, Path scratch)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(scratch, "function", ".txt");
        try (TrainingRuntimeApi api = new TrainingRuntimeApi(events, invocations)) {
            ProcessBuilder builder = new ProcessBuilder(
                            folder.resolve("bootstrap").toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(folder, handler, api.address()));
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                awaitAnswers(process, api, output);
                if (process.isAlive()) {
                    process.destroy();
                    if (!process.waitFor(SHUTDOWN_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                        throw failure(
                                "The function did not end within " + SHUTDOWN_LIMIT.toSeconds() + " s of SIGTERM",
                                output);
                    }
                }
                return new TrainingRun(api.answered(), api.functionError());
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } finally {
            Files.delete(output);
        }
    }

    private static void awaitAnswers(Process process, TrainingRuntimeApi api, Path output)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        // Short waits, so that the end of the process is seen too.
        while (!api.awaitEnd(Duration.ofMillis(50))) {
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            if (!process.isAlive()) {
                String end = "The function ended with exit code " + process.exitValue();
                if (api.given() > 0) {
                    throw failure(end + " after " + api.answered() + " events", output);
                }
                String hint = process.exitValue() == 0 ? ": its main method has to run the Runtime API's loop" : "";
                throw failure(end + " before it asked for an event" + hint, output);
            }
            if (api.given() == 0 && taken.compareTo(INIT_LIMIT) > 0) {
                throw failure("The function did not ask for an event within " + INIT_LIMIT.toSeconds() + " s", output);
            }
            if (taken.compareTo(RUN_LIMIT) > 0) {
                throw failure(
                        "The function answered only " + api.answered() + " events within " + RUN_LIMIT.toMinutes()
                                + " minutes",
                        output);
            }
        }
        if (api.initError().isPresent()) {
            throw failure(
                    "The function failed before it asked for an event: "
                            + api.initError().get().strip(),
                    output);
        }
        // The connection may have ended because the process did.
        if (api.answered() < api.given()) {
            process.waitFor(1, TimeUnit.SECONDS);
            throw failure("The function stopped after " + api.answered() + " events", output);
        }
    }

    private static BuildException failure(String what, Path output) throws IOException {
        String text = Files.readString(output).strip();
        String end = text.length() > 8000 ? "..." + text.substring(text.length() - 8000) : text;
        return new BuildException(what
                + (end.isEmpty()
                        ? ". It wrote nothing."
                        : ". It wrote:\n" + end.indent(4).stripTrailing()));
    }

    /** The variables that a function finds on AWS Lambda (E-01), and no other: nothing of the user's own environment gets in. */
    private static Map<String, String> environment(Path folder, String handler, String runtimeApi) {
        return Map.ofEntries(
                Map.entry("_HANDLER", handler),
                Map.entry("LAMBDA_TASK_ROOT", folder.toString()),
                Map.entry("LAMBDA_RUNTIME_DIR", "/var/runtime"),
                Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", "training"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024"),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/training"),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[$LATEST]00000000000000000000000000000000"),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "training"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "training"),
                Map.entry("AWS_SESSION_TOKEN", "training"),
                Map.entry("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR"),
                Map.entry("AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1:2000"),
                Map.entry("_AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1"),
                Map.entry("_AWS_XRAY_DAEMON_PORT", "2000"),
                Map.entry("LANG", "en_US.UTF-8"),
                Map.entry("TZ", ":UTC"),
                Map.entry("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin"),
                Map.entry(
                        "LD_LIBRARY_PATH",
                        "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib"));
    }
}
