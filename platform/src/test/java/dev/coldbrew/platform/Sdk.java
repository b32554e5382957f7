package dev.coldbrew.platform;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** AWS SDK v2 for Java against a local Lambda. */
public final class Sdk {
    private Sdk() {}

    /** A client of {@code lambda}. */
    public static LambdaClient client(LocalLambda lambda) {
        return client(lambda.endpoint());
    }

    /** A client of the service at {@code endpoint}. */
    public static LambdaClient client(URI endpoint) {
        return LambdaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.builder()
                        .socketTimeout(Duration.ofMinutes(2))
                        .build())
                .overrideConfiguration(b -> b.retryStrategy(RetryMode.STANDARD))
                .build();
    }

    /** What creates a function with this zip. */
    public static CreateFunctionRequest.Builder create(String name, byte[] zip) {
        return CreateFunctionRequest.builder()
                .functionName(name)
                .runtime(Runtime.PROVIDED_AL2023)
                .handler("bootstrap")
                .role("arn:aws:iam::000000000000:role/r")
                .timeout(60)
                .code(b -> b.zipFile(SdkBytes.fromByteArray(zip)));
    }

    /** Creates a function and waits, as users do, until it is Active. */
    public static void createActive(LambdaClient client, String name, byte[] zip) {
        client.createFunction(create(name, zip).build());
        try (var waiter = client.waiter()) {
            var _ = waiter.waitUntilFunctionActiveV2(b -> b.functionName(name));
        }
    }
}
