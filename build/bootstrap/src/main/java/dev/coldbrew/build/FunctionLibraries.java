package dev.coldbrew.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A function's class path as jars in {@code coldbrew/lib}, for code that can't be in the image.
 *
 * @param jars their file names, in class path order
 */
record FunctionLibraries(List<String> jars) {
    static FunctionLibraries write(List<Path> classPath, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> jars = new ArrayList<>();
        for (Path entry : classPath) {
            // Numbered: two entries may have the same name.
            String name = String.valueOf(entry.getFileName());
            String jar =
                    String.format(Locale.ROOT, "%02d-%s", jars.size(), name.endsWith(".jar") ? name : name + ".jar");
            // A class path is separated by colons and can't have one inside.
            jar = jar.replace(':', '_');
            Path file = folder.resolve(jar);
            if (Files.isDirectory(entry)) {
                pack(entry, file);
            } else {
                Files.copy(entry, file);
            }
            // The class archive fits only jars of the time that they had when it was written.
            Files.setLastModifiedTime(file, FileTime.from(FunctionZip.TIME.toInstant(ZoneOffset.UTC)));
            jars.add(jar);
        }
        return new FunctionLibraries(List.copyOf(jars));
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(folder.relativize(path).toString());
                entry.setTimeLocal(FunctionZip.TIME);
                out.putNextEntry(entry);
                Files.copy(path, out);
            }
        }
    }
}
