package dev.coldbrew.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A project of {@code src/it}, copied so that a real Maven can build it. It sees the plugin in a repository of the tests' own,
 * where the build has installed it, and takes other plugins from what the build itself has resolved, before it asks Central.
 */
final class ItProject {
    private static final Path WORK = Path.of(System.getProperty("it.work"));
    private static final Path REPOSITORY = Path.of(System.getProperty("it.repository"));

    private final Path folder;

    private ItProject(Path folder) {
        this.folder = folder;
    }

    /** A fresh copy of a project, in a folder of that name. */
    static ItProject copy(String project, String name) throws IOException {
        Path source = Path.of("src/it").resolve(project);
        Path folder = WORK.resolve(name);
        delete(folder);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(source.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(
                        target,
                        Files.readString(file)
                                .replace("@project.version@", System.getProperty("it.version"))
                                .replace("@avaje-jsonb.version@", System.getProperty("it.avaje-jsonb.version")));
            }
        }
        writeMavenConfig(folder);
        return new ItProject(folder);
    }

    Path folder() {
        return folder;
    }

    Path zip() {
        return folder.resolve("target/coldbrew/function.zip");
    }

    /** What a command has printed, and its exit status. */
    record Outcome(int status, String output) {}

    /** Runs Maven, as a user would. */
    Outcome mvn(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn", "--batch-mode", "--no-transfer-progress"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs the {@code coldbrew} command. */
    Outcome coldbrew(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.coldbrew.cli.Coldbrew"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** When each file under a folder of it was written last. */
    Map<Path, String> writtenFiles(String under) throws IOException {
        Map<Path, String> written = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(under))) {
            for (Path file : files.toList()) {
                // The key of the file too: one that was replaced by a copy of the same age was written.
                written.put(
                        folder.relativize(file),
                        Files.getLastModifiedTime(file) + " " + Files.getAttribute(file, "unix:ino"));
            }
        }
        return written;
    }

    private Outcome run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(WORK, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            int status = process.waitFor();
            return new Outcome(status, Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /** Relative paths: older versions of Maven split this file at spaces. */
    private static void writeMavenConfig(Path folder) throws IOException {
        Path settings = WORK.resolve("settings.xml");
        Files.writeString(
                settings, String.format(Locale.ROOT, """
                <settings>
                  <profiles>
                    <profile>
                      <id>resolved</id>
                      <repositories>%1$s</repositories>
                      <pluginRepositories>%2$s</pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles>
                    <activeProfile>resolved</activeProfile>
                  </activeProfiles>
                </settings>
                """, repository("repository"), repository("pluginRepository")));
        List<String> config = new ArrayList<>(List.of(
                "--settings=" + folder.relativize(settings), "-Dmaven.repo.local=" + folder.relativize(REPOSITORY)));
        if (System.getProperty("it.network").equals("offline true")) {
            config.add("--offline");
            config.add("-Daether.offline.protocols=file");
        }
        Files.createDirectories(folder.resolve(".mvn"));
        Files.write(folder.resolve(".mvn/maven.config"), config);
    }

    private static String repository(String element) {
        return String.format(
                Locale.ROOT,
                "<%1$s><id>resolved</id><url>%2$s</url><releases><checksumPolicy>ignore</checksumPolicy></releases>"
                        + "<snapshots><enabled>false</enabled></snapshots></%1$s>",
                element,
                Path.of(System.getProperty("it.resolved")).toUri());
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
