package dev.coldbrew.build;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The JDK that a function is built for: the image is linked from it.
 *
 * @param home its folder
 * @param release the text of its {@code release} file, which names the exact build
 * @param feature its feature version, 25 for Java 25
 */
record Jdk(Path home, String release, int feature) {
    private static final int OLDEST = 25;

    /** @throws BuildException when the folder holds no JDK of Java 25 or later with jlink */
    static Jdk at(Path home) throws IOException {
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            throw new BuildException("There is no JDK in " + home + ": it has no bin/java");
        }
        if (!Files.isExecutable(home.resolve("bin/jlink"))) {
            throw new BuildException(
                    "The Java in " + home + " has no jlink, so no function can be linked from it: name the"
                            + " folder of a full JDK " + OLDEST + " or later");
        }
        String release = Files.readString(home.resolve("release"));
        Properties properties = new Properties();
        properties.load(new StringReader(release));
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        int feature;
        try {
            feature = Runtime.Version.parse(version).feature();
        } catch (IllegalArgumentException e) {
            throw new BuildException(
                    "The file " + home.resolve("release") + " has no JAVA_VERSION that can be read", e);
        }
        if (feature < OLDEST) {
            throw new BuildException("The JDK in " + home + " is Java " + feature + ": name the folder of a JDK "
                    + OLDEST + " or later");
        }
        return new Jdk(home.toRealPath(), release, feature);
    }

    String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
