package dev.coldbrew.build.toolchain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A processor of Lambda's machines. */
public enum Architecture {
    X86_64("x86_64"),
    AARCH64("aarch64");

    private final String id;

    Architecture(String id) {
        this.id = id;
    }

    /** As {@code uname -m} names it. */
    public String id() {
        return id;
    }

    /** The one of a name; empty when Lambda has no such machines.
     *
     * @param name as {@code uname -m} or Java's {@code os.arch} names it */
    public static Optional<Architecture> parse(String name) {
        String id = switch (name.toLowerCase(Locale.ROOT)) {
            case "amd64" -> "x86_64";
            case "arm64" -> "aarch64";
            default -> name;
        };
        return Stream.of(values())
                .filter(architecture -> architecture.id.equals(id))
                .findFirst();
    }

    /** The one that this runs on. */
    public static Architecture ofThisMachine() {
        String name = System.getProperty("os.arch");
        return parse(name)
                .orElseThrow(() -> new IllegalStateException("Coldbrew builds on x86_64 and aarch64, unlike " + name));
    }
}
