package dev.coldbrew.cli;

import dev.coldbrew.build.FunctionCode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A function's Maven project: compiles it and finds its class path. */
record MavenProject(Path folder) {
    private static final String BUILD_CLASSPATH =
            "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath";

    /** @throws CommandFailedException if there is no pom.xml in it */
    static MavenProject at(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!Files.isRegularFile(absolute.resolve("pom.xml"))) {
            throw new CommandFailedException("There is no pom.xml in " + absolute
                    + ". Name the folder of a Maven project, or give --classes and --class-path");
        }
        return new MavenProject(absolute);
    }

    /** The folder's name, which becomes the function's. */
    String name() {
        return folder.getFileName().toString();
    }

    /** Where builds go. */
    Path output() {
        return folder.resolve("target").resolve("coldbrew");
    }

    /** The events that lie in {@code events/}, sorted by name. */
    List<Path> events() throws IOException {
        Path events = folder.resolve("events");
        if (!Files.isDirectory(events)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(events)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Compiles the project, without its tests, and resolves its class path.
     *
     * @throws CommandFailedException with Maven's output if that fails
     */
    FunctionCode compile(Console console, boolean verbose) throws IOException, InterruptedException {
        Path classPathFile = Files.createTempFile("coldbrew", ".classpath");
        Path log = Files.createTempFile("coldbrew", ".maven");
        try {
            List<String> command = List.of(
                    maven(),
                    "--batch-mode",
                    "--no-transfer-progress",
                    "--file",
                    folder.resolve("pom.xml").toString(),
                    "process-classes",
                    BUILD_CLASSPATH,
                    "-Dmdep.includeScope=runtime",
                    "-Dmdep.outputFile=" + classPathFile);
            if (verbose) {
                console.note("  " + String.join(" ", command));
            }
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            if (run(builder) != 0) {
                throw new CommandFailedException("Maven could not compile " + folder + ":\n"
                        + Files.readString(log).strip());
            }
            return code(Files.readString(classPathFile, StandardCharsets.UTF_8).strip());
        } finally {
            Files.deleteIfExists(classPathFile);
            Files.deleteIfExists(log);
        }
    }

    private FunctionCode code(String classPath) {
        Path classes = folder.resolve("target").resolve("classes");
        if (!Files.isDirectory(classes)) {
            throw new CommandFailedException(folder + " has no classes: is its packaging jar, and are there sources?");
        }
        List<Path> libraries = Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
        return FunctionCode.of(classes).withClassPath(libraries);
    }

    private static int run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process maven = builder.start();
        try {
            return maven.waitFor();
        } catch (InterruptedException e) {
            maven.destroy();
            throw e;
        }
    }

    /** The project's own wrapper if it has one, else {@code mvn}. */
    private String maven() {
        for (Path at = folder; at != null; at = at.getParent()) {
            Path wrapper = at.resolve("mvnw");
            if (Files.isExecutable(wrapper)) {
                return wrapper.toString();
            }
        }
        List<Path> path = new ArrayList<>();
        for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            path.add(Path.of(entry, "mvn"));
        }
        return path.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new CommandFailedException(
                        "Maven was not found: install it (apt-get install maven, brew install maven), or put mvnw into "
                                + folder))
                .toString();
    }
}
