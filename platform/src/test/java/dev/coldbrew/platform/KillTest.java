package dev.coldbrew.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.State;

/** A service that is killed at the worst moment loses nothing that it acknowledged. */
class KillTest {
    private static final int ROUNDS = 20;

    @TempDir
    Path folder;

    /** What is killed: a local Lambda in a JVM of its own. */
    static final class Service {
        private Service() {}

        public static void main(String[] arguments) throws Exception {
            try (LocalLambda lambda =
                    LocalLambda.builder().dataDirectory(Path.of(arguments[0])).start()) {
                System.out.println(lambda.endpoint());
                System.out.flush();
                Thread.currentThread().join();
            }
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Service.class.getName(),
                        folder.resolve("data").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static URI endpoint(Process service) throws IOException {
        BufferedReader out = service.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).as("the service's endpoint").isNotNull();
        return URI.create(line);
    }

    @Test
    @DisplayName("kill -9 right after an acknowledged create or update: after a restart it is there, Active, and runs")
    void losesNothing() throws Exception {
        for (int round = 0; round <= ROUNDS; round++) {
            Process service = start();
            try (LambdaClient client = Sdk.client(endpoint(service))) {
                if (round > 0) {
                    check(client, round - 1);
                }
                String name = "f" + round;
                client.createFunction(
                        Sdk.create(name, answering("one " + round)).build());
                if (round % 2 == 1) { // every other time the kill comes after an update
                    Await.until(
                            "Active",
                            () -> client.getFunctionConfiguration(b -> b.functionName(name))
                                            .state()
                                    == State.ACTIVE);
                    byte[] zip = answering("two " + round);
                    client.updateFunctionCode(b -> b.functionName(name).zipFile(SdkBytes.fromByteArray(zip)));
                }
            } finally {
                service.destroyForcibly().waitFor();
            }
        }
        try (Stream<Path> left = Files.list(folder.resolve("data/native"))) {
            assertThat(left.filter(file -> file.toString().endsWith(".so")))
                    .as("SQLite's native code, of the last service only")
                    .hasSize(1);
        }
    }

    private static void check(LambdaClient client, int round) {
        String name = "f" + round;
        try (var waiter = client.waiter()) {
            var _ = waiter.waitUntilFunctionActiveV2(b -> b.functionName(name));
            var _ = waiter.waitUntilFunctionUpdatedV2(b -> b.functionName(name));
        }
        assertThat(client.invoke(b -> b.functionName(name)).payload().asUtf8String())
                .isEqualTo(round % 2 == 1 ? "\"two " + round + "\"" : "\"one " + round + "\"");
        List<String> names = client.listFunctionsPaginator().functions().stream()
                .map(FunctionConfiguration::functionName)
                .toList();
        assertThat(names).hasSize(round + 1);
    }

    private static byte[] answering(String text) {
        return Bootstraps.shell("result='\"" + text + "\"'");
    }
}
