package dev.coldbrew.platform.server;

import java.util.List;

/** The runtimes of AWS Lambda (C-16), and those of them that run here. */
final class Runtimes {
    private static final List<String> HERE = List.of("provided.al2023", "provided.al2");

    private static final List<String> OF_AWS = List.of(
            "nodejs20.x",
            "nodejs22.x",
            "nodejs24.x",
            "nodejs26.x",
            "python3.10",
            "python3.11",
            "python3.12",
            "python3.13",
            "python3.14",
            "python3.15",
            "java8.al2",
            "java8.al2023",
            "java11",
            "java11.al2023",
            "java17",
            "java17.al2023",
            "java21",
            "java25",
            "dotnet8",
            "dotnet10",
            "ruby3.3",
            "ruby3.4",
            "ruby4.0",
            "provided.al2",
            "provided.al2023");

    private static final List<String> DEPRECATED = List.of("go1.x", "provided", "java8", "nodejs18.x", "python3.9");

    private Runtimes() {}

    /**
     * Checks the name of a runtime.
     *
     * @throws LambdaException if AWS hasn't got it, or not any more (C-16), or it is a managed one, of which the files
     *     are not here
     */
    static void check(String runtime) {
        if (DEPRECATED.contains(runtime)) {
            throw LambdaException.invalidParameterValue("The runtime parameter of " + runtime
                    + " is no longer supported for creating or updating AWS Lambda functions. We recommend you use a"
                    + " supported runtime while creating or updating functions.");
        }
        if (!OF_AWS.contains(runtime)) {
            throw LambdaException.invalidParameterValue("Value " + runtime
                    + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: ["
                    + String.join(", ", OF_AWS) + "] or be a valid ARN");
        }
        if (!HERE.contains(runtime)) {
            throw LambdaException.invalidParameterValue("The managed runtime " + runtime
                    + " is not supported by the local Lambda: package the function with a bootstrap and use "
                    + HERE.getFirst() + ".");
        }
    }
}
