package dev.coldbrew.runtime;

import java.util.Map;

/**
 * What the environment variables say of the function (E-01). A variable that is missing, as in a run by hand, gives an
 * empty string or 0.
 */
record FunctionEnvironment(
        String runtimeApi,
        String functionName,
        String functionVersion,
        int memoryLimitMb,
        String logGroup,
        String logStream) {

    static FunctionEnvironment of(Map<String, String> variables) {
        return new FunctionEnvironment(
                variables.getOrDefault("AWS_LAMBDA_RUNTIME_API", ""),
                variables.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", ""),
                variables.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", ""),
                number(variables.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "0")),
                variables.getOrDefault("AWS_LAMBDA_LOG_GROUP_NAME", ""),
                variables.getOrDefault("AWS_LAMBDA_LOG_STREAM_NAME", ""));
    }

    private static int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
