package dev.coldbrew.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How a function that the command creates is configured. */
final class FunctionOptions {
    @Option(
            names = "--memory",
            paramLabel = "MB",
            defaultValue = "512",
            description = "Memory of the function, 128 to 10240 (default: ${DEFAULT-VALUE}).")
    private int memoryMb;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Timeout of the function, 1 to 900 (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "An environment variable of the function. May be repeated.")
    private Map<String, String> environment = new LinkedHashMap<>();

    int memoryMb() {
        return memoryMb;
    }

    int timeoutSeconds() {
        return timeoutSeconds;
    }

    Map<String, String> environment() {
        return environment;
    }
}
