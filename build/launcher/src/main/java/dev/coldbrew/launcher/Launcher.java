package dev.coldbrew.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A ready-made {@code bootstrap}: the executable that AWS Lambda starts (E-12), which reads the launch file
 * {@code coldbrew/launch} beside it and becomes the java that the file names. The launch file's form is described at the
 * top of {@code bootstrap.c}; {@link #LAUNCH_FILE} says where it lies.
 */
public final class Launcher {
    /** The launch file's path, relative to the folder that {@code bootstrap} lies in. */
    public static final String LAUNCH_FILE = "coldbrew/launch";

    /** What a {@code bootstrap} is made of. */
    public enum Kind {
        /** A static executable, which also hands the JVM an open Runtime API connection as file descriptor 0. */
        STATIC,
        /** A POSIX shell script; the JVM connects by itself. */
        SHELL
    }

    private final Kind kind;
    private final byte[] content;

    private Launcher(Kind kind, byte[] content) {
        this.kind = kind;
        this.content = content;
    }

    /** The best launcher at hand for this machine's processor: {@link #compiled} if there is one, else {@link #shell}. */
    public static Launcher forThisMachine() {
        return compiled(System.getProperty("os.arch")).orElseGet(Launcher::shell);
    }

    /**
     * The static executable for a processor.
     *
     * @param architecture as {@code uname -m} or Java's {@code os.arch} names it: {@code x86_64}, {@code amd64},
     *     {@code aarch64}, {@code arm64}
     * @return empty when this jar was built without one for that processor
     */
    public static Optional<Launcher> compiled(String architecture) {
        String machine = switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "arm64", "aarch64" -> "aarch64";
            default -> architecture;
        };
        return resource(machine + "-linux-musl/bootstrap").map(content -> new Launcher(Kind.STATIC, content));
    }

    /** The shell script, which runs wherever there is {@code /bin/sh}. */
    public static Launcher shell() {
        return new Launcher(Kind.SHELL, resource("bootstrap.sh").orElseThrow());
    }

    public Kind kind() {
        return kind;
    }

    /** The file's content, a copy. */
    public byte[] content() {
        return content.clone();
    }

    /** Writes the launcher to {@code file}, over one that is there, with mode 0755 (E-13). */
    public void writeTo(Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        // A new file, not new content: a running bootstrap can't be written to (ETXTBSY).
        Files.deleteIfExists(file);
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Optional<byte[]> resource(String name) {
        try (InputStream in = Launcher.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
