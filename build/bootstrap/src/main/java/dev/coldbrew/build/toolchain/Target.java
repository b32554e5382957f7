package dev.coldbrew.build.toolchain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an executable runs on: a processor, Linux, and a C library. */
public enum Target {
    X86_64_LINUX_MUSL(Architecture.X86_64, Libc.MUSL),
    X86_64_LINUX_GNU(Architecture.X86_64, Libc.GNU),
    AARCH64_LINUX_MUSL(Architecture.AARCH64, Libc.MUSL),
    AARCH64_LINUX_GNU(Architecture.AARCH64, Libc.GNU);

    /** A C library. */
    public enum Libc {
        /** Linked statically; runs on any Linux. */
        MUSL,
        /** Lambda's own; a program that needs a newer one than Lambda has doesn't start. */
        GNU
    }

    private final Architecture architecture;
    private final Libc libc;

    Target(Architecture architecture, Libc libc) {
        this.architecture = architecture;
        this.libc = libc;
    }

    public Architecture architecture() {
        return architecture;
    }

    public Libc libc() {
        return libc;
    }

    /** As compilers name it: {@code x86_64-linux-musl}. */
    public String id() {
        return architecture.id() + "-linux-" + libc.name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name; empty when there is none. */
    public static Optional<Target> parse(String id) {
        return Arrays.stream(values()).filter(target -> target.id().equals(id)).findFirst();
    }

    /** The one of a processor and a C library. */
    public static Target of(Architecture architecture, Libc libc) {
        return Arrays.stream(values())
                .filter(target -> target.architecture == architecture && target.libc == libc)
                .findFirst()
                .orElseThrow();
    }

    /** All names, for a message. */
    public static String ids() {
        return Arrays.stream(values()).map(Target::id).collect(Collectors.joining(", "));
    }
}
