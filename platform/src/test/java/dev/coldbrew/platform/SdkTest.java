package dev.coldbrew.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** AWS SDK v2 for Java, as users write it. */
class SdkTest {
    private static LocalLambda lambda;
    private static LambdaClient client;

    @BeforeAll
    static void start() throws Exception {
        lambda = LocalLambda.builder().start();
        client = Sdk.client(lambda);
    }

    @AfterAll
    static void stop() {
        client.close();
        lambda.close();
    }

    @AfterEach
    void deleteAll() {
        client.listFunctions()
                .functions()
                .forEach(function -> client.deleteFunction(b -> b.functionName(function.functionName())));
    }

    @Test
    @DisplayName("Create, wait, invoke with its log, update, list, delete: section 11, number 1")
    void aFunctionsWholeLife() throws Exception {
        var created = client.createFunction(Sdk.create("hello", Bootstraps.shell("echo one; result='\"one\"'"))
                .environment(b -> b.variables(Map.of("NAME", "value")))
                .build());
        assertThat(created.state()).isEqualTo(State.PENDING);
        try (var waiter = client.waiter()) {
            FunctionConfiguration active = waiter.waitUntilFunctionActiveV2(b -> b.functionName("hello"))
                    .matched()
                    .response()
                    .orElseThrow()
                    .configuration();
            assertThat(active.state()).isEqualTo(State.ACTIVE);
            assertThat(active.environment().variables()).isEqualTo(Map.of("NAME", "value"));
            assertThat(active.codeSha256()).isEqualTo(created.codeSha256());

            InvokeResponse cold = client.invoke(b -> b.functionName("hello")
                    .payload(SdkBytes.fromUtf8String("{\"a\":1}"))
                    .logType(LogType.TAIL));
            assertThat(cold.statusCode()).isEqualTo(200);
            assertThat(cold.payload().asUtf8String()).isEqualTo("\"one\"");
            assertThat(cold.functionError()).isNull();
            assertThat(cold.executedVersion()).isEqualTo("$LATEST");
            assertThat(tail(cold))
                    .as("G-02..G-05")
                    .matches(
                            "START RequestId: (\\S+) Version: \\$LATEST\none\nEND RequestId: \\1\nREPORT RequestId: \\1\t"
                                    + "Duration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\t"
                                    + "Max Memory Used: \\d+ MB\tInit Duration: \\d+\\.\\d\\d ms\t\n");
            InvokeResponse warm = client.invoke(b -> b.functionName("hello").logType(LogType.TAIL));
            assertThat(tail(warm)).as("the environment is reused").doesNotContain("Init Duration");

            var updating = client.updateFunctionCode(
                    b -> b.functionName("hello").zipFile(SdkBytes.fromByteArray(Bootstraps.shell("result='\"two\"'"))));
            assertThat(updating.lastUpdateStatus()).isEqualTo(LastUpdateStatus.IN_PROGRESS);
            var _ = waiter.waitUntilFunctionUpdatedV2(b -> b.functionName("hello"));
            assertThat(invoke("hello")).as("the new code runs").isEqualTo("\"two\"");

            client.updateFunctionConfiguration(b -> b.functionName("hello").memorySize(256));
            var _ = waiter.waitUntilFunctionUpdated(b -> b.functionName("hello"));
            InvokeResponse larger = client.invoke(b -> b.functionName("hello").logType(LogType.TAIL));
            assertThat(tail(larger)).as("the new configuration holds").contains("Memory Size: 256 MB");
        }
        assertThat(client.listFunctionsPaginator().functions().stream().map(FunctionConfiguration::functionName))
                .containsExactly("hello");
        assertThat(client.deleteFunction(b -> b.functionName("hello"))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(204);
        assertThatThrownBy(() -> client.getFunction(b -> b.functionName("hello")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private static String tail(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    }

    private static String invoke(String name) {
        return client.invoke(b -> b.functionName(name)).payload().asUtf8String();
    }

    @Test
    @DisplayName("C-26: the zip comes back from Code.Location")
    void downloadsTheZip() throws Exception {
        byte[] zip = Bootstraps.echo();
        Sdk.createActive(client, "f", zip);
        URI location =
                URI.create(client.getFunction(b -> b.functionName("f")).code().location());
        try (InputStream in = location.toURL().openStream()) {
            assertThat(in).hasSameContentAs(new ByteArrayInputStream(zip));
        }
    }

    @Test
    @DisplayName("I-20, I-21: errors arrive as the SDK's exceptions, with AWS's message and a request id")
    void mapsErrors() {
        Sdk.createActive(client, "f", Bootstraps.echo());

        ResourceNotFoundException notFound =
                catchThrowableOfType(ResourceNotFoundException.class, () -> client.invoke(b -> b.functionName("nope")));
        assertThat(notFound.awsErrorDetails().errorMessage())
                .isEqualTo("Function not found: arn:aws:lambda:us-east-1:000000000000:function:nope:$LATEST");
        assertThat(notFound.requestId()).isNotBlank();
        assertThat(notFound.type()).isEqualTo("User");

        assertThatThrownBy(() ->
                        client.createFunction(Sdk.create("f", Bootstraps.echo()).build()))
                .isInstanceOf(ResourceConflictException.class);
        assertThatThrownBy(() -> client.createFunction(
                        Sdk.create("g", Bootstraps.echo()).runtime("cobol").build()))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> client.invoke(b -> b.functionName("f").payload(SdkBytes.fromUtf8String("{"))))
                .isInstanceOf(InvalidRequestContentException.class);
        assertThatThrownBy(() ->
                        client.invoke(b -> b.functionName("f").payload(SdkBytes.fromByteArray(new byte[6_291_457]))))
                .isInstanceOf(RequestTooLargeException.class);
        assertThatThrownBy(() -> client.updateFunctionConfiguration(
                        b -> b.functionName("f").revisionId("stale").timeout(4)))
                .isInstanceOf(PreconditionFailedException.class);

        LambdaException validation = catchThrowableOfType(
                LambdaException.class,
                () -> client.createFunction(
                        Sdk.create("g", Bootstraps.echo()).memorySize(1).build()));
        assertThat(validation.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        LambdaException unsupported =
                catchThrowableOfType(LambdaException.class, () -> client.publishVersion(b -> b.functionName("f")));
        assertThat(unsupported.statusCode()).isEqualTo(501);
        assertThat(unsupported.awsErrorDetails().errorMessage())
                .isEqualTo(
                        "PublishVersion is not supported by the local Lambda yet; run it against AWS Lambda instead.");
    }

    @Test
    @DisplayName("I-08: a dry run")
    void dryRuns() {
        Sdk.createActive(client, "f", Bootstraps.echo());

        assertThat(client.invoke(b -> b.functionName("f").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("I-22: beyond the account's concurrency invocations are throttled")
    void throttles() throws Exception {
        try (LocalLambda small = LocalLambda.builder().concurrency(1).start();
                LambdaClient smallClient = Sdk.client(small)) {
            // It answers when a second file appears, which the test makes when it has seen the throttling.
            Sdk.createActive(
                    smallClient,
                    "blocks",
                    Bootstraps.shell("echo > /tmp/coldbrew-started-$event;"
                            + " while [ ! -e /tmp/coldbrew-go-$event ]; do sleep 0.05; done; result=1"));
            String token = Long.toString(ProcessHandle.current().pid());
            var started = java.nio.file.Path.of("/tmp/coldbrew-started-" + token);
            var go = java.nio.file.Path.of("/tmp/coldbrew-go-" + token);
            try {
                Thread first = Thread.ofVirtual()
                        .start(() -> smallClient.invoke(
                                b -> b.functionName("blocks").payload(SdkBytes.fromUtf8String(token))));
                Await.until("started", () -> java.nio.file.Files.exists(started));

                TooManyRequestsException throttled = catchThrowableOfType(
                        TooManyRequestsException.class, () -> smallClient.invoke(b -> b.functionName("blocks")));
                assertThat(throttled.reasonAsString()).isEqualTo("ConcurrentInvocationLimitExceeded");
                assertThat(throttled.retryAfterSeconds()).isEqualTo("1");
                java.nio.file.Files.createFile(go);
                first.join();
            } finally {
                for (var file : List.of(started, go)) {
                    java.nio.file.Files.deleteIfExists(file);
                }
            }
        }
    }
}
