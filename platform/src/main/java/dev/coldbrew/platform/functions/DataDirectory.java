package dev.coldbrew.platform.functions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder in which a local Lambda keeps everything, owned by one service at a time. The lock belongs to the process,
 * so the operating system releases it however the process ends.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "coldbrew.lock";

    private final Path path;
    private final FileChannel channel;

    private final boolean temporary;

    private DataDirectory(Path path, FileChannel channel, boolean temporary) {
        this.path = path;
        this.channel = channel;
        this.temporary = temporary;
    }

    /** Another service has the folder. */
    public static final class InUseException extends IOException {
        private static final long serialVersionUID = 1L;

        private InUseException(Path path, String owner) {
            super("the data folder " + path + " is in use by another local Lambda" + owner
                    + "; stop that one, or choose another folder with --data");
        }
    }

    /**
     * Makes the folder if need be and takes it.
     *
     * @throws InUseException if another service, in this process or another, has it
     * @throws IOException if it can't be made or written
     */
    public static DataDirectory open(Path path) throws IOException {
        try {
            return open(path, false);
        } catch (FileSystemException e) {
            throw new IOException(
                    "the data folder " + path + " can't be used (" + e + "); choose another with --data", e);
        }
    }

    /** Makes a folder that is removed when it is closed. */
    public static DataDirectory openTemporary() throws IOException {
        return open(Files.createTempDirectory("coldbrew"), true);
    }

    private static DataDirectory open(Path path, boolean temporary) throws IOException {
        Path folder = Files.createDirectories(path).toRealPath();
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new InUseException(folder, owner(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(folder, channel, temporary);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** Gives the folder back. What is in it stays, unless it is a temporary one. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (temporary) {
            FolderTree.delete(path);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
        return text.isEmpty() ? "" : " (process " + text + ")";
    }
}
