package dev.coldbrew.inspect;

import dev.coldbrew.inspect.Binary.Elf;
import dev.coldbrew.inspect.Binary.NotExecutable;
import dev.coldbrew.inspect.FunctionFiles.Bootstrap;
import dev.coldbrew.inspect.ZipReport.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Reads a zip's directory, and of its files the {@code bootstrap} and the ELF files. Those are unpacked to a temporary file one
 * by one, to {@link ZipReport#MAX_UNZIPPED} bytes at most, since a zip says of its sizes what it likes.
 */
final class ZipReader {
    private static final byte[] FIRST_ENTRY = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
    private static final int MAX_ENTRIES = 100_000;
    private static final int MAX_LINK_BYTES = 4_096;
    private static final int READ_BY_OTHERS = 04;
    private static final int DEFAULT_MODE = 0644;

    private static final Set<String> STRAY_FILES =
            Set.of(".DS_Store", "Thumbs.db", "desktop.ini", ".gitignore", ".gitattributes", ".env");
    private static final Set<String> STRAY_FOLDERS =
            Set.of(".git", "__MACOSX", ".svn", ".hg", ".idea", ".vscode", "__pycache__", ".terraform", ".aws-sam");

    private final Path file;
    private final Map<String, ZipArchiveEntry> entries = new LinkedHashMap<>();
    private final List<String> stray = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Map<String, Part> layout = new TreeMap<>();
    private int count;
    private long unzipped;
    private long unpacked;

    ZipReader(Path file) {
        this.file = file;
    }

    static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            return Arrays.equals(start, FIRST_ENTRY) || Arrays.equals(start, EMPTY_ZIP);
        }
    }

    ZipReport read() throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
                add(all.nextElement());
            }
            FunctionFiles files = files(zip);
            List<Part> parts = layout.values().stream()
                    .sorted(Comparator.comparingLong(Part::size).reversed().thenComparing(Part::name))
                    .toList();
            return new ZipReport(
                    files, count, unzipped, parts, List.copyOf(stray), List.copyOf(bad), List.copyOf(unreadable));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is a broken zip: " + e.getMessage(), e);
        } catch (IOException e) {
            throw Files.isReadable(file) ? new IOException(file + " is a broken zip: " + e.getMessage(), e) : e;
        }
    }

    private void add(ZipArchiveEntry entry) throws IOException {
        count++;
        if (count > MAX_ENTRIES) {
            throw new IOException("it has more than " + MAX_ENTRIES + " entries");
        }
        String name = entry.getName();
        List<String> path = List.of(name.split("/", -1));
        if (name.startsWith("/") || name.indexOf('\\') >= 0 || path.contains("..")) {
            bad.add(name);
            return;
        }
        if (path.stream().anyMatch(STRAY_FOLDERS::contains) || STRAY_FILES.contains(path.getLast())) {
            stray.add(name);
        }
        if (entry.isDirectory()) {
            return;
        }
        if ((mode(entry) & READ_BY_OTHERS) == 0) {
            unreadable.add(name);
        }
        long size = Math.max(0, entry.getSize());
        unzipped += size;
        layout.merge(
                path.size() == 1 ? name : path.getFirst() + "/",
                new Part(path.size() == 1 ? name : path.getFirst() + "/", size, 1),
                (a, b) -> new Part(a.name(), a.size() + b.size(), a.files() + b.files()));
        entries.put(name.startsWith("./") ? name.substring(2) : name, entry); // of two with one name, the later counts
    }

    /** Zips made on Windows have no modes. */
    private static int mode(ZipArchiveEntry entry) {
        int mode = entry.getPlatform() == ZipArchiveEntry.PLATFORM_UNIX ? entry.getUnixMode() & 0777 : 0;
        return mode == 0 ? DEFAULT_MODE : mode;
    }

    private FunctionFiles files(ZipFile zip) throws IOException {
        Optional<Bootstrap> bootstrap = Optional.empty();
        Map<String, Elf> libraries = new TreeMap<>();
        for (Map.Entry<String, ZipArchiveEntry> named : entries.entrySet()) {
            if (named.getKey().equals(FunctionFiles.BOOTSTRAP)) {
                bootstrap = Optional.of(bootstrap(zip, named.getValue()));
            } else if (read(zip, named.getValue(), false).orElse(null) instanceof Elf elf) {
                libraries.put(named.getKey(), elf);
            }
        }
        return new FunctionFiles(bootstrap, Set.copyOf(entries.keySet()), libraries);
    }

    private Bootstrap bootstrap(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        if (!entry.isUnixSymlink()) {
            return new Bootstrap(mode(entry), read(zip, entry, true).orElseThrow());
        }
        String target;
        try (InputStream in = zip.getInputStream(entry)) {
            target = new String(in.readNBytes(MAX_LINK_BYTES), StandardCharsets.UTF_8);
        }
        ZipArchiveEntry linked = entries.get(target.startsWith("./") ? target.substring(2) : target);
        return linked == null || linked.isUnixSymlink()
                ? new Bootstrap(0755, new NotExecutable("is a link to " + target + ", which is no file of the zip"))
                : new Bootstrap(mode(linked), read(zip, linked, true).orElseThrow());
    }

    /** What an entry is; empty when only ELF files are asked for and it is none. */
    private Optional<Binary> read(ZipFile zip, ZipArchiveEntry entry, boolean anything) throws IOException {
        if (!zip.canReadEntryData(entry)) {
            return anything
                    ? Optional.of(new NotExecutable("is encrypted, or compressed in a way that Lambda can't read"))
                    : Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] start = in.readNBytes(Binary.SHEBANG_BYTES);
            if (!Binary.isElf(ByteBuffer.wrap(start))) {
                return anything ? Optional.of(Binary.of(start)) : Optional.empty();
            }
            return Optional.of(unpacked(start, in));
        }
    }

    private Binary unpacked(byte[] start, InputStream rest) throws IOException {
        Path temporary = Files.createTempFile("coldbrew-inspect", ".elf");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                out.write(start);
                unpacked += start.length;
                byte[] buffer = new byte[64 * 1024];
                for (int n = rest.read(buffer); n >= 0; n = rest.read(buffer)) {
                    unpacked += n;
                    if (unpacked > ZipReport.MAX_UNZIPPED) {
                        unzipped = Math.max(unzipped, unpacked);
                        return new NotExecutable("is too large for Lambda");
                    }
                    out.write(buffer, 0, n);
                }
            }
            return Binary.of(temporary);
        } finally {
            Files.delete(temporary);
        }
    }
}
