package dev.coldbrew.build;

import dev.coldbrew.launcher.Launcher;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What is noted beside a result, in {@code coldbrew.inputs}: the digest of its inputs, and what can't be seen from its files.
 * The note is written last and removed first, so that it never speaks of half a result.
 */
final class LastBuild {
    private static final String FILE = "coldbrew.inputs";

    private LastBuild() {}

    /** The result that is in {@code folder}, when it was made from these inputs and all of it is still there. */
    static Optional<BootstrapResult> find(Path folder, String inputs) throws IOException {
        Path note = folder.resolve(FILE);
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        Properties noted = new Properties();
        try (Reader in = Files.newBufferedReader(note)) {
            noted.load(in);
        }
        Path zip = folder.resolve(BootstrapBuild.ZIP);
        if (!inputs.equals(noted.getProperty("inputs"))
                || !Files.exists(zip)
                || Files.size(zip) != Long.parseLong(noted.getProperty("zipSize"))) {
            return Optional.empty();
        }
        List<BootstrapResult.Part> parts = BootstrapBuild.parts(folder);
        if (parts.stream().mapToLong(BootstrapResult.Part::size).sum()
                != Long.parseLong(noted.getProperty("unpackedSize"))) {
            return Optional.empty();
        }
        List<String> warnings = new ArrayList<>();
        for (int i = 0; noted.containsKey("warning." + i); i++) {
            warnings.add(noted.getProperty("warning." + i));
        }
        return Optional.of(new BootstrapResult(
                folder,
                folder.resolve(BootstrapBuild.BOOTSTRAP),
                zip,
                noted.getProperty("mainClass"),
                BootstrapResult.Form.valueOf(noted.getProperty("form")),
                Optional.ofNullable(noted.getProperty("classPathReason")),
                Boolean.parseBoolean(noted.getProperty("classArchive")),
                Launcher.Kind.valueOf(noted.getProperty("launcher")),
                parts,
                Files.size(zip),
                true,
                List.copyOf(warnings)));
    }

    static void forget(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    static void write(BootstrapResult result, String inputs) throws IOException {
        Properties note = new Properties();
        note.setProperty("inputs", inputs);
        note.setProperty("mainClass", result.mainClass());
        note.setProperty("form", result.form().name());
        result.classPathReason().ifPresent(reason -> note.setProperty("classPathReason", reason));
        note.setProperty("classArchive", String.valueOf(result.classArchive()));
        note.setProperty("launcher", result.launcher().name());
        note.setProperty("zipSize", String.valueOf(result.zipSize()));
        note.setProperty("unpackedSize", String.valueOf(result.unpackedSize()));
        for (int i = 0; i < result.warnings().size(); i++) {
            note.setProperty("warning." + i, result.warnings().get(i));
        }
        try (Writer out = Files.newBufferedWriter(result.folder().resolve(FILE))) {
            note.store(out, "Made by coldbrew: what this build was made from");
        }
    }
}
