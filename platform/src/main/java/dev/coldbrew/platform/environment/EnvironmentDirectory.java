package dev.coldbrew.platform.environment;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of one execution environment, there from its first start to its end. */
final class EnvironmentDirectory {

    private static final System.Logger LOG = System.getLogger(EnvironmentDirectory.class.getName());

    private final Path path;

    EnvironmentDirectory(Path path) {
        this.path = path;
    }

    /** What plays /tmp. Its contents survive a reset (L-05). */
    Path temporary() throws IOException {
        return Files.createDirectories(path.resolve("tmp")).toAbsolutePath();
    }

    /** Removes it with all that a function left in it. What can't be removed is told in the service's log. */
    void delete() {
        delete(path);
    }

    /** Removes a folder with all that is in it, following no links. */
    static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                    // A function may have taken its own rights away.
                    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException failed) throws IOException {
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            return; // nothing was ever written
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The folder of an execution environment can't be removed", e);
        }
    }
}
