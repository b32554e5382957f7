package dev.coldbrew.platform.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param command the executable's path and its arguments; no shell reads them
 * @param environment all variables that the process gets; nothing of the service's own leaks
 * @param workingDirectory must exist
 */
public record SandboxSpec(List<String> command, Map<String, String> environment, Path workingDirectory) {

    /** Copies the collections. */
    public SandboxSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
