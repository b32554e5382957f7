package dev.coldbrew.build;

import dev.coldbrew.launcher.Launcher;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a build made.
 *
 * @param folder the output folder; {@code bootstrap} in it can be started in place, with nothing but the folder
 *     {@code coldbrew} beside it
 * @param bootstrap the executable
 * @param zip {@code function.zip}, for AWS Lambda's runtime {@code provided.al2023}
 * @param mainClass the class that is started, by its binary name
 * @param form how the function's classes are packed
 * @param classPathReason why they are not in the image, when they aren't and nobody asked for that
 * @param classArchive whether the JVM maps the classes from an archive, which a check run has proved; where it is false the
 *     warnings say why
 * @param launcher what {@code bootstrap} is
 * @param parts the sizes of the unpacked parts, in bytes
 * @param zipSize the size of the zip, in bytes
 * @param upToDate whether nothing was built, since the inputs are those of the last build
 * @param warnings what the user should know of
 */
public record BootstrapResult(
        Path folder,
        Path bootstrap,
        Path zip,
        String mainClass,
        Form form,
        Optional<String> classPathReason,
        boolean classArchive,
        Launcher.Kind launcher,
        List<Part> parts,
        long zipSize,
        boolean upToDate,
        List<String> warnings) {

    /** How a function's classes are packed. */
    public enum Form {
        /** As a module inside the Java image. */
        MODULE,
        /** As jars beside the Java image. */
        CLASS_PATH
    }

    /**
     * A part of the unpacked function.
     *
     * @param name of the file or folder, relative to the function's folder
     * @param size in bytes
     */
    public record Part(String name, long size) {}

    /** The size of everything in the zip, unpacked, in bytes. */
    public long unpackedSize() {
        return parts.stream().mapToLong(Part::size).sum();
    }
}
