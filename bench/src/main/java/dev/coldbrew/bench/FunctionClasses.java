package dev.coldbrew.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The classes of one measured function, taken out of the harness that they were compiled with: a function carries its own
 * classes and what they need, and no more.
 */
final class FunctionClasses {
    private static final String FUNCTIONS = "dev/coldbrew/bench/function/";
    private static final Path JSON_ADAPTERS = Path.of("META-INF/services/io.avaje.jsonb.spi.JsonbExtension");

    private FunctionClasses() {}

    /** Copies the function in a package below {@code dev.coldbrew.bench.function} to a new folder. */
    static Path copy(String function, Path folder) throws IOException {
        Path own = entryWith(FunctionClasses.class.getName());
        String path = FUNCTIONS + function;
        try (Stream<Path> files = Files.walk(own.resolve(path))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(own, own.relativize(file), folder);
            }
        }
        // The only function with generated adapters is the one in whose package they are.
        if (Files.readString(own.resolve(JSON_ADAPTERS)).startsWith(path.replace('/', '.'))) {
            copy(own, JSON_ADAPTERS, folder);
        }
        return folder;
    }

    /** The entries of the class path that have these classes: jars, or folders of modules that are being built. */
    static List<Path> entriesWith(String... classNames) {
        return Stream.of(classNames).map(FunctionClasses::entryWith).distinct().toList();
    }

    private static Path entryWith(String className) {
        try {
            return Path.of(Class.forName(className, false, FunctionClasses.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path file, Path to) throws IOException {
        Path target = to.resolve(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.copy(from.resolve(file), target);
    }
}
