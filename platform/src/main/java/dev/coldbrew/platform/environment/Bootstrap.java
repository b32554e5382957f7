package dev.coldbrew.platform.environment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a custom runtime starts (E-12). */
final class Bootstrap {

    private Bootstrap() {}

    /** The file {@code bootstrap} in the task root, executable or not: that is for the kernel to say (L-13). */
    static Optional<Path> of(Path taskRoot) {
        Path bootstrap = taskRoot.resolve("bootstrap");
        return Files.exists(bootstrap) && !Files.isDirectory(bootstrap) ? Optional.of(bootstrap) : Optional.empty();
    }
}
