package dev.coldbrew.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A built function on disk.
 *
 * @param name what it is called in the local Lambda
 * @param zip its function.zip
 */
record FunctionSource(String name, Path zip) {

    /**
     * Reads {@code [NAME=]PATH}, where the path is a zip or the folder of a project that was built. Without a name the
     * function is called like the project's folder, or like the zip.
     *
     * @throws CommandFailedException if there is no zip
     */
    static FunctionSource parse(String text) {
        int equals = text.indexOf('=');
        Path path = Path.of(text.substring(equals + 1)).toAbsolutePath().normalize();
        Path zip = Files.isDirectory(path) ? path.resolve("target/coldbrew/function.zip") : path;
        if (!Files.isRegularFile(zip)) {
            throw new CommandFailedException(
                    "There is no " + zip + (Files.isDirectory(path) ? ". Build it first: coldbrew build " + path : ""));
        }
        String name = equals >= 0 ? text.substring(0, equals) : nameOf(zip);
        return new FunctionSource(name, zip);
    }

    private static String nameOf(Path zip) {
        Path folder = zip.getParent();
        if (folder.endsWith("target/coldbrew") && folder.getNameCount() > 2) {
            return folder.getParent().getParent().getFileName().toString();
        }
        String file = zip.getFileName().toString();
        return file.endsWith(".zip") ? file.substring(0, file.length() - ".zip".length()) : file;
    }
}
