package dev.coldbrew.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java run-time image with only the modules that a function needs.
 *
 * @param folder where it is
 * @param stripped whether its native libraries have lost the symbols that nothing but a debugger needs
 */
record JavaImage(Path folder, boolean stripped) {
    /** What jlink puts into an image and no function needs. Legal notices stay, they go where the code goes. */
    private static final List<String> NEEDLESS = List.of(
            "bin/keytool",
            "bin/jrunscript",
            "bin/rmiregistry",
            "bin/jwebserver",
            "lib/classlist",
            "lib/jrt-fs.jar",
            "lib/jexec",
            "lib/libjsig.so",
            "lib/server/libjsig.so",
            "lib/server/classes.jsa",
            "lib/server/classes_nocoops.jsa");

    /**
     * Links an image. Line numbers stay in all classes: stack traces are worth more than the 4 MB that they take.
     *
     * @param modulePath folders and jars with modules that are not the JDK's
     * @throws BuildException when jlink fails; the message has what it said
     */
    static JavaImage link(Jdk jdk, List<Path> modulePath, Collection<String> modules, Path folder, Path scratch)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                jdk.tool("jlink"),
                "--add-modules",
                String.join(",", modules),
                "--no-header-files",
                "--no-man-pages",
                "--dedup-legal-notices=error-if-not-same-content",
                "--output",
                folder.toString()));
        if (!modulePath.isEmpty()) {
            command.add("--module-path");
            command.add(String.join(":", modulePath.stream().map(Path::toString).toList()));
        }
        Command.run(command, scratch);
        for (String file : NEEDLESS) {
            Files.deleteIfExists(folder.resolve(file));
        }
        return new JavaImage(folder, strip(folder, scratch));
    }

    Path java() {
        return folder.resolve("bin/java");
    }

    private static boolean strip(Path folder, Path scratch) throws IOException, InterruptedException {
        if (Command.find("strip").isEmpty()) {
            return false;
        }
        List<String> command =
                new ArrayList<>(List.of(Command.find("strip").get().toString(), "--strip-unneeded"));
        try (Stream<Path> files = Files.walk(folder.resolve("lib"))) {
            files.filter(file -> file.toString().endsWith(".so"))
                    .sorted()
                    .map(Path::toString)
                    .forEach(command::add);
        }
        Command.run(command, scratch);
        return true;
    }
}
