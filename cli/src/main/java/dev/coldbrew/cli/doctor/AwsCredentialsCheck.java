package dev.coldbrew.cli.doctor;

import dev.coldbrew.build.toolchain.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the AWS SDK would find credentials, in its own order. They are neither read nor printed. */
record AwsCredentialsCheck() implements Check {
    private static final String NAME = "AWS credentials";
    private static final String ENABLES = "deploying to AWS (planned); nothing local needs them";

    private record Source(List<String> variables, String where) {}

    private static final List<Source> VARIABLES = List.of(
            new Source(
                    List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
                    "the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
            new Source(
                    List.of("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"), "the variable AWS_WEB_IDENTITY_TOKEN_FILE"),
            new Source(
                    List.of("AWS_CONTAINER_CREDENTIALS_FULL_URI"), "the variable AWS_CONTAINER_CREDENTIALS_FULL_URI"),
            new Source(
                    List.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"),
                    "the variable AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"));

    @Override
    public Finding look(Machine machine) {
        Optional<String> variable = VARIABLES.stream()
                .filter(source -> source.variables().stream()
                        .allMatch(name -> machine.variable(name).isPresent()))
                .map(Source::where)
                .findFirst();
        return variable.or(() -> file(machine))
                .map(where -> Finding.found(NAME, ENABLES, where).because("there; whether AWS takes them isn't asked"))
                .orElseGet(() -> Finding.missing(NAME, ENABLES, "aws configure, or aws sso login"));
    }

    private static Optional<String> file(Machine machine) {
        Path folder = machine.home().resolve(".aws");
        return Stream.of(
                        machine.variable("AWS_SHARED_CREDENTIALS_FILE")
                                .map(Path::of)
                                .orElse(folder.resolve("credentials")),
                        machine.variable("AWS_CONFIG_FILE").map(Path::of).orElse(folder.resolve("config")))
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .findFirst();
    }
}
