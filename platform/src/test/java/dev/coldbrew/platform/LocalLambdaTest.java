package dev.coldbrew.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldbrew.platform.functions.DataDirectory;
import dev.coldbrew.platform.server.LambdaServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;

class LocalLambdaTest {
    @TempDir
    Path folder;

    private static String invoke(LambdaClient client, String name) {
        return client.invoke(b -> b.functionName(name)).payload().asUtf8String();
    }

    private static boolean isAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }

    @Test
    void picksAFreePortAndSaysWhichOneIsTaken() throws Exception {
        try (LocalLambda first = LocalLambda.builder().start()) {
            URI endpoint = first.endpoint();
            assertThat(endpoint.toString()).matches("http://127\\.0\\.0\\.1:\\d+");

            assertThatThrownBy(
                            () -> LocalLambda.builder().port(endpoint.getPort()).start())
                    .isInstanceOf(LambdaServer.PortInUseException.class)
                    .hasMessage("port " + endpoint.getPort() + " is in use; choose another with --port");
        }
    }

    @Test
    void aFailedStartGivesTheDataFolderBack() throws Exception {
        try (LocalLambda first = LocalLambda.builder().start()) {
            assertThatThrownBy(() -> LocalLambda.builder()
                            .port(first.endpoint().getPort())
                            .dataDirectory(folder)
                            .start())
                    .isInstanceOf(LambdaServer.PortInUseException.class);
        }
        LocalLambda.builder().dataDirectory(folder).start().close();
    }

    @Test
    @DisplayName("Two services on one data folder: the second is refused, and the first goes on")
    void refusesADataFolderInUse() throws Exception {
        try (LocalLambda first = LocalLambda.builder().dataDirectory(folder).start();
                LambdaClient client = Sdk.client(first)) {
            assertThatThrownBy(() -> LocalLambda.builder().dataDirectory(folder).start())
                    .isInstanceOf(DataDirectory.InUseException.class)
                    .hasMessageContaining("choose another folder with --data");
            Sdk.createActive(client, "f", Bootstraps.echo());
            assertThat(invoke(client, "f")).isEqualTo("{}");
        }
    }

    @Test
    void closingEndsFunctionsAndRemovesATemporaryDataFolder() throws Exception {
        String pid;
        Path taskRoot;
        try (LocalLambda lambda = LocalLambda.builder().start();
                LambdaClient client = Sdk.client(lambda)) {
            Sdk.createActive(client, "pid", Bootstraps.shell("result=$$"));
            Sdk.createActive(client, "root", Bootstraps.shell("result=\"\\\"$LAMBDA_TASK_ROOT\\\"\""));
            pid = invoke(client, "pid");
            taskRoot = Path.of(invoke(client, "root").replace("\"", ""));
            assertThat(isAlive(pid)).isTrue();
            assertThat(taskRoot).isDirectory();
            lambda.close();
            lambda.close(); // a second time does nothing
        }
        assertThat(isAlive(pid)).isFalse();
        assertThat(taskRoot.getParent().getParent()).doesNotExist();
    }

    @Test
    void closingEndsAnInvocationThatIsUnderWay() throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        LocalLambda lambda = LocalLambda.builder()
                .dataDirectory(folder)
                .logs(event -> log.add(new String(event.message(), StandardCharsets.UTF_8)))
                .start();
        try (LambdaClient client = Sdk.client(lambda)) {
            Sdk.createActive(client, "slow", Bootstraps.shell("echo pid $$; sleep 500; result=1"));
            Thread invocation = Thread.ofVirtual()
                    .start(() ->
                            assertThatThrownBy(() -> invoke(client, "slow")).isInstanceOf(SdkClientException.class));
            Await.until("running", () -> log.stream().anyMatch(line -> line.startsWith("pid ")));
            lambda.close();
            invocation.join();
        } finally {
            lambda.close();
        }
        String pid =
                log.stream().filter(line -> line.startsWith("pid ")).findFirst().orElseThrow();
        assertThat(isAlive(pid.substring(4).strip())).isFalse();
    }

    @Test
    @DisplayName("Functions survive a restart")
    void keepsFunctions() throws Exception {
        try (LocalLambda lambda = LocalLambda.builder().dataDirectory(folder).start();
                LambdaClient client = Sdk.client(lambda)) {
            Sdk.createActive(client, "f", Bootstraps.echo());
        }
        try (LocalLambda lambda = LocalLambda.builder().dataDirectory(folder).start();
                LambdaClient client = Sdk.client(lambda)) {
            assertThat(invoke(client, "f")).isEqualTo("{}");
        }
    }
}
