package dev.coldbrew.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.runtime.RuntimeApiStandIn.Request;
import dev.coldbrew.runtime.json.JsonObjectReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A function as a process of its own, against a Runtime API on a real socket. */
class InvocationTest {
    private RuntimeApiStandIn api;

    @BeforeEach
    void open() throws Exception {
        api = new RuntimeApiStandIn();
    }

    @AfterEach
    void close() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "echo-stream"})
    @DisplayName("R-01, R-02, R-11: events go through byte for byte, one after the other, on one connection")
    void echoes(String function) throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, function)) {
            for (int i = 0; i < 20; i++) {
                api.event("id-" + i, "{\"n\": " + i + ", \"text\": \"日本\"}");
                Request post = api.post();
                assertThat(post.path()).isEqualTo("/2018-06-01/runtime/invocation/id-" + i + "/response");
                assertThat(post.body()).isEqualTo("{\"n\": " + i + ", \"text\": \"日本\"}");
                assertThat(post.headers()).containsEntry("content-type", "application/json");
            }
            assertThat(api.connections()).isEqualTo(1);
            assertThat(api.lastNext().path()).isEqualTo("/2018-06-01/runtime/invocation/next");
            assertThat(api.lastNext().headers()).containsEntry("host", api.address());
            assertThat(api.lastNext().headers().get("user-agent")).startsWith("coldbrew");
        }
    }

    @Test
    @DisplayName("Q-06: an event of 6 MB and its answer go through")
    void largeEvent() throws Exception {
        String payload = "\"" + "x".repeat(6 * 1024 * 1024) + "\"";
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "echo")) {
            api.event("big", payload);
            assertThat(api.post().body()).isEqualTo(payload);
        }
    }

    @Test
    @DisplayName("J-03: a null result is JSON's null; an empty event is an empty array")
    void nullResult() throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "null")) {
            api.event("1", "");
            assertThat(api.post().body()).isEqualTo("null");
        }
    }

    @Test
    @DisplayName("R-10: the context tells all that came in headers and environment; the attempt's id is echoed")
    void context() throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "context")) {
            api.event(
                    "1",
                    "{}",
                    "Lambda-Runtime-Trace-Id: Root=1-5e1b4151-5ac6c58f3d1c3f0a2e8b1b2c;Sampled=1",
                    "lambda-runtime-invocation-id: attempt-7",
                    "Lambda-Runtime-Client-Context: {\"custom\":{\"k\":\"v\"},\"client\":{\"app_title\":\"t\"}}",
                    "Lambda-Runtime-Cognito-Identity: {\"cognitoIdentityId\":\"i\",\"cognitoIdentityPoolId\":\"p\"}",
                    "Lambda-Runtime-Aws-Tenant-Id: blue");
            Request post = api.post();
            String trace = "Root=1-5e1b4151-5ac6c58f3d1c3f0a2e8b1b2c;Sampled=1";
            assertThat(post.body())
                    .isEqualTo("1|attempt-7|arn:aws:lambda:us-east-1:000000000000:function:f|" + trace + "|" + trace
                            + "|vt|ip|blue|f|256|true");
            assertThat(post.headers()).containsEntry("lambda-runtime-invocation-id", "attempt-7");

            api.event("2", "{}");
            Request second = api.post();
            assertThat(second.body())
                    .isEqualTo("2|-|arn:aws:lambda:us-east-1:000000000000:function:f|-|null|-|-|-|f|256|true");
            assertThat(second.headers()).doesNotContainKey("lambda-runtime-invocation-id");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"picky", "pool-picky"})
    @DisplayName("J-04, R-30..R-32: a throwing handler is one /error post, and the next event is served")
    void throwingHandler(String function) throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, function)) {
            api.event("1", "\"throw\"", "Lambda-Runtime-Invocation-Id: a1");
            Request post = api.post();
            assertThat(post.path()).isEqualTo("/2018-06-01/runtime/invocation/1/error");
            assertThat(post.headers()).containsEntry("lambda-runtime-invocation-id", "a1");
            // R-31 keeps this form.
            assertThat(post.headers())
                    .containsEntry("lambda-runtime-function-error-type", "Function.OrderRejectedException");
            Map<String, Object> error = JsonObjectReader.read(post.body());
            assertThat(error)
                    .containsEntry("errorMessage", "no \"stock\" für 日本\nleft")
                    .containsEntry("errorType", SampleFunctions.OrderRejectedException.class.getName());
            assertThat(frames(error))
                    .first()
                    .asString()
                    .startsWith(SampleFunctions.class.getName() + ".picky(SampleFunctions.java:");
            assertThat(frames(error)).noneMatch(frame -> frame.contains("InvocationLoop"));
            assertThat(error.get("cause"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry("errorMessage", "root")
                    .containsEntry("errorType", "java.lang.IllegalStateException");
            Map<String, Object> xray =
                    JsonObjectReader.read(post.headers().get("lambda-runtime-function-xray-error-cause"));
            assertThat((List<?>) xray.get("exceptions")).hasSize(2);

            api.event("2", "\"fine\"");
            assertThat(api.post().body()).isEqualTo("\"fine\"");
            assertThat(api.hasMorePosts()).isFalse();
            String log = running.output();
            assertThat(log.lines().filter(line -> line.contains("OrderRejectedException")))
                    .hasSize(1);
            assertThat(log)
                    .contains("\t1\tERROR\tThe invocation failed: "
                            + SampleFunctions.OrderRejectedException.class.getName());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "no-message, java.lang.UnsupportedOperationException, java.lang.UnsupportedOperationException",
        "assert, broken, java.lang.AssertionError",
        "hostile, (getLocalizedMessage() failed: java.lang.IllegalStateException), dev.coldbrew.runtime.SampleFunctions$HostileException",
        "circle, a, java.lang.RuntimeException",
    })
    @DisplayName("one bad input never ends the process, whatever was thrown")
    void oddThrowables(String event, String message, String type) throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "picky")) {
            api.event("1", "\"" + event + "\"");
            assertThat(JsonObjectReader.read(api.post().body()))
                    .containsEntry("errorMessage", message)
                    .containsEntry("errorType", type);
            api.event("2", "\"fine\"");
            assertThat(api.post().body()).isEqualTo("\"fine\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lambda-Runtime-Client-Context: {\"custom\":", "Lambda-Runtime-Cognito-Identity: nonsense"})
    @DisplayName("a malformed client context or identity is the event's error, not the process's")
    void malformedContext(String header) throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "echo")) {
            api.event("1", "{}", header);
            assertThat(JsonObjectReader.read(api.post().body()))
                    .containsEntry("errorType", "dev.coldbrew.runtime.MalformedContextException");
            api.event("2", "{}");
            assertThat(api.post().path()).endsWith("/2/response");
        }
    }

    @Test
    @DisplayName("J-07: an error of the virtual machine is reported, then the process ends")
    void virtualMachineError() throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "picky")) {
            api.event("1", "\"stack\"");
            assertThat(JsonObjectReader.read(api.post().body()))
                    .containsEntry("errorType", "java.lang.StackOverflowError");
            assertThat(running.exitStatus()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("J-07: a handler's interrupt does not reach the next event")
    void interrupt() throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "picky")) {
            api.event("1", "\"interrupt\"");
            api.post();
            api.event("2", "\"fine\"");
            assertThat(api.post().body()).isEqualTo("\"fine\"");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 410, 413})
    @DisplayName("R-20, R-21, M-03: a refused post is logged and never fatal")
    void refusedPost(int status) throws Exception {
        api.answerPosts(request -> request.path().contains("/1/")
                ? RuntimeApiStandIn.json(status, "{\"errorType\":\"Whatever\"}")
                : RuntimeApiStandIn.json(202, "{}"));
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "picky")) {
            api.event("1", "\"fine\"");
            api.post();
            api.event("1", "\"throw\"");
            api.post();
            api.event("2", "\"fine\"");
            assertThat(api.post().path()).endsWith("/2/response");
            assertThat(running.output())
                    .contains("WARN\tLambda did not take the result: " + status + " {\"errorType\":\"Whatever\"}")
                    .contains("WARN\tLambda did not take the error: " + status);
        }
    }

    @Test
    @DisplayName("500 means that the environment is lost: the process ends")
    void containerError() throws Exception {
        api.answerPosts(request -> RuntimeApiStandIn.json(500, "{}"));
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "echo")) {
            api.event("1", "{}");
            api.post();
            assertThat(running.exitStatus()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "thread, main false",
        "pool, 'orders-1 false, orders-2 false'",
        "virtual, 'worker-1 true, worker-2 true'",
    })
    @DisplayName("the second argument decides the threads, and the handler may use them too")
    void runtimeOptions(String function, String threads) throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, function)) {
            api.event("1", "{}");
            assertThat(api.post().body()).isEqualTo(threads);
        }
    }

    private static List<String> frames(Map<String, Object> error) {
        return ((List<?>) error.get("stackTrace")).stream().map(String::valueOf).toList();
    }

    @Test
    @DisplayName("AWS_LAMBDA_RUNTIME_API missing or wrong: a line that says what to do, and status 1")
    void noRuntimeApi() throws Exception {
        for (String address : List.of("", "nowhere:http")) {
            try (FunctionUnderTest running =
                    new FunctionUnderTest(address, Map.of(), SampleFunctions.class.getName(), "echo")) {
                assertThat(running.exitStatus()).isEqualTo(1);
                assertThat(running.output()).contains("AWS_LAMBDA_RUNTIME_API");
            }
        }
    }

    @Test
    @DisplayName("UTF-8 of an event survives any default charset")
    void charset() throws Exception {
        try (FunctionUnderTest running = new FunctionUnderTest(
                api.address(),
                Map.of("LC_ALL", "C"),
                "-Dfile.encoding=COMPAT",
                SampleFunctions.class.getName(),
                "picky")) {
            api.event("1", "\"throw\"");
            Request post = api.post();
            assertThat(post.body().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
            assertThat(JsonObjectReader.read(post.body())).containsEntry("errorMessage", "no \"stock\" für 日本\nleft");
            assertThat(running.output()).contains("für 日本");
        }
    }
}
