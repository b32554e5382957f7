package dev.coldbrew.platform.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for a function's own environment variables (E-04, E-05, V-04). */
final class EnvironmentVariables {
    private static final String KEY = "[a-zA-Z]([a-zA-Z0-9_])+";
    private static final int MAX_BYTES = 4_096;

    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR",
            "AWS_LAMBDA_MAX_CONCURRENCY",
            "AWS_LAMBDA_METADATA_API",
            "AWS_LAMBDA_METADATA_TOKEN");

    private EnvironmentVariables() {}

    /**
     * Adds the keys that the model doesn't allow (E-05). A reserved key is left to {@link #check}, which says more. How
     * AWS words it for a map whose values are secret was not recorded (U).
     */
    static void checkKeys(Constraints constraints, Map<String, String> variables) {
        if (variables.keySet().stream().anyMatch(key -> !key.matches(KEY) && !RESERVED.contains(key))) {
            constraints.failSecretly(
                    "environment.variables",
                    "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: " + KEY + "]");
        }
        if (variables.containsValue(null)) {
            constraints.failSecretly(
                    "environment.variables", "Map value must satisfy constraint: [Member must not be null]");
        }
    }

    /**
     * Checks what the model doesn't say.
     *
     * @throws LambdaException if a key is reserved (E-04) or they are too large together (V-04)
     */
    static void check(Map<String, String> variables) {
        List<String> reserved =
                variables.keySet().stream().filter(RESERVED::contains).toList();
        if (!reserved.isEmpty()) {
            throw LambdaException.invalidParameterValue("Lambda was unable to configure your environment variables"
                    + " because the environment variables you have provided contains reserved keys that are currently"
                    + " not supported for modification. Reserved keys used in this request: "
                    + String.join(", ", reserved));
        }
        String measured = Json.write(variables);
        if (measured.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw LambdaException.invalidParameterValue("Lambda was unable to configure your environment variables"
                    + " because the environment variables you have provided exceeded the 4KB limit. String measured: "
                    + measured);
        }
    }
}
