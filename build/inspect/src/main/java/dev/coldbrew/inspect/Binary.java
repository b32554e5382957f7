package dev.coldbrew.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a file is, as the kernel sees it that is to execute it. */
public sealed interface Binary {
    /** The bytes of a #! line that the kernel reads. */
    int SHEBANG_BYTES = 256;

    /** How an ELF file gets its libraries. */
    enum Linkage {
        /** It has all in it, at a fixed address. */
        STATIC("static"),
        /** It has all in it, and runs at any address. */
        STATIC_PIE("static-pie"),
        /** An interpreter loads its libraries. */
        DYNAMIC("dynamic"),
        /** It is itself a library. */
        SHARED_LIBRARY("shared library"),
        /** It can't be executed: an object file, a core file. */
        NOT_EXECUTABLE("not executable");

        private final String id;

        Linkage(String id) {
            this.id = id;
        }

        /** For people and for JSON. */
        public String id() {
            return id;
        }
    }

    /** An ELF file. */
    record Elf(ElfFile file, Linkage linkage, Libc libc) implements Binary {
        /** The newest {@code GLIBC_x.y} that is needed of each library that has such, by library. */
        public Map<String, GlibcVersion> glibcVersions() {
            Map<String, GlibcVersion> newest = new TreeMap<>();
            for (ElfFile.VersionNeed need : file.versionNeeds()) {
                need.versions().stream()
                        .flatMap(version -> GlibcVersion.ofSymbolVersion(version).stream())
                        .max(Comparator.naturalOrder())
                        .ifPresent(
                                version -> newest.merge(need.library(), version, (a, b) -> a.compareTo(b) < 0 ? b : a));
            }
            return newest;
        }

        private static Elf read(ByteSource source) throws IOException {
            ElfFile file = ElfFile.of(source);
            return new Elf(file, linkage(file), Libc.of(file, source));
        }

        private static Linkage linkage(ElfFile file) {
            boolean libraries = !file.dynamic().needed().isEmpty();
            if (file.type() == ElfFile.TYPE_EXECUTABLE) {
                return file.interpreter().isPresent() || libraries ? Linkage.DYNAMIC : Linkage.STATIC;
            }
            if (file.type() != ElfFile.TYPE_SHARED) {
                return Linkage.NOT_EXECUTABLE;
            }
            if (file.dynamic().soname().isPresent()) {
                return Linkage.SHARED_LIBRARY; // also such that have an interpreter, as libc.so.6 has
            }
            if (file.interpreter().isPresent()) {
                return Linkage.DYNAMIC;
            }
            return file.dynamic().pie() && !libraries ? Linkage.STATIC_PIE : Linkage.SHARED_LIBRARY;
        }
    }

    /**
     * A script.
     *
     * @param interpreter the program that the #! line names
     * @param argument what follows it
     */
    record Script(String interpreter, Optional<String> argument) implements Binary {}

    /**
     * Nothing that a kernel executes.
     *
     * @param reason what is wrong with it, a phrase
     */
    record NotExecutable(String reason) implements Binary {}

    /**
     * Reads a file. A broken ELF file is {@link NotExecutable}, with the reason.
     *
     * @throws IOException when it can't be read
     */
    static Binary of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return of(new ByteSource.OfFile(channel, channel.size()));
        }
    }

    /** The same for bytes in memory. */
    static Binary of(byte[] bytes) {
        try {
            return of(new ByteSource.OfArray(bytes));
        } catch (IOException e) {
            throw new IllegalStateException("an array can be read", e);
        }
    }

    private static Binary of(ByteSource source) throws IOException {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(SHEBANG_BYTES, source.size()));
        source.readFully(0, start);
        start.flip();
        if (isElf(start)) {
            try {
                return Elf.read(source);
            } catch (ElfFormatException e) {
                return new NotExecutable("is a broken ELF file: " + e.getMessage());
            }
        }
        if (start.remaining() >= 2 && start.get(0) == '#' && start.get(1) == '!') {
            return script(StandardCharsets.ISO_8859_1.decode(start).toString());
        }
        return new NotExecutable(what(start));
    }

    /** Whether a file that starts so is an ELF file, sound or not. */
    static boolean isElf(ByteBuffer start) {
        return start.remaining() >= 4 && start.getInt(start.position()) == ElfReader.MAGIC;
    }

    private static Binary script(String start) {
        int end = start.indexOf('\n');
        String line = start.substring(2, end < 0 ? start.length() : end);
        if (line.endsWith("\r")) {
            return new NotExecutable("is a script with Windows line ends, so that the kernel looks for an interpreter"
                    + " whose name ends with a carriage return: save it with Unix line ends");
        }
        List<String> words = new ArrayList<>(List.of(line.strip().split("[ \t]+", 2)));
        if (words.getFirst().isEmpty()) {
            return new NotExecutable("is a script whose #! line names no interpreter");
        }
        return new Script(
                words.getFirst(), words.size() > 1 ? Optional.of(words.get(1).strip()) : Optional.empty());
    }

    private static String what(ByteBuffer start) {
        if (!start.hasRemaining()) {
            return "is empty";
        }
        if (start.remaining() >= 4) {
            switch (start.getInt(0)) {
                case 0xcafebabe -> {
                    return "is a Java class, or an executable of macOS";
                }
                case 0xcffaedfe, 0xcefaedfe -> {
                    return "is an executable of macOS";
                }
                case 0x504b0304 -> {
                    return "is a zip or a jar";
                }
                default -> {}
            }
        }
        if (start.remaining() >= 2 && start.get(0) == 'M' && start.get(1) == 'Z') {
            return "is an executable of Windows";
        }
        return "is neither an ELF file nor a script that begins with #!";
    }
}
