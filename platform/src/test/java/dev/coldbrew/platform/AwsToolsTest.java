package dev.coldbrew.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The aws command line and boto3 as they are, where they are installed. */
class AwsToolsTest {
    @TempDir
    Path folder;

    private LocalLambda lambda;

    @BeforeEach
    void start() throws IOException {
        lambda = LocalLambda.builder().dataDirectory(folder.resolve("data")).start();
        Files.write(folder.resolve("function.zip"), Bootstraps.echo());
    }

    @AfterEach
    void stop() {
        lambda.close();
    }

    private record Output(int exit, String out, String err) {}

    private Output run(List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "AWS_CONFIG_FILE", "/dev/null",
                        "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                        "AWS_EC2_METADATA_DISABLED", "true",
                        "AWS_PAGER", "",
                        "NO_PROXY", "127.0.0.1"));
        int exit = builder.start().waitFor();
        return new Output(exit, Files.readString(out), Files.readString(err));
    }

    private Output aws(String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(
                        Stream.of("aws", "--endpoint-url", lambda.endpoint().toString(), "lambda"),
                        Stream.of(arguments))
                .toList());
    }

    private JsonNode awsJson(String... arguments) throws IOException, InterruptedException {
        Output output = aws(arguments);
        assertThat(output.exit()).as(output.err()).isZero();
        return JsonMapper.shared().readTree(output.out());
    }

    private boolean works(String... command) throws InterruptedException {
        try {
            return run(List.of(command)).exit() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    @Test
    void theAwsCommandLineWorks() throws Exception {
        assumeTrue(works("aws", "--version"), "the aws command line is not installed");

        JsonNode created = awsJson(
                "create-function",
                "--function-name",
                "hello",
                "--runtime",
                "provided.al2023",
                "--handler",
                "bootstrap",
                "--role",
                "arn:aws:iam::000000000000:role/r",
                "--zip-file",
                "fileb://function.zip");
        assertThat(created.get("State").asString()).isEqualTo("Pending");
        assertThat(aws("wait", "function-active-v2", "--function-name", "hello").exit())
                .isZero();
        JsonNode invoked = awsJson(
                "invoke",
                "--function-name",
                "hello",
                "--payload",
                cliPayload("{\"key\":\"value\"}"),
                "--log-type",
                "Tail",
                "response.json");
        assertThat(invoked.get("StatusCode").asInt()).isEqualTo(200);
        assertThat(invoked.get("ExecutedVersion").asString()).isEqualTo("$LATEST");
        assertThat(new String(
                        Base64.getDecoder().decode(invoked.get("LogResult").asString()), StandardCharsets.UTF_8))
                .contains("START RequestId: ", "got {\"key\":\"value\"}\n", "REPORT RequestId: ");
        assertThat(folder.resolve("response.json")).hasContent("{\"key\":\"value\"}");
        awsJson("update-function-code", "--function-name", "hello", "--zip-file", "fileb://function.zip");
        assertThat(aws("wait", "function-updated-v2", "--function-name", "hello")
                        .exit())
                .isZero();
        assertThat(awsJson("list-functions").get("Functions").size()).isEqualTo(1);
        assertThat(aws("delete-function", "--function-name", "hello").exit()).isZero();

        Output gone = aws("get-function", "--function-name", "hello");
        assertThat(gone.exit()).isNotZero();
        assertThat(gone.err())
                .contains("An error occurred (ResourceNotFoundException) when calling the GetFunction operation:"
                        + " Function not found: arn:aws:lambda:us-east-1:000000000000:function:hello");
    }

    /** Version 1 of the command line takes a payload as it is, version 2 in Base64. */
    private String cliPayload(String json) throws Exception {
        return run(List.of("aws", "--version")).out().startsWith("aws-cli/1")
                ? json
                : Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void boto3Works() throws Exception {
        assumeTrue(works("python3", "-c", "import boto3"), "boto3 is not installed");

        Files.writeString(folder.resolve("client.py"), """
                import boto3, json, sys
                client = boto3.client("lambda", endpoint_url=sys.argv[1])
                client.create_function(FunctionName="hello", Runtime="provided.al2023", Handler="bootstrap",
                    Role="arn:aws:iam::000000000000:role/r", Code={"ZipFile": open("function.zip", "rb").read()})
                client.get_waiter("function_active_v2").wait(FunctionName="hello")
                result = client.invoke(FunctionName="hello", Payload=json.dumps({"key": "value"}))
                assert json.load(result["Payload"]) == {"key": "value"}, result
                try:
                    client.create_function(FunctionName="x", Runtime="cobol", Handler="h",
                        Role="arn:aws:iam::000000000000:role/r", Code={"ZipFile": b""})
                except client.exceptions.InvalidParameterValueException as e:
                    assert "Value cobol at 'runtime'" in str(e), e
                client.delete_function(FunctionName="hello")
                try:
                    client.get_function(FunctionName="hello")
                except client.exceptions.ResourceNotFoundException:
                    print("done")
                """);
        Output output = run(List.of("python3", "client.py", lambda.endpoint().toString()));
        assertThat(output.err()).isEmpty();
        assertThat(output.out()).isEqualTo("done\n");
    }
}
