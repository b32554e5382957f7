package dev.coldbrew.platform.server;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.coldbrew.platform.functions.FunctionSettings;
import dev.coldbrew.platform.functions.LoggingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * The request of CreateFunction and of UpdateFunctionConfiguration, which have most members in common. Absent members
 * are null.
 *
 * @param others all further members, among them those that are refused
 */
record FunctionBody(
        String functionName,
        CodeBody code,
        String runtime,
        String role,
        String handler,
        String description,
        Integer timeout,
        Integer memorySize,
        String packageType,
        List<String> architectures,
        Environment environment,
        TracingConfig tracingConfig,
        EphemeralStorage ephemeralStorage,
        LoggingConfig loggingConfig,
        Map<String, String> tags,
        String revisionId,
        @JsonAnySetter Map<String, JsonNode> others) {
    private static final String ROLE = "arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+";
    private static final String LOG_GROUP = "[\\.\\-_/#A-Za-z0-9]+";
    private static final int MAX_TIMEOUT_SECONDS = 900;

    record Environment(Map<String, String> variables) {}

    record TracingConfig(String mode) {}

    record EphemeralStorage(Integer size) {}

    record LoggingConfig(String logFormat, String applicationLogLevel, String systemLogLevel, String logGroup) {}

    /**
     * Adds the constraints that both operations have. For timeout and memory the model allows more than the service does;
     * how the service words its own limits was not recorded (U-17), so they are worded as the model's.
     */
    void constrain(Constraints constraints) {
        constraints
                .pattern("role", role, ROLE)
                .length("handler", handler, 0, 128)
                .pattern("handler", handler, "[^\\s]+")
                .length("description", description, 0, 256)
                .range("timeout", timeout, 1, MAX_TIMEOUT_SECONDS)
                .range("memorySize", memorySize, 128, 10_240)
                .oneOf("packageType", packageType, List.of("Zip", "Image"));
        if (environment != null && environment.variables() != null) {
            EnvironmentVariables.checkKeys(constraints, environment.variables());
        }
        if (tracingConfig != null) {
            constraints.oneOf("tracingConfig.mode", tracingConfig.mode(), List.of("Active", "PassThrough"));
        }
        if (ephemeralStorage != null) {
            constraints
                    .notNull("ephemeralStorage.size", ephemeralStorage.size())
                    .range("ephemeralStorage.size", ephemeralStorage.size(), 512, 10_240);
        }
        if (loggingConfig != null) {
            constraints
                    .oneOf("loggingConfig.logFormat", loggingConfig.logFormat(), List.of("JSON", "Text"))
                    .oneOf(
                            "loggingConfig.applicationLogLevel",
                            loggingConfig.applicationLogLevel(),
                            List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"))
                    .oneOf(
                            "loggingConfig.systemLogLevel",
                            loggingConfig.systemLogLevel(),
                            List.of("DEBUG", "INFO", "WARN"))
                    .length("loggingConfig.logGroup", loggingConfig.logGroup(), 1, 512)
                    .pattern("loggingConfig.logGroup", loggingConfig.logGroup(), LOG_GROUP);
        }
    }

    /**
     * Checks what the model's constraints don't say.
     *
     * @throws LambdaException InvalidParameterValueException
     */
    void check() {
        Unsupported.reject(others);
        if (Objects.equals(packageType, "Image")) {
            throw LambdaException.invalidParameterValue(
                    "PackageType Image is not supported by the local Lambda: use Zip.");
        }
        if (runtime != null) {
            Runtimes.check(runtime);
        }
        if (environment != null && environment.variables() != null) {
            EnvironmentVariables.check(environment.variables());
        }
    }

    /** The settings {@code before} with what this request says: members that are absent change nothing (C-21). */
    FunctionSettings applyTo(FunctionSettings before) {
        return new FunctionSettings(
                orElse(runtime, before.runtime()),
                orElse(role, before.role()),
                orElse(handler, before.handler()),
                orElse(description, before.description()),
                orElse(timeout, before.timeoutSeconds()),
                orElse(memorySize, before.memoryMb()),
                ephemeralStorage == null ? before.ephemeralStorageMb() : ephemeralStorage.size(),
                before.architecture(),
                tracingConfig == null ? before.tracingMode() : orElse(tracingConfig.mode(), before.tracingMode()),
                environment == null ? before.environment() : variables(),
                loggingConfig == null ? before.logging() : logging(before.logging()));
    }

    private Map<String, String> variables() {
        return environment.variables() == null ? Map.of() : new LinkedHashMap<>(environment.variables());
    }

    private LoggingSettings logging(LoggingSettings before) {
        return new LoggingSettings(
                orElse(loggingConfig.logFormat(), before.format()),
                orElse(loggingConfig.applicationLogLevel(), before.applicationLevel()),
                orElse(loggingConfig.systemLogLevel(), before.systemLevel()),
                orElse(loggingConfig.logGroup(), before.group()));
    }

    private static <T> T orElse(T value, T before) {
        return value == null ? before : value;
    }
}
