package dev.coldbrew.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One of {@link SampleFunctions} as a process of its own, as Lambda would start it. */
final class FunctionUnderTest implements AutoCloseable {
    private final Process process;
    private final CompletableFuture<String> output;

    FunctionUnderTest(String runtimeApi, Map<String, String> variables, String... command) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-XX:TieredStopAtLevel=1");
        line.add("-XX:+UseSerialGC");
        line.add("-cp");
        line.add(System.getProperty("java.class.path"));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "f");
        builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256");
        builder.environment().putAll(variables);
        process = builder.start();
        output = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "(output lost: " + e + ")";
            }
        });
    }

    static FunctionUnderTest start(RuntimeApiStandIn api, String name) throws IOException {
        return new FunctionUnderTest(api.address(), Map.of(), SampleFunctions.class.getName(), name);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end by itself and gives the exit status. */
    int exitStatus() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the function is still running");
        }
        return process.exitValue();
    }

    /** All that it printed; ends it if it runs. */
    String output() {
        process.toHandle().destroy(); // unlike Process.destroy, it leaves the pipe readable to its end
        return output.join();
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
