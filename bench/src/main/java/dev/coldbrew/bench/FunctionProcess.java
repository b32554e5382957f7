package dev.coldbrew.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A started variant, in an environment like Lambda's. It ends with its {@link #close}, or at its time limit. */
final class FunctionProcess implements AutoCloseable {
    static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:123456789012:function:bench";

    private static final Pattern PEAK_RSS = Pattern.compile("^VmHWM:\\s+(\\d+) kB", Pattern.MULTILINE);
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(60);
    private static final File NOTHING = new File("/dev/null");

    private final Process process;
    private final long started;
    private final Path output;
    private final Duration limit;
    private volatile boolean timedOut;

    private FunctionProcess(Process process, long started, Path output, Duration limit) {
        this.process = process;
        this.started = started;
        this.output = output;
        this.limit = limit;
    }

    /**
     * Starts a variant against {@code api}, which is closed when the process ends, so that nobody waits for it any longer.
     *
     * @param limit after which it is killed
     */
    static FunctionProcess start(Variant variant, RuntimeApiStandIn api, Duration limit) throws IOException {
        Path output = Files.createTempFile("coldbrew-bench", ".txt");
        ProcessBuilder builder = new ProcessBuilder(variant.command())
                .directory(variant.folder().toFile())
                .redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(variant, api.address()));
        long started = System.nanoTime();
        FunctionProcess function = new FunctionProcess(builder.start(), started, output, limit);
        Thread.ofVirtual().name("watch " + variant.name()).start(() -> function.watch(api));
        return function;
    }

    /** Just before it was spawned, by {@link System#nanoTime}. */
    long started() {
        return started;
    }

    /** The peak resident memory of the process and its descendants so far, in bytes: the sum of their peaks. */
    long peakRss() throws IOException {
        long sum = 0;
        try (Stream<ProcessHandle> tree = Stream.concat(Stream.of(process.toHandle()), process.descendants())) {
            for (ProcessHandle each : tree.toList()) {
                Matcher peak = PEAK_RSS.matcher(Files.readString(Path.of("/proc/" + each.pid() + "/status")));
                sum += peak.find() ? Long.parseLong(peak.group(1)) * 1024 : 0;
            }
        }
        return sum;
    }

    /** Ends it as a service manager does, and waits: a JVM in training writes its archive now. */
    void terminate() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(SHUTDOWN_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("it did not end within " + SHUTDOWN_LIMIT.toSeconds() + " s of SIGTERM");
        }
    }

    /** What it wrote, and how it ended if it did. */
    String story() throws IOException {
        String text = Files.readString(output).strip();
        String end = text.length() > 4000 ? "..." + text.substring(text.length() - 4000) : text;
        String state = timedOut
                ? "It was killed after " + limit.toSeconds() + " s. "
                : process.isAlive() ? "" : "It ended with status " + process.exitValue() + ". ";
        return state
                + (end.isEmpty()
                        ? "It wrote nothing."
                        : "It wrote:\n" + end.indent(4).stripTrailing());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        process.waitFor();
        Files.delete(output);
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void watch(RuntimeApiStandIn api) {
        try (api) {
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                timedOut = true;
                kill();
                process.waitFor();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The variables that a function finds on AWS Lambda (E-01), and no other. */
    private static Map<String, String> environment(Variant variant, String runtimeApi) {
        return Map.ofEntries(
                Map.entry("_HANDLER", "bootstrap"),
                Map.entry("LAMBDA_TASK_ROOT", variant.folder().toString()),
                Map.entry("LAMBDA_RUNTIME_DIR", "/var/runtime"),
                Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", "bench"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(MEMORY_MB)),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/bench"),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[$LATEST]00000000000000000000000000000000"),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "bench"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "bench"),
                Map.entry("AWS_SESSION_TOKEN", "bench"),
                Map.entry("LANG", "en_US.UTF-8"),
                Map.entry("TZ", ":UTC"),
                Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"));
    }

    /** The function's memory. */
    static final int MEMORY_MB = 512;
}
