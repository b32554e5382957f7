package com.example.inside;

import dev.coldbrew.runtime.Context;
import dev.coldbrew.runtime.Lambda;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at its own process through /proc and tells what it sees. */
public final class Inside {
    private Inside() {}

    public static void main(String[] args) {
        Lambda.run(Inside::look);
    }

    static byte[] look(byte[] event, Context context) throws IOException {
        Path self = Path.of("/proc/self");
        String json = """
                {
                  "process": "%s",
                  "file descriptor 0": "%s",
                  "libraries": [%s],
                  "threads of the kernel": [%s],
                  "the handler runs on": "%s"
                }""".formatted(
                        Files.readSymbolicLink(self.resolve("exe")).getFileName(),
                        Files.readSymbolicLink(self.resolve("fd/0")).toString().replaceAll("\\d+", "N"),
                        quoted(libraries(self)),
                        quoted(threads(self)),
                        Thread.currentThread().getName());
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> libraries(Path self) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(self.resolve("maps"))) {
            int slash = line.lastIndexOf('/');
            if (slash >= 0 && line.contains(".so")) {
                names.add(line.substring(slash + 1));
            }
        }
        return List.copyOf(names);
    }

    private static List<String> threads(Path self) throws IOException {
        try (Stream<Path> tasks = Files.list(self.resolve("task"))) {
            return tasks.map(Inside::nameOf).sorted().toList();
        }
    }

    private static String nameOf(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException e) {
            return "(ended)";
        }
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(", "));
    }
}
