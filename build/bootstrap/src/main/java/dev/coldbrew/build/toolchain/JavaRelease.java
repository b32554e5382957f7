package dev.coldbrew.build.toolchain;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What the file {@code release} of a Java installation says.
 *
 * @param version of Java, such as 25.0.3; never null
 * @param implementor who built it; empty when it doesn't say
 */
public record JavaRelease(String version, Optional<String> implementor) {
    /** Empty when there is no such file, or when it names no version. */
    public static Optional<JavaRelease> of(Path home) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(home.resolve("release"))) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            // A folder that tells nothing about itself is no installation that could be described.
            return Optional.empty();
        }
        return value(properties, "JAVA_VERSION")
                .map(version -> new JavaRelease(version, value(properties, "IMPLEMENTOR")));
    }

    private static Optional<String> value(Properties properties, String key) {
        return Optional.ofNullable(properties.getProperty(key)).map(text -> text.replace("\"", ""));
    }

    /** 25 for 25.0.3; 0 when the version can't be read. */
    public int feature() {
        try {
            return Runtime.Version.parse(version).feature();
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
