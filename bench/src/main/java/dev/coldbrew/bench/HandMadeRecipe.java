package dev.coldbrew.bench;

import dev.coldbrew.bench.function.handmade.EchoLoop;
import dev.coldbrew.launcher.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The best recipe for a JVM that we know, done by hand: one class without any library as a module in a jlinked image, an AOT
 * cache of 200 events, product flags, and the connection handed over as file descriptor 0.
 */
final class HandMadeRecipe implements Contender {
    private static final String MODULE = "handmade";
    private static final int TRAINING_EVENTS = 200;
    private static final String CACHE = "@/function.aot";

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:-UseContainerSupport",
            "-Xmx64m",
            "-Xms8m",
            "-XX:StringTableSize=1024");

    @Override
    public String name() {
        return "JVM, recipe by hand, AOT cache";
    }

    @Override
    public Task task() {
        return Task.STRING;
    }

    @Override
    public Variant prepare(Path folder) throws IOException, InterruptedException {
        Launcher launcher = Launcher.forThisMachine();
        if (launcher.kind() != Launcher.Kind.STATIC) {
            throw new UnavailableException("there is no static launcher; install musl-tools and build again");
        }
        Path task = Files.createDirectories(folder.resolve("task"));
        image(folder, task.resolve("coldbrew/jre"));
        launcher.writeTo(task.resolve("bootstrap"));
        Measurement.train(variant(task, "-XX:AOTCacheOutput=" + CACHE), TRAINING_EVENTS);
        // A JVM that refuses to start where the cache is not used.
        Measurement.train(variant(task, "-XX:AOTCache=" + CACHE, "-XX:AOTMode=on"), 1);
        return variant(task, "-XX:AOTCache=" + CACHE);
    }

    private Variant variant(Path task, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of("@/coldbrew/jre/bin/java"));
        lines.addAll(FLAGS);
        lines.addAll(List.of(more));
        lines.addAll(List.of("-m", MODULE + "/" + EchoLoop.class.getName()));
        Files.write(task.resolve(Launcher.LAUNCH_FILE), lines);
        return new Variant(
                name(),
                task(),
                task,
                List.of(task.resolve("bootstrap").toString()),
                "./bootstrap    # the static launcher, which becomes: " + String.join(" ", lines));
    }

    private static void image(Path folder, Path image) throws IOException, InterruptedException {
        Path classes = FunctionClasses.copy("handmade", folder.resolve("classes"));
        Path descriptor = Files.writeString(folder.resolve("module-info.java"), "module " + MODULE + " {}\n");
        Tool.run(
                List.of(Tool.jdk("javac").toString(), "-d", classes.toString(), descriptor.toString()),
                Objects.requireNonNull(folder));
        Tool.run(
                List.of(
                        Tool.jdk("jlink").toString(),
                        "--module-path",
                        classes.toString(),
                        "--add-modules",
                        MODULE,
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        image.toString()),
                folder);
    }
}
