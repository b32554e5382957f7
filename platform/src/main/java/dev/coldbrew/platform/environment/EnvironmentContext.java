package dev.coldbrew.platform.environment;

import dev.coldbrew.platform.sandbox.SandboxEngine;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What all execution environments of a service share.
 *
 * @param engine starts their sandboxes
 * @param runtimeApi serves their Runtime APIs
 * @param logs gets their log events
 * @param credentials what functions see as their role's credentials
 * @param initLimit how long an init phase may take (L-02)
 * @param directory holds a folder for each environment while it lives
 */
public record EnvironmentContext(
        SandboxEngine engine,
        RuntimeApiServer runtimeApi,
        LogListener logs,
        Credentials credentials,
        Duration initLimit,
        Path directory) {}
