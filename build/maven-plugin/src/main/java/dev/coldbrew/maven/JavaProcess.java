package dev.coldbrew.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs a main class in a JVM of its own.
 *
 * <p>Coldbrew's tools need Java {@value JdkSearch#OLDEST}; Maven may run on an older one. They never run in Maven's JVM, even
 * where it is new enough: one way works everywhere and is the one that is tested.
 */
final class JavaProcess {
    private final Path jdk;
    private final List<Path> classPath;

    JavaProcess(Path jdk, List<Path> classPath) {
        this.jdk = jdk;
        this.classPath = List.copyOf(classPath);
    }

    /**
     * Runs it to its end and gives its exit status.
     *
     * @param lines hears each line of standard output and standard error, read as UTF-8
     * @throws InterruptedException when the thread is interrupted; the process is ended
     */
    int run(Path folder, Consumer<String> lines, String mainClass, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                jdk.resolve("bin/java").toString(),
                // It lives for seconds: what starts fast is better than what runs fast in the end.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                mainClass));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        // Whoever stops Maven doesn't want the rest of the build either.
        Thread end = new Thread(process::destroy, "coldbrew-end");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            process.getOutputStream().close();
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    lines.accept(line);
                }
            }
            return process.waitFor();
        } finally {
            process.destroy();
            removeShutdownHook(end);
        }
    }

    private static void removeShutdownHook(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // Maven is ending, and the hook running: nothing is left to remove.
        }
    }
}
