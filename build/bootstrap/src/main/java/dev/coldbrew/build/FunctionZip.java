package dev.coldbrew.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ParallelScatterZipCreator;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipLong;

/**
 * The zip that AWS Lambda takes: {@code bootstrap} at the root and the folder {@code coldbrew} (E-12), with mode bits (E-13),
 * entries sorted by name, all of one time, so that the same files give the same bytes.
 *
 * @param file where it is
 * @param size its bytes
 */
record FunctionZip(Path file, long size) {
    /** The oldest time that a zip entry can have; class path jars get it too, the class archive checks theirs. */
    static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;

    /** Packs {@code folder/bootstrap} and {@code folder/coldbrew}. */
    static FunctionZip of(Path folder, Path file) throws IOException, InterruptedException {
        var creator = new ParallelScatterZipCreator();
        for (Path path : files(folder)) {
            creator.addArchiveEntry(entry(folder, path), () -> open(path));
        }
        Files.deleteIfExists(file);
        try (var out = new ZipArchiveOutputStream(file)) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            creator.writeTo(out);
        } catch (ExecutionException e) {
            throw new IOException("Can't write " + file, e);
        }
        return new FunctionZip(file, Files.size(file));
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("coldbrew"))) {
            return List.of(folder.resolve("bootstrap")); // a native executable needs nothing beside it
        }
        try (Stream<Path> below = Files.walk(folder.resolve("coldbrew"))) {
            return Stream.concat(
                            Stream.of(folder.resolve("bootstrap")),
                            below.filter(Files::isRegularFile).sorted())
                    .toList();
        }
    }

    private static ZipArchiveEntry entry(Path folder, Path path) {
        var entry = new ZipArchiveEntry(folder.relativize(path).toString());
        entry.setMethod(ZipArchiveEntry.DEFLATED);
        entry.setTimeLocal(TIME);
        // A zip's own times are local to nowhere; this field is in UTC, so that unpacked files have one time
        // everywhere.
        var time = new X5455_ExtendedTimestamp();
        time.setModifyTime(new ZipLong(TIME.toEpochSecond(java.time.ZoneOffset.UTC)));
        entry.addExtraField(time);
        entry.setUnixMode(Files.isExecutable(path) ? EXECUTABLE : PLAIN);
        return entry;
    }

    private static java.io.InputStream open(Path path) {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
