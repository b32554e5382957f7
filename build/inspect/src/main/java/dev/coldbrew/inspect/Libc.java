package dev.coldbrew.inspect;

import java.io.IOException;
import java.util.Optional;

/**
 * The C library that an executable uses, and how that was concluded. A static executable names no library: it is told by what
 * the library leaves in it.
 *
 * @param how a phrase for people, such as {@code "it needs libc.so.6"}
 */
public record Libc(Family family, String how) {
    /** The families. */
    public enum Family {
        GLIBC("glibc"),
        MUSL("musl"),
        /** It needs none. */
        NONE("none"),
        /** Nothing in it tells; for a static executable it doesn't matter. */
        UNKNOWN("unknown");

        private final String id;

        Family(String id) {
            this.id = id;
        }

        /** In small letters. */
        public String id() {
            return id;
        }
    }

    /** Texts of musl's own: strerror(0), the prefixes of vfprintf's hexadecimal floats, the second half of its start code. */
    private static final ByteSearch MUSL =
            new ByteSearch("No error information", "-0X+0X 0X-0x+0x 0x", "libc_start_main_stage2");

    private static final ByteSearch GLIBC = new ByteSearch("GLIBC_TUNABLES");

    static Libc of(ElfFile elf, ByteSource source) throws IOException {
        Optional<Libc> named = byInterpreter(elf).or(() -> byNeeded(elf));
        return named.isPresent() ? named.get() : byTraces(elf, source);
    }

    private static Optional<Libc> byInterpreter(ElfFile elf) {
        return elf.interpreter().flatMap(path -> {
            String file = path.substring(path.lastIndexOf('/') + 1);
            if (file.startsWith("ld-musl-")) {
                return Optional.of(new Libc(Family.MUSL, "its interpreter is " + path));
            }
            return file.startsWith("ld-linux") || file.startsWith("ld64.so") || file.equals("ld.so.1")
                    ? Optional.of(new Libc(Family.GLIBC, "its interpreter is " + path))
                    : Optional.empty();
        });
    }

    private static Optional<Libc> byNeeded(ElfFile elf) {
        for (String library : elf.dynamic().needed()) {
            if (library.equals("libc.so.6")) {
                return Optional.of(new Libc(Family.GLIBC, "it needs " + library));
            }
            if (library.equals("libc.so") || library.startsWith("libc.musl-")) {
                return Optional.of(new Libc(Family.MUSL, "it needs " + library));
            }
        }
        return Optional.empty();
    }

    private static Libc byTraces(ElfFile elf, ByteSource source) throws IOException {
        if (elf.hasSection(".note.ABI-tag")) {
            return new Libc(Family.GLIBC, "it has glibc's note .note.ABI-tag");
        }
        Optional<String> text = MUSL.find(source);
        if (text.isPresent()) {
            return new Libc(Family.MUSL, "it has musl's own text \"" + text.get() + "\"");
        }
        if (elf.hasSection(".note.go.buildid")) {
            return new Libc(Family.NONE, "it is Go's (.note.go.buildid), which calls the kernel itself");
        }
        text = GLIBC.find(source);
        if (text.isPresent()) {
            return new Libc(Family.GLIBC, "it has glibc's own text \"" + text.get() + "\"");
        }
        return new Libc(
                Family.UNKNOWN,
                "nothing of glibc is in it, nor a text of musl's: a small program with musl, or with none");
    }
}
