package dev.coldbrew.build.toolchain;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The machine that is asked for tools. A value, so that a test can ask about another one.
 *
 * @param environment its environment variables
 * @param root its root folder, {@code /} for the real one
 * @param javaHome the Java that runs this
 * @param architecture its processor
 */
public record Machine(Map<String, String> environment, Path root, Path javaHome, Architecture architecture) {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    public Machine {
        environment = Map.copyOf(environment);
    }

    /** The machine that this runs on. */
    public static Machine here() {
        return new Machine(
                System.getenv(), Path.of("/"), Path.of(System.getProperty("java.home")), Architecture.ofThisMachine());
    }

    /** An environment variable; empty when it isn't set, or blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The user's home folder. */
    public Path home() {
        return Path.of(variable("HOME").orElseGet(() -> System.getProperty("user.home")));
    }

    /** A file of this machine by its absolute path. */
    public Path file(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    /** The first executable of that name on the PATH. */
    public Optional<Path> tool(String name) {
        return Stream.of(environment.getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * What a command that ends by itself said.
     *
     * @param status its exit status; -1 when it couldn't be started or had to be ended after ten seconds
     * @param text standard output and error
     */
    public record Answer(int status, String text) {
        public boolean ok() {
            return status == 0;
        }
    }

    /** Runs a command with this machine's environment and no input. */
    public Answer ask(List<String> command) throws InterruptedException {
        Path output = null;
        Process process = null;
        try {
            output = Files.createTempFile("coldbrew", ".answer");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().put("LC_ALL", "C");
            process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return ended
                    ? new Answer(process.exitValue(), Files.readString(output).strip())
                    : new Answer(-1, "it did not end within " + LIMIT.toSeconds() + " seconds");
        } catch (IOException e) {
            return new Answer(-1, String.valueOf(e.getMessage()));
        } finally {
            end(process);
            delete(output);
        }
    }

    /** The same, as varargs. */
    public Answer ask(Path tool, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(List.of(arguments));
        return ask(command);
    }

    private static void end(Process process) {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void delete(Path file) {
        if (file != null) {
            // It is empty or holds a few lines; a folder for temporary files that refuses this is no reason to fail.
            file.toFile().delete();
        }
    }
}
