package dev.coldbrew.platform.functions;

import dev.coldbrew.platform.functions.FunctionException.InvalidCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A deployment zip, of which nothing is believed before it was checked (E-13). {@link #check} reads it to its end, so
 * that a broken zip or a zip bomb is refused while the caller still waits; {@link #unpack} writes it out.
 *
 * <p>Mode bits are kept, without set-user-ID and its like; a zip without them (made on DOS) gets 0644 and 0755. Folders
 * are always open to their owner, so that they can be filled and removed. Symbolic links are kept if they stay inside,
 * and nothing is ever written through one.
 */
final class CodeZip implements AutoCloseable {
    private static final int PERMISSION_BITS = 0777;
    private static final int DEFAULT_FILE = 0644;
    private static final int DEFAULT_FOLDER = 0755;
    private static final int OWNER_ALL = 0700;
    private static final int MAX_LINK_BYTES = 4_095;

    private final ZipFile zip;
    private final CodeLimits limits;
    /** By normalized name; sorted, so a folder comes before what lies in it. */
    private final Map<String, Item> items = new TreeMap<>();

    private long unzipped;

    private sealed interface Item {
        record Folder(int mode) implements Item {}

        record File(int mode, ZipArchiveEntry entry) implements Item {}

        record Link(String target) implements Item {}
    }

    private CodeZip(ZipFile zip, CodeLimits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    /**
     * Opens a zip and checks the names and links in it.
     *
     * @throws InvalidCode when it is no zip, is empty, or has a name or a link that must not be
     */
    @SuppressWarnings("MustBeClosedChecker") // closed here on failure, by the caller otherwise
    static CodeZip open(Path file, CodeLimits limits) throws IOException {
        ZipFile zip;
        try {
            zip = ZipFile.builder().setPath(file).get();
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e);
        }
        CodeZip code = new CodeZip(zip, limits);
        try {
            code.readItems();
            return code;
        } catch (RuntimeException e) {
            code.close();
            throw e;
        }
    }

    /**
     * Reads every file to its end.
     *
     * @throws InvalidCode when one can't be read or all are too large together (V-02)
     */
    void check() throws IOException {
        unzipped = 0;
        for (Item item : items.values()) {
            if (item instanceof Item.File file) {
                copy(file.entry(), OutputStream.nullOutputStream());
            }
        }
    }

    /**
     * Writes everything into {@code root}, an existing and empty folder.
     *
     * @throws InvalidCode as {@link #check}
     */
    void unpack(Path root) throws IOException {
        unzipped = 0;
        chmod(root, DEFAULT_FOLDER);
        for (Map.Entry<String, Item> named : items.entrySet()) {
            Path path = root.resolve(named.getKey());
            switch (named.getValue()) {
                case Item.Folder folder -> {
                    Files.createDirectory(path);
                    chmod(path, folder.mode() | OWNER_ALL);
                }
                case Item.File file -> {
                    try (OutputStream out = Files.newOutputStream(path)) {
                        copy(file.entry(), out);
                    }
                    chmod(path, file.mode());
                }
                case Item.Link link -> Files.createSymbolicLink(path, Path.of(link.target()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void readItems() {
        int count = 0;
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (++count > limits.entries()) {
                throw ZipEntryName.refused("It has more than " + limits.entries() + " entries.");
            }
            String name = ZipEntryName.normalize(entry.getName());
            if (!name.isEmpty()) {
                // Of two entries with one name the later counts, as with unzip.
                items.put(name, item(name, entry));
            }
        }
        if (items.isEmpty()) {
            throw new InvalidCode("Uploaded file must be a non-empty zip");
        }
        for (String name : List.copyOf(items.keySet())) {
            addParents(name);
        }
    }

    private Item item(String name, ZipArchiveEntry entry) {
        int unixMode = entry.getPlatform() == ZipArchiveEntry.PLATFORM_UNIX ? entry.getUnixMode() : 0;
        int mode = unixMode & PERMISSION_BITS;
        int type = unixMode & UnixStat.FILE_TYPE_FLAG;
        if (entry.isDirectory()) {
            return new Item.Folder(unixMode == 0 ? DEFAULT_FOLDER : mode);
        }
        return switch (type) {
            case UnixStat.LINK_FLAG -> link(name, entry);
            case 0, UnixStat.FILE_FLAG -> new Item.File(unixMode == 0 ? DEFAULT_FILE : mode, entry);
            default -> throw ZipEntryName.refused("The entry '" + name + "' is neither file, folder nor link.");
        };
    }

    private Item.Link link(String name, ZipArchiveEntry entry) {
        try (InputStream in = content(entry)) {
            byte[] bytes = in.readNBytes(MAX_LINK_BYTES + 1);
            if (bytes.length > MAX_LINK_BYTES) {
                throw ZipEntryName.refused("The symbolic link '" + name + "' has too long a target.");
            }
            String target = new String(bytes, StandardCharsets.UTF_8);
            ZipEntryName.requireInside(name, target);
            return new Item.Link(target);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void addParents(String name) {
        for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
            String parent = name.substring(0, slash);
            Item item = items.putIfAbsent(parent, new Item.Folder(DEFAULT_FOLDER));
            if (item != null && !(item instanceof Item.Folder)) {
                throw ZipEntryName.refused("The entry '" + name + "' lies below '" + parent + "', which is no folder.");
            }
        }
    }

    private void copy(ZipArchiveEntry entry, OutputStream out) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(content(entry), crc)) {
            byte[] buffer = new byte[64 * 1024];
            for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
                unzipped += n;
                if (unzipped > limits.unzippedBytes()) {
                    throw new InvalidCode("Unzipped size must be smaller than " + limits.unzippedBytes() + " bytes");
                }
                out.write(buffer, 0, n);
            }
        }
        if (crc.getValue() != entry.getCrc()) {
            throw unreadable(null);
        }
    }

    private InputStream content(ZipArchiveEntry entry) {
        if (!zip.canReadEntryData(entry)) {
            throw ZipEntryName.refused("The entry '" + entry.getName() + "' is encrypted or compressed in a way"
                    + " that can't be read here.");
        }
        try {
            return zip.getInputStream(entry);
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** A failure to read means a broken zip; a failure to write, in {@link #copy}, is none of the zip's. */
    private static int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static InvalidCode unreadable(Exception cause) {
        InvalidCode unreadable =
                new InvalidCode("Could not unzip uploaded file. Please check your file, then try to upload again.");
        if (cause != null) {
            unreadable.initCause(cause);
        }
        return unreadable;
    }

    private static void chmod(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }
}
