package dev.coldbrew.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A tool that runs to its end, in a clean environment so that a user's JAVA_TOOL_OPTIONS and the like can't change the result. */
final class Command {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Command() {}

    /**
     * Runs a tool and gives what it wrote to stdout and stderr.
     *
     * @param scratch a folder for the output while the tool runs
     * @throws BuildException when it ends with another code than 0 or takes longer than five minutes
     */
    static String run(List<String> command, Path scratch) throws IOException, InterruptedException {
        return run(command, scratch, LIMIT);
    }

    /** The same with another limit. */
    static String run(List<String> command, Path scratch, Duration limit) throws IOException, InterruptedException {
        Path output = Files.createTempFile(scratch, "command", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            String text = Files.readString(output).strip();
            if (!ended) {
                throw new BuildException(
                        describe(command) + " did not end within " + limit.toMinutes() + " minutes:\n" + text);
            }
            if (process.exitValue() != 0) {
                throw new BuildException(
                        describe(command) + " failed with exit code " + process.exitValue() + ":\n" + text);
            }
            return text;
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /** Where a tool is on the PATH; empty when it is not there. */
    static Optional<Path> find(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String describe(List<String> command) {
        return Path.of(command.getFirst()).getFileName() + " (" + command.getFirst() + ")";
    }
}
