package dev.coldbrew.maven;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Looks for a JDK that can build a function, where and in the order in which the start script {@code coldbrew} looks, so that
 * both build with the same one: the zip depends on it.
 */
final class JdkSearch {
    /** The oldest Java whose images and class archives a function is made of. */
    static final int OLDEST = 25;

    private static final List<String> USUAL_FOLDERS =
            List.of("/usr/lib/jvm", "/usr/java", "/opt/java", "/opt", "/Library/Java/JavaVirtualMachines");
    private static final List<String> USUAL_FOLDERS_AT_HOME = List.of(
            ".sdkman/candidates/java",
            ".jdks",
            ".asdf/installs/java",
            ".local/share/mise/installs/java",
            "Library/Java/JavaVirtualMachines");

    private final List<Path> first;
    private final List<Path> folders;
    private final List<Path> path;

    /**
     * @param first homes that are looked at before all others
     * @param folders with homes in them
     * @param path folders in which a javac may be
     */
    JdkSearch(List<Path> first, List<Path> folders, List<Path> path) {
        this.first = first;
        this.folders = folders;
        this.path = path;
    }

    /** The search on this machine: these homes, JAVA_HOME, the usual folders, PATH. */
    static JdkSearch here(List<Path> first) {
        List<Path> homes = new ArrayList<>(first);
        String javaHome = System.getenv("JAVA_HOME");
        if (javaHome != null && !javaHome.isEmpty()) {
            homes.add(Path.of(javaHome));
        }
        List<Path> folders = Stream.concat(
                        USUAL_FOLDERS.stream().map(Path::of),
                        USUAL_FOLDERS_AT_HOME.stream().map(folder -> Path.of(System.getProperty("user.home"), folder)))
                .toList();
        String path = System.getenv("PATH");
        return new JdkSearch(
                homes,
                folders,
                Stream.of((path == null ? "" : path).split(File.pathSeparator, -1))
                        .filter(entry -> !entry.isEmpty())
                        .map(Path::of)
                        .toList());
    }

    /** The home of the first JDK that is new enough. */
    Optional<Path> find() throws IOException {
        List<Path> candidates = new ArrayList<>(first);
        for (Path folder : folders) {
            candidates.addAll(homesIn(folder));
        }
        for (Path entry : path) {
            Path javac = entry.resolve("javac");
            if (Files.isExecutable(javac)) {
                candidates.add(javac.toRealPath().getParent().getParent());
            }
        }
        for (Path candidate : candidates) {
            if (isNewEnough(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static List<Path> homesIn(Path folder) throws IOException {
        List<Path> homes = new ArrayList<>();
        if (Files.isDirectory(folder) && Files.isReadable(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    Path bundle = entry.resolve("Contents/Home");
                    homes.add(Files.isDirectory(bundle) ? bundle : entry);
                }
            }
        }
        homes.sort(null);
        return homes;
    }

    /** Whether there is a full JDK: a runtime without jlink links no images. */
    private static boolean isNewEnough(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)
                || !Files.isExecutable(home.resolve("bin/java"))
                || !Files.isExecutable(home.resolve("bin/jlink"))) {
            return false;
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(release)) {
            properties.load(in);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        int end = 0;
        while (end < version.length() && Character.isDigit(version.charAt(end))) {
            end++;
        }
        return end > 0 && Integer.parseInt(version.substring(0, end)) >= OLDEST;
    }
}
