package dev.coldbrew.inspect;

import java.util.Optional;

/**
 * The processor that code is for.
 *
 * @param number as in an ELF header ({@code e_machine})
 */
public record Machine(int number) {
    public static final Machine X86_64 = new Machine(62);
    public static final Machine AARCH64 = new Machine(183);

    /** As {@code uname -m} names it. */
    public String name() {
        return switch (number) {
            case 3 -> "i386";
            case 8 -> "mips";
            case 20 -> "ppc";
            case 21 -> "ppc64";
            case 22 -> "s390x";
            case 40 -> "arm";
            case 62 -> "x86_64";
            case 183 -> "aarch64";
            case 243 -> "riscv";
            case 258 -> "loongarch";
            default -> "machine " + number;
        };
    }

    /** What Lambda calls it; empty when Lambda has no such machines. */
    public Optional<Architecture> architecture() {
        return switch (number) {
            case 62 -> Optional.of(Architecture.X86_64);
            case 183 -> Optional.of(Architecture.ARM64);
            default -> Optional.empty();
        };
    }
}
