package dev.coldbrew.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A digest of everything that a build's result depends on. Two builds with the same digest make the same function. */
final class BuildInputs {
    private final MessageDigest digest;

    BuildInputs() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    BuildInputs add(String what, Object value) {
        return add(what, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    BuildInputs add(String what, byte[] value) {
        // With lengths, so that the end of one thing can't be taken for the beginning of the next.
        digest.update((what + " " + value.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(value);
        return this;
    }

    BuildInputs addAll(String what, Collection<?> values) {
        add(what, values.size());
        values.forEach(value -> add(what, value));
        return this;
    }

    /** The files' names and contents, and those of the files in folders; not where they lie. */
    BuildInputs addFiles(String what, List<Path> paths) throws IOException {
        add(what, paths.size());
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.walk(path)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        add(path.relativize(file).toString(), Files.readAllBytes(file));
                    }
                }
            } else {
                add(String.valueOf(path.getFileName()), Files.readAllBytes(path));
            }
        }
        return this;
    }

    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
