package dev.coldbrew.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** What the commands ask of a Lambda service, through AWS's own SDK. */
final class LambdaCalls implements AutoCloseable {
    /** A local Lambda assumes no role; the API wants one all the same. */
    private static final String ROLE = "arn:aws:iam::000000000000:role/coldbrew";

    private final URI endpoint;
    private final LambdaClient client;

    LambdaCalls(URI endpoint) {
        this.endpoint = endpoint;
        client = LambdaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                // A function may run for 15 minutes.
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(16)))
                .build();
    }

    /**
     * The outcome of an invocation.
     *
     * @param payload the result, or the error object
     * @param failed whether the function failed
     * @param log START to REPORT, at most its last 4 KB
     */
    record Invocation(String payload, boolean failed, String log) {}

    /** Creates the function, or gives the one of that name this code, and waits until it can be invoked. */
    void deploy(String name, Path zip, FunctionOptions options) throws IOException {
        SdkBytes code = SdkBytes.fromByteArrayUnsafe(Files.readAllBytes(zip));
        call(() -> {
            try {
                client.createFunction(request -> request.functionName(name)
                        .runtime(Runtime.PROVIDED_AL2023)
                        .handler("bootstrap")
                        .role(ROLE)
                        .code(FunctionCode.builder().zipFile(code).build())
                        .memorySize(options.memoryMb())
                        .timeout(options.timeoutSeconds())
                        .environment(Environment.builder()
                                .variables(options.environment())
                                .build()));
                client.waiter().waitUntilFunctionActiveV2(request -> request.functionName(name));
            } catch (ResourceConflictException e) {
                client.updateFunctionCode(request -> request.functionName(name).zipFile(code));
                client.waiter().waitUntilFunctionUpdatedV2(request -> request.functionName(name));
            }
            return null;
        });
    }

    /** Invokes and waits for the result. */
    Invocation invoke(String name, byte[] event) {
        InvokeResponse response = call(() -> client.invoke(request -> request.functionName(name)
                .payload(SdkBytes.fromByteArrayUnsafe(event))
                .logType(LogType.TAIL)));
        String log = response.logResult() == null
                ? ""
                : new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
        return new Invocation(response.payload().asUtf8String(), response.functionError() != null, log);
    }

    private interface Call<T> {
        T make();
    }

    private <T> T call(Call<T> call) {
        try {
            return call.make();
        } catch (LambdaException e) {
            throw new CommandFailedException(
                    e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage(), e);
        } catch (SdkClientException e) {
            throw new CommandFailedException(
                    "No Lambda answers at " + endpoint + " (" + e.getMessage() + "). Start one with: coldbrew local",
                    e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
