package dev.coldbrew.platform.functions;

import java.util.Map;

/**
 * What a user configures about a function, apart from its code.
 *
 * @param runtime for example {@code provided.al2023}
 * @param role the ARN of the execution role; kept and shown, nobody assumes it
 * @param handler the handler's name, informative to a custom runtime (E-12)
 * @param description free text, may be empty
 * @param timeoutSeconds 1 to 900
 * @param memoryMb 128 to 10,240
 * @param ephemeralStorageMb the size of /tmp, 512 to 10,240
 * @param architecture {@code x86_64} or {@code arm64}
 * @param tracingMode {@code PassThrough} or {@code Active}
 * @param environment the function's variables, in their order; empty when there are none
 * @param logging where and how it logs
 */
public record FunctionSettings(
        String runtime,
        String role,
        String handler,
        String description,
        int timeoutSeconds,
        int memoryMb,
        int ephemeralStorageMb,
        String architecture,
        String tracingMode,
        Map<String, String> environment,
        LoggingSettings logging) {

    /** The same settings for another architecture: the only one that comes with code, not with configuration (C-20). */
    public FunctionSettings withArchitecture(String other) {
        return new FunctionSettings(
                runtime,
                role,
                handler,
                description,
                timeoutSeconds,
                memoryMb,
                ephemeralStorageMb,
                other,
                tracingMode,
                environment,
                logging);
    }
}
