package dev.coldbrew.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Makes zips for tests, also such as no ordinary tool would make. */
public final class Zips {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes);

    private Zips() {}

    /** A zip without entries yet. */
    public static Zips zip() {
        return new Zips();
    }

    /** A zip of one executable bootstrap. */
    public static byte[] bootstrap(String script) {
        return zip().file("bootstrap", 0755, script).bytes();
    }

    /** A file with Unix mode bits. */
    public Zips file(String name, int mode, String content) {
        return file(name, mode, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A file with Unix mode bits. */
    public Zips file(String name, int mode, byte[] content) {
        return add(name, UnixStat.FILE_FLAG | mode, content);
    }

    /** A file as DOS writes it: no mode bits. */
    public Zips dosFile(String name, String content) {
        return add(name, 0, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A folder with Unix mode bits. */
    public Zips folder(String name, int mode) {
        return add(name + "/", UnixStat.DIR_FLAG | mode, new byte[0]);
    }

    /** A symbolic link. */
    public Zips link(String name, String target) {
        return add(name, UnixStat.LINK_FLAG | 0777, target.getBytes(StandardCharsets.UTF_8));
    }

    /** An entry with any mode, type included; 0 for none at all. */
    public Zips add(String name, int mode, byte[] content) {
        try {
            ZipArchiveEntry entry = new ZipArchiveEntry(name);
            if (mode != 0) {
                entry.setUnixMode(mode);
            }
            entry.setSize(content.length);
            zip.putArchiveEntry(entry);
            zip.write(content);
            zip.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The zip; nothing can be added any more. */
    public byte[] bytes() {
        try {
            zip.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
