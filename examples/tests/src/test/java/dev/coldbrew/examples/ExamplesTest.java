package dev.coldbrew.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldbrew.build.BootstrapBuild;
import dev.coldbrew.build.BootstrapResult;
import dev.coldbrew.build.FunctionCode;
import dev.coldbrew.launcher.Launcher;
import dev.coldbrew.platform.LocalLambda;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** The examples as a user meets them: built, deployed to the local Lambda, invoked with their events by AWS's SDK. */
class ExamplesTest {
    @TempDir
    private static Path folder;

    private static LocalLambda lambda;
    private static LambdaClient client;

    @BeforeAll
    static void start() throws Exception {
        lambda = LocalLambda.builder().start();
        client = LambdaClient.builder()
                .endpointOverride(lambda.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        deploy("hello");
        deploy("orders");
        deploy("inside");
    }

    @AfterAll
    static void stop() {
        client.close();
        lambda.close();
    }

    private static void deploy(String example) throws Exception {
        BootstrapResult built = BootstrapBuild.of(code(example))
                .output(folder.resolve(example))
                .sampleEvents(events(example))
                .build();
        assertThat(built.classArchive()).as(built.warnings().toString()).isTrue();
        client.createFunction(request -> request.functionName(example)
                .runtime(Runtime.PROVIDED_AL2023)
                .handler("bootstrap")
                .role("arn:aws:iam::000000000000:role/any")
                .memorySize(512)
                .timeout(30)
                .code(code -> code.zipFile(zip(built))));
        client.waiter().waitUntilFunctionActiveV2(request -> request.functionName(example));
    }

    private static SdkBytes zip(BootstrapResult built) {
        try {
            return SdkBytes.fromByteArrayUnsafe(Files.readAllBytes(built.zip()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The example's classes, and of the class path what a function is made of. */
    private static FunctionCode code(String example) {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        List<Path> libraries = classPath.stream()
                .filter(entry -> entry.toString().contains("avaje")
                        || entry.toString().contains("coldbrew-runtime")
                        || entry.toString().contains("coldbrew-json")
                        || entry.endsWith("runtime/core/target/classes")
                        || entry.endsWith("runtime/json/target/classes"))
                .toList();
        return classPath.stream()
                .filter(entry -> entry.endsWith("examples/" + example + "/target/classes")
                        || entry.getFileName().toString().equals(example + "-1.0.0.jar"))
                .findFirst()
                .map(classes -> FunctionCode.of(classes).withClassPath(libraries))
                .orElseThrow();
    }

    private static List<Path> events(String example) throws IOException {
        try (Stream<Path> files = Files.list(event(example, "").getParent())) {
            return files.sorted().toList();
        }
    }

    private static Path event(String example, String name) {
        return Path.of("..", example, "events", name + ".json");
    }

    private static InvokeResponse invoke(String example, byte[] event) {
        return client.invoke(request ->
                request.functionName(example).logType(LogType.TAIL).payload(SdkBytes.fromByteArrayUnsafe(event)));
    }

    private static String log(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    }

    @Test
    void helloGreets() throws Exception {
        InvokeResponse response = invoke("hello", Files.readAllBytes(event("hello", "hello")));
        assertThat(response.payload().asUtf8String()).isEqualTo("\"Hello from hello\"");
        assertThat(response.functionError()).isNull();
    }

    @Test
    @DisplayName(
            "what docs/behind-the-scenes.md says of the process: the socket handed over, glibc, the handler on main")
    void insideLooksAtItsProcess() {
        assumeTrue(
                Launcher.forThisMachine().kind() == Launcher.Kind.STATIC,
                "skipped: without musl-gcc there is no launcher that hands over a socket");
        InvokeResponse response = invoke("inside", new byte[] {'{', '}'});
        assertThat(response.payload().asUtf8String())
                .contains("\"file descriptor 0\": \"socket:[N]\"", "\"libjvm.so\"", "\"libc.so.6\"")
                .contains("\"the handler runs on\": \"main\"");
    }

    @Test
    @DisplayName("the recorded order, cold and warm: the receipt, the log line, the REPORT line (G-05)")
    void ordersArePlaced() throws Exception {
        for (int i = 0; i < 2; i++) {
            InvokeResponse response = invoke("orders", Files.readAllBytes(event("orders", "place-order")));
            String id = response.responseMetadata().requestId();
            assertThat(response.payload().asUtf8String())
                    .startsWith("{\"statusCode\":201,")
                    .contains("\\\"orderId\\\":\\\"" + id + "\\\"", "\\\"total\\\":3210");
            assertThat(log(response))
                    .contains("START RequestId: " + id + " Version: $LATEST\n")
                    .contains("\t" + id + "\tINFO\torder " + id)
                    .contains("END RequestId: " + id + "\n")
                    .containsPattern("REPORT RequestId: " + id
                            + "\tDuration: .* ms\tBilled Duration: \\d+ ms\tMemory Size: 512 MB\t"
                            + "Max Memory Used: \\d+ MB\t");
        }
    }

    @Test
    void ordersAreValidated() throws Exception {
        InvokeResponse response = invoke("orders", Files.readAllBytes(event("orders", "invalid-order")));
        assertThat(response.payload().asUtf8String()).startsWith("{\"statusCode\":422,");
        assertThat(response.functionError()).isNull();
    }

    @Test
    @DisplayName("I-06, J-04: an event that is no order fails by itself, with its reason; the next one is served")
    void whatIsNoOrderFailsAlone() {
        for (String[] bad : new String[][] {
            {
                "[]",
                "dev.coldbrew.json.MalformedEventException",
                "The event can't be decoded at $: expected an object but found a list"
            },
            {
                "{\"routeKey\":{}}",
                "dev.coldbrew.json.MalformedEventException",
                "at $.routeKey: expected a string but found an object"
            },
            {"{}", "java.lang.IllegalArgumentException", "The event has no routeKey"},
        }) {
            InvokeResponse failed = invoke("orders", bad[0].getBytes(StandardCharsets.UTF_8));
            assertThat(failed.statusCode()).isEqualTo(200);
            assertThat(failed.functionError()).isEqualTo("Unhandled");
            assertThat(failed.payload().asUtf8String())
                    .contains("\"errorType\":\"" + bad[1] + "\"")
                    .contains(bad[2])
                    .contains("\"stackTrace\":[\"");
            assertThat(log(failed)).contains("\tERROR\tThe invocation failed: " + bad[1]);
        }
        InvokeResponse next = invoke("orders", "{\"routeKey\":\"GET /\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(next.payload().asUtf8String()).startsWith("{\"statusCode\":404,");
        assertThat(log(next)).doesNotContain("Init Duration"); // the same process as before
    }
}
