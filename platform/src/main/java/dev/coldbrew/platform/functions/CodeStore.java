package dev.coldbrew.platform.functions;

import dev.coldbrew.platform.functions.FunctionException.CodeTooLarge;
import dev.coldbrew.platform.functions.FunctionException.InvalidCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The functions' code, by its SHA-256: {@code <hex>.zip} as it was uploaded, {@code <hex>/} unpacked. Both appear by an
 * atomic rename, so what has its name is complete, whenever the process is killed. Same code is kept once.
 */
final class CodeStore {
    private static final String ZIP = ".zip";
    private static final String TEMPORARY = ".tmp";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final CodeLimits limits;

    /**
     * @param folder is made if need be
     */
    CodeStore(Path folder, CodeLimits limits) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.limits = limits;
    }

    /** An upload that was checked but has no name in the store yet; closing it forgets it. */
    final class Upload implements AutoCloseable {
        private final Path file;
        private final FunctionCode code;

        private Upload(Path file, FunctionCode code) {
            this.file = file;
            this.code = code;
        }

        FunctionCode code() {
            return code;
        }

        /** Gives the upload its name. When this returns it is on the disk. */
        void keep() throws IOException {
            Files.move(file, zip(code.sha256()), StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Checks an uploaded zip, reading all of it, and digests it.
     *
     * @throws CodeTooLarge if it is larger than Lambda takes
     * @throws InvalidCode if it can't be unzipped, or must not be (E-13, V-02)
     */
    Upload check(byte[] zip) throws IOException {
        if (zip.length > limits.zippedBytes()) {
            throw new CodeTooLarge(limits.zippedBytes());
        }
        Path file = Files.createTempFile(folder, "upload", TEMPORARY);
        try {
            write(file, zip);
            try (CodeZip code = CodeZip.open(file, limits)) {
                code.check();
            }
            return new Upload(file, new FunctionCode(sha256(zip), zip.length));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Unpacks code that is in the store, unless that is done already; one at a time, as two functions may share it. */
    synchronized void unpack(String sha256) throws IOException {
        Path root = unpacked(sha256);
        if (Files.isDirectory(root)) {
            return;
        }
        Path temporary = Files.createTempDirectory(folder, "unpack");
        try (CodeZip code = CodeZip.open(zip(sha256), limits)) {
            code.unpack(temporary);
            Files.move(temporary, root, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            FolderTree.delete(temporary);
            throw e;
        }
    }

    /** The folder of unpacked code, which exists after {@link #unpack}. */
    Path unpacked(String sha256) {
        return folder.resolve(sha256);
    }

    /** The zip as it was uploaded; empty if it isn't here, or if that is no SHA-256 at all. */
    Optional<Path> findZip(String sha256) {
        return Optional.of(sha256)
                .filter(s -> SHA256.matcher(s).matches())
                .map(this::zip)
                .filter(Files::exists);
    }

    /** Every code of which there is a zip or an unpacked folder. */
    List<String> all() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(ZIP, ""))
                    .filter(name -> SHA256.matcher(name).matches())
                    .distinct()
                    .toList();
        }
    }

    /** Removes code of which nobody knows any more, and that no environment uses. */
    void delete(String sha256) throws IOException {
        Files.deleteIfExists(zip(sha256));
        Path root = unpacked(sha256);
        if (Files.isDirectory(root)) {
            // Renamed first: what has its name is complete, also while it is being removed.
            Path temporary = Files.createTempDirectory(folder, "delete");
            Files.move(root, temporary.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
            FolderTree.delete(temporary);
        }
    }

    /** Removes what a killed service left half done. */
    void deleteTemporary() throws IOException {
        List<Path> leftovers;
        try (Stream<Path> files = Files.list(folder)) {
            leftovers = files.filter(file -> !SHA256.matcher(
                                    file.getFileName().toString().replace(ZIP, ""))
                            .matches())
                    .toList();
        }
        for (Path leftover : leftovers) {
            FolderTree.delete(leftover);
        }
    }

    private Path zip(String sha256) {
        return folder.resolve(sha256 + ZIP);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** A rename is on the disk only when its folder is. */
    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
