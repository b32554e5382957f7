package dev.coldbrew.build;

import dev.coldbrew.launcher.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file beside {@code bootstrap} that says how java is started; its form is described in {@code bootstrap.c}. */
final class LaunchFile {
    /** Stands for the folder of {@code bootstrap}. Arguments that are not ours have their {@code @} doubled. */
    private static final String FOLDER = "@/";

    static final String JAVA = FOLDER + "coldbrew/jre/bin/java";
    static final String LIBRARIES = FOLDER + "coldbrew/lib/";
    static final String ARCHIVE = FOLDER + ClassArchive.FILE;

    private static final String COLLECTOR = "-XX:+UseSerialGC";

    /**
     * Flags for a short start, product flags only. A user's own arguments come after them and win.
     *
     * <ul>
     *   <li>SerialGC, C1 only: fewer threads and structures to set up (4 and 8 ms), and less memory. Functions that compute for
     *       long may ask for C2 with {@code -XX:TieredStopAtLevel=4}.
     *   <li>No perf data file, no probing of cgroups: the launcher knows the memory.
     *   <li>A heap that begins small and a small string table: pages that are never touched. Both grow.
     *   <li>Crash reports go to the log, as /var/task can't be written to.
     *   <li>What is printed is UTF-8: LANG is en_US.UTF-8 (E-01), a locale that a small system need not have, and then Java
     *       would print question marks.
     * </ul>
     */
    private static final List<String> FLAGS = List.of(
            COLLECTOR,
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:-UseContainerSupport",
            "-Xms16m",
            "-XX:StringTableSize=1024",
            "-XX:+ErrorFileToStderr",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");

    /**
     * What starts a function a little faster still, and that no JVM promises to keep: diagnostic flags. The archive stays where
     * it was dumped for (no pages are rewritten, so it has no ASLR), the symbol table begins small, and no events are kept for a
     * crash report.
     */
    static final List<String> TUNED = List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-XX:SymbolTableSize=1024",
            "-XX:-LogEvents");

    private final List<String> userArguments;
    private final List<String> mainArguments;

    private LaunchFile(List<String> userArguments, List<String> mainArguments) {
        this.userArguments = userArguments.stream().map(LaunchFile::quote).toList();
        this.mainArguments = mainArguments;
    }

    /** Runs the module of an image. */
    static LaunchFile ofModule(String startClass, List<String> jvmArguments) {
        return new LaunchFile(jvmArguments, List.of("-m", FunctionModule.NAME + "/" + startClass));
    }

    /** Runs a class path of jars in {@code coldbrew/lib}. */
    static LaunchFile ofClassPath(String startClass, List<String> jars, List<String> jvmArguments) {
        String classPath = String.join(
                ":", jars.stream().map(jar -> LIBRARIES + quote(jar)).toList());
        return new LaunchFile(jvmArguments, List.of("-cp", classPath, startClass));
    }

    /** @param arguments what this start needs besides, already in the file's form */
    void write(Path folder, List<String> arguments) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# How bootstrap starts this function: java and its arguments, one a line; @/ is bootstrap's folder.");
        lines.add(JAVA);
        boolean otherCollector = userArguments.stream().anyMatch(argument -> argument.matches("-XX:\\+Use\\w+GC"));
        // Two collectors, and the JVM doesn't start.
        FLAGS.stream()
                .filter(flag -> !otherCollector || !flag.equals(COLLECTOR))
                .forEach(lines::add);
        lines.addAll(arguments);
        lines.addAll(userArguments);
        lines.addAll(mainArguments);
        Path file = folder.resolve(Launcher.LAUNCH_FILE);
        Files.write(file, lines);
    }

    static String quote(String argument) {
        if (argument.isEmpty() || argument.startsWith("#") || argument.chars().anyMatch(c -> c == '\n' || c == 0)) {
            throw new BuildException(
                    "A JVM argument can't be empty, begin with # or hold a line break: \"" + argument + "\"");
        }
        return argument.replace("@", "@@");
    }
}
