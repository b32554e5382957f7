package dev.coldbrew.platform.functions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One version of a function as an execution environment sees it: what was configured, and where its unpacked code lies.
 * Two values with the same {@link #revisionId} are the same code with the same configuration, so a warm environment of
 * one serves the other.
 *
 * @param arn the unqualified ARN
 * @param version {@code $LATEST} or a number
 * @param revisionId changes whenever code or configuration does
 * @param runtime for example {@code provided.al2023}
 * @param handler what {@code _HANDLER} says
 * @param timeout the function timeout
 * @param memoryMb the memory size in MB
 * @param ephemeralStorageMb the size of /tmp in MB
 * @param environment the function's own variables
 * @param logGroup where it logs
 * @param codeSha256 SHA-256 of the zip in Base64, as the API shows it
 * @param taskRoot the folder that plays /var/task; nobody writes to it
 */
public record FunctionVersion(
        FunctionArn arn,
        String version,
        String revisionId,
        String runtime,
        String handler,
        Duration timeout,
        int memoryMb,
        int ephemeralStorageMb,
        Map<String, String> environment,
        String logGroup,
        String codeSha256,
        Path taskRoot) {

    /** Copies {@code environment}, and makes {@code taskRoot} absolute: it becomes a working directory. */
    public FunctionVersion {
        taskRoot = taskRoot.toAbsolutePath();
        environment = Map.copyOf(environment);
    }
}
