package dev.coldbrew.inspect;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The operating systems that Lambda starts a {@code bootstrap} on, in the words of its API ({@code Runtime}). */
@SuppressWarnings("ImmutableEnumChecker") // a record of numbers is immutable
public enum LambdaOs {
    PROVIDED_AL2("provided.al2", new GlibcVersion(2, 26, 0)),
    PROVIDED_AL2023("provided.al2023", new GlibcVersion(2, 34, 0));

    /** glibc's own, and those that it needs itself. Whatever else may be there is no promise of AWS (U). */
    private static final Set<String> LIBRARIES = Set.of(
            "libc.so.6",
            "libm.so.6",
            "libdl.so.2",
            "libpthread.so.0",
            "librt.so.1",
            "libresolv.so.2",
            "libutil.so.1",
            "libanl.so.1",
            "libgcc_s.so.1",
            "ld-linux-x86-64.so.2",
            "ld-linux-aarch64.so.1");

    private static final Set<String> INTERPRETERS =
            Set.of("/bin/sh", "/bin/bash", "/usr/bin/sh", "/usr/bin/bash", "/usr/bin/env", "/bin/env");

    private final String id;
    private final GlibcVersion glibc;

    LambdaOs(String id, GlibcVersion glibc) {
        this.id = id;
        this.glibc = glibc;
    }

    /** As Lambda's API writes it. */
    public String id() {
        return id;
    }

    /** The version that it has. */
    public GlibcVersion glibc() {
        return glibc;
    }

    /** The one of that id. */
    public static Optional<LambdaOs> of(String id) {
        return Arrays.stream(values()).filter(os -> os.id.equals(id)).findFirst();
    }

    boolean hasLibrary(String name) {
        return LIBRARIES.contains(name);
    }

    /** Whether a script's interpreter is there. */
    boolean hasInterpreter(String path) {
        return INTERPRETERS.contains(path);
    }

    /** Whether this is the path of its own dynamic linker. */
    boolean hasDynamicLinker(String path, Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> path.equals("/lib64/ld-linux-x86-64.so.2");
            case ARM64 -> path.equals("/lib/ld-linux-aarch64.so.1");
        };
    }
}
