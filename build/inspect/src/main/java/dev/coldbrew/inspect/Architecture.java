package dev.coldbrew.inspect;

import java.util.Locale;

/** The machines that Lambda has, in its words ({@code Architectures} of a function). */
@SuppressWarnings("ImmutableEnumChecker") // a record of a number is immutable
public enum Architecture {
    X86_64("x86_64", Machine.X86_64),
    ARM64("arm64", Machine.AARCH64);

    private final String id;
    private final Machine machine;

    Architecture(String id, Machine machine) {
        this.id = id;
        this.machine = machine;
    }

    /** As Lambda's API writes it. */
    public String id() {
        return id;
    }

    public Machine machine() {
        return machine;
    }

    /** The machine that this runs on; x86_64 when it is none of Lambda's. */
    public static Architecture ofThisMachine() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("aarch64") || name.equals("arm64") ? ARM64 : X86_64;
    }
}
