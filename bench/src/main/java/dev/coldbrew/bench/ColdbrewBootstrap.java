package dev.coldbrew.bench;

import dev.coldbrew.build.BootstrapBuild;
import dev.coldbrew.build.BootstrapResult;
import dev.coldbrew.build.FunctionCode;
import dev.coldbrew.launcher.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Our own JVM bootstrap, built as {@code coldbrew build} builds it, with its defaults and the task's event as the sample. */
final class ColdbrewBootstrap implements Contender {
    static final String NAME = "Coldbrew, JVM";

    private static final String RUNTIME = "dev.coldbrew.runtime.Lambda";
    private static final String JSON = "dev.coldbrew.json.JsonHandler";
    private static final String AVAJE_JSON = "io.avaje.json.JsonReader";
    private static final String AVAJE_JSONB = "io.avaje.jsonb.Jsonb";

    private final Task task;

    ColdbrewBootstrap(Task task) {
        this.task = task;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public Variant prepare(Path folder) throws IOException, InterruptedException {
        Path event = Files.write(folder.resolve("event.json"), task.event());
        FunctionCode code = switch (task) {
            case STRING ->
                FunctionCode.of(FunctionClasses.copy("bytes", folder.resolve("classes")))
                        .withClassPath(FunctionClasses.entriesWith(RUNTIME));
            case RECORD ->
                FunctionCode.of(FunctionClasses.copy("record", folder.resolve("classes")))
                        .withClassPath(FunctionClasses.entriesWith(RUNTIME, JSON, AVAJE_JSON, AVAJE_JSONB));
        };
        BootstrapResult result = BootstrapBuild.of(code)
                .jdk(Tool.JAVA_HOME)
                .output(folder.resolve("coldbrew"))
                .sampleEvents(List.of(event))
                .build();
        if (!result.classArchive()) {
            throw new IOException("Coldbrew's bootstrap has no class archive: " + result.warnings());
        }
        return new Variant(
                name(), task, result.folder(), List.of(result.bootstrap().toString()), recipe(result));
    }

    private static String recipe(BootstrapResult result) throws IOException {
        String java = Files.readAllLines(result.folder().resolve(Launcher.LAUNCH_FILE)).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.joining(" "));
        String by = result.launcher() == Launcher.Kind.STATIC ? "the static launcher" : "the shell launcher";
        return "./bootstrap    # " + by + ", which becomes: " + java;
    }
}
