package dev.coldbrew.build.toolchain;

/**
 * Something that a machine lacks.
 *
 * @param what a noun with its reason, for a sentence
 * @param fix the command that installs it, or another way out
 */
public record Missing(String what, String fix) {
    @Override
    public String toString() {
        return what + "; " + fix;
    }
}
