package dev.coldbrew.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The static C loop of {@code floor.c}. */
final class CompiledFloor implements Contender {
    private static final String SOURCE = "floor.c";
    private static final List<String> FLAGS = List.of("-static", "-Os", "-s", "-Wall", "-Wextra", "-Werror");

    @Override
    public String name() {
        return "C, static: the floor";
    }

    @Override
    public Task task() {
        return Task.STRING;
    }

    @Override
    public Variant prepare(Path folder) throws IOException, InterruptedException {
        Path compiler = Tool.find("musl-gcc")
                .orElseThrow(() -> new UnavailableException("no musl-gcc on PATH; install musl-tools"));
        Path source = folder.resolve(SOURCE);
        try (InputStream in = Objects.requireNonNull(CompiledFloor.class.getResourceAsStream("/" + SOURCE))) {
            Files.copy(in, source);
        }
        List<String> command = new ArrayList<>(List.of(compiler.toString()));
        command.addAll(FLAGS);
        command.addAll(List.of("-o", "bootstrap", SOURCE));
        Tool.run(command, folder);
        return new Variant(
                name(),
                task(),
                folder,
                List.of(folder.resolve("bootstrap").toString()),
                "./bootstrap    # musl-gcc " + String.join(" ", FLAGS) + " -o bootstrap " + SOURCE);
    }
}
