package dev.coldbrew.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The classes that a function loads, parsed, verified and linked ahead of time, in a file that the JVM maps at start (JEP
 * 483's cache in the form that {@code -Xshare:dump} writes). It saves more of a cold start than all else.
 *
 * <p>Written from a class list and not by {@code -XX:AOTCacheOutput}, whose cache comes out different each time by some 300 kB,
 * checks no class path (JDK-8377932), and is not faster, as no code is compiled ahead of time in Java 25.
 *
 * @param loaded how many classes the check run loaded
 * @param mapped how many of them came from the archive
 */
record ClassArchive(int loaded, int mapped) {
    static final String FILE = "coldbrew/function.jsa";

    /** Each event at least this often: what a second invocation does differently is loaded too. */
    private static final int ROUNDS = 3;

    private static final int FEWEST_INVOCATIONS = 12;

    private static final int MOST_ARCHIVES = 4;

    private static final String FROM_ARCHIVE = " source: shared objects file";

    /**
     * Lets the function answer the events and writes what it loaded to {@code classList}. Interpreted only, since the JIT
     * compiler's threads resolve constants at random times, and the list would differ from run to run.
     */
    static TrainingRun train(
            Path folder, LaunchFile launch, List<byte[]> events, String handler, Path classList, Path scratch)
            throws IOException, InterruptedException {
        launch.write(
                folder,
                List.of("-Xint", "-Xshare:off", "-XX:DumpLoadedClassList=" + LaunchFile.quote(classList.toString())));
        int invocations = Math.max(FEWEST_INVOCATIONS, ROUNDS * events.size());
        return TrainingRun.of(folder, events, invocations, handler, scratch);
    }

    /**
     * Writes the archive to its place below {@code folder}.
     *
     * <p>On a busy machine about one archive in ten has its objects in another order, as threads of the JVM race. So archives
     * are written until two agree.
     *
     * @return whether two did: then the same class list and image will always give these bytes
     * @throws BuildException when the JVM can't write it, with what it said
     */
    static boolean write(Path folder, LaunchFile launch, Path classList, Path scratch)
            throws IOException, InterruptedException {
        sort(classList);
        List<Path> written = new ArrayList<>();
        while (written.size() < MOST_ARCHIVES) {
            Path next = scratch.resolve("archive" + written.size() + ".jsa");
            dump(folder, launch, classList, next, scratch);
            for (Path earlier : written) {
                if (ArchiveClock.stop(earlier, next)) {
                    Files.move(earlier, folder.resolve(FILE));
                    return true;
                }
            }
            written.add(next);
        }
        Files.move(written.getFirst(), folder.resolve(FILE));
        return false;
    }

    /**
     * Gives a class list an order of its own: that of loading differs with the JVM's threads. The numbers of classes go, they are
     * needed by classes of loaders of a program's own only; these can't be in the archive then.
     */
    private static void sort(Path classList) throws IOException {
        SortedSet<String> classes = new TreeSet<>();
        SortedSet<String> constants = new TreeSet<>();
        for (String line : Files.readAllLines(classList)) {
            if (line.startsWith("@")) {
                constants.add(line);
            } else if (!line.startsWith("#") && !line.contains(" source: ")) {
                classes.add(line.replaceFirst(" id: .*", ""));
            }
        }
        List<String> sorted = new ArrayList<>(classes);
        sorted.addAll(constants);
        Files.write(classList, sorted);
    }

    private static void dump(Path folder, LaunchFile launch, Path classList, Path archive, Path scratch)
            throws IOException, InterruptedException {
        launch.write(
                folder,
                List.of(
                        "-Xshare:dump",
                        "-XX:+AOTClassLinking",
                        "-Xmx512m", // and not a share of this machine's memory: the heap's end is written into the
                        // archive
                        "-XX:SharedClassListFile=" + LaunchFile.quote(classList.toString()),
                        "-XX:SharedArchiveFile=" + LaunchFile.quote(archive.toString())));
        String output = Command.run(List.of(folder.resolve("bootstrap").toString()), scratch);
        if (!Files.exists(archive)) {
            throw new BuildException("The JVM wrote no class archive:\n" + output);
        }
    }

    /**
     * Runs the function once more, with a JVM that refuses to start without the archive.
     *
     * @throws BuildException when it does, or when the main class doesn't come from the archive
     */
    static ClassArchive check(Path folder, LaunchFile launch, List<byte[]> events, String mainClass, Path scratch)
            throws IOException, InterruptedException {
        Path log = scratch.resolve("loaded.txt");
        List<String> arguments = new ArrayList<>(used());
        arguments.add("-Xshare:on");
        arguments.add("-Xlog:class+load=info:file=\"" + LaunchFile.quote(log.toString()) + "\":none:filecount=0");
        launch.write(folder, arguments);
        TrainingRun.of(folder, events, events.size(), mainClass, scratch);
        List<String> lines = Files.readAllLines(log);
        Optional<String> main = lines.stream()
                .filter(line -> line.startsWith(mainClass + " source: "))
                .findFirst();
        if (main.isEmpty() || !main.get().startsWith(mainClass + FROM_ARCHIVE)) {
            throw new BuildException("The class archive is not used: " + main.orElse(mainClass + " was never loaded"));
        }
        return new ClassArchive(count(lines, " source: "), count(lines, FROM_ARCHIVE));
    }

    /** The arguments that make a JVM use the archive, and do without where it doesn't fit. */
    static List<String> used() {
        return List.of("-XX:SharedArchiveFile=" + LaunchFile.ARCHIVE);
    }

    private static int count(List<String> lines, String what) {
        try (Stream<String> all = lines.stream()) {
            return (int) all.filter(line -> line.contains(what)).count();
        }
    }
}
