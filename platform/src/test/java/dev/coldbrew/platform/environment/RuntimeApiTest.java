package dev.coldbrew.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.platform.sandbox.Exit;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Runtime API on a real socket, with the test in the place of the runtime. */
@Timeout(60)
class RuntimeApiTest {

    private static final String ID = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
    private static final String ATTEMPT = "c0ffee00-0000-4000-8000-000000000001";

    private final RuntimeSession session = new RuntimeSession();
    private final HttpClient http = HttpClient.newHttpClient();
    private RuntimeApiServer server;
    private RuntimeApiServer.Endpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        server = RuntimeApiServer.start();
        endpoint = server.open(session);
    }

    @AfterEach
    void close() {
        http.close();
        endpoint.close();
        server.close();
    }

    // ---- next

    @Test
    @DisplayName("GET next gives the event as it is, with the headers of R-10, R-11")
    void next() throws Exception {
        byte[] payload = " {\"k\" : \"ü\u0000\"}\n".getBytes(StandardCharsets.UTF_8);
        session.deliver(new Delivery(
                new Invocation(
                        ID,
                        "arn:aws:lambda:us-east-1:000000000000:function:f:alias",
                        payload,
                        "application/json",
                        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0",
                        Optional.of("{\"custom\":{\"k\":\"é\"}}"),
                        Optional.of("blue")),
                ATTEMPT,
                Instant.ofEpochMilli(1_700_000_000_123L)));

        var response =
                http.send(HttpRequest.newBuilder(uri("runtime/invocation/next")).build(), BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(payload);
        assertThat(header(response, "Lambda-Runtime-Aws-Request-Id")).isEqualTo(ID);
        assertThat(header(response, "Lambda-Runtime-Invocation-Id")).isEqualTo(ATTEMPT);
        assertThat(header(response, "Lambda-Runtime-Deadline-Ms")).isEqualTo("1700000000123");
        assertThat(header(response, "Lambda-Runtime-Invoked-Function-Arn"))
                .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:f:alias");
        assertThat(header(response, "Lambda-Runtime-Trace-Id"))
                .isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0");
        assertThat(header(response, "Lambda-Runtime-Aws-Tenant-Id")).isEqualTo("blue");
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        // Sent as UTF-8; Java's client reads headers as ISO-8859-1.
        assertThat(header(response, "Lambda-Runtime-Client-Context").getBytes(StandardCharsets.ISO_8859_1))
                .isEqualTo("{\"custom\":{\"k\":\"é\"}}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("A header without a value is left out (R-10)")
    void emptyHeaders() throws Exception {
        session.deliver(new Delivery(
                new Invocation(ID, "arn", new byte[0], "application/json", "", Optional.empty(), Optional.empty()),
                ATTEMPT,
                Instant.now()));

        var names = get("runtime/invocation/next").headers().map().keySet();

        assertThat(names).contains("lambda-runtime-aws-request-id");
        assertThat(names)
                .doesNotContain(
                        "lambda-runtime-trace-id",
                        "lambda-runtime-client-context",
                        "lambda-runtime-cognito-identity",
                        "lambda-runtime-aws-tenant-id");
    }

    @Test
    @DisplayName("GET next waits for an event, however long (R-12), and the first one ends init (R-13)")
    void nextWaits() throws Exception {
        CompletableFuture<HttpResponse<String>> next = http.sendAsync(
                HttpRequest.newBuilder(uri("runtime/invocation/next")).build(), BodyHandlers.ofString());

        assertThat(session.awaitReady(inAMinute())).isEqualTo(RuntimeSession.Wake.REACHED);
        assertThat(next).isNotDone();
        deliver(ID);

        assertThat(next.get(30, TimeUnit.SECONDS).body()).isEqualTo("{}");
    }

    @Test
    @DisplayName("GET next while an event is worked on gives the same event again (R-13)")
    void nextAgain() throws Exception {
        begin(ID);
        assertThat(header(get("runtime/invocation/next"), "Lambda-Runtime-Aws-Request-Id"))
                .isEqualTo(ID);
        assertThat(post("runtime/invocation/" + ID + "/response", "1").statusCode())
                .isEqualTo(202);
    }

    @Test
    @DisplayName("GET next after init/error is refused (R-15)")
    void nextAfterInitError() throws Exception {
        post("runtime/init/error", "{}");
        assertRefused(get("runtime/invocation/next"), 403, transition("InitError", "Ready"));
    }

    // ---- response

    @Test
    @DisplayName("POST response takes any bytes, none too (R-02, R-23), and says so in JSON with a newline")
    void response() throws Exception {
        begin(ID);
        var accepted = post("runtime/invocation/" + ID + "/response", "");

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.body()).isEqualTo("{\"status\":\"OK\"}\n");
        assertThat(header(accepted, "Content-Type")).isEqualTo("application/json");
        assertThat(session.awaitAnswer(inAMinute())).isEqualTo(RuntimeSession.Wake.REACHED);
        assertThat(session.result().failed()).isFalse();
        assertThat(session.result().payload()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"response", "error"})
    @DisplayName("A wrong request id is refused and changes nothing (R-20 (1), U-04)")
    void wrongId(String kind) throws Exception {
        begin(ID);
        assertRefused(post("runtime/invocation/other/" + kind, "1"), 400, INVALID_REQUEST_ID);
        assertThat(post("runtime/invocation/" + ID + "/" + kind, "1").statusCode())
                .isEqualTo(202);
    }

    @Test
    @DisplayName("Before any event every request id is wrong (R-20 (1))")
    void noEventYet() throws Exception {
        assertRefused(post("runtime/invocation/" + ID + "/response", "1"), 400, INVALID_REQUEST_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"response", "error"})
    @DisplayName("A wrong invocation id is refused, the right one and none are fine (R-20 (2))")
    void wrongInvocationId(String kind) throws Exception {
        begin(ID);
        String path = "runtime/invocation/" + ID + "/" + kind;
        assertRefused(
                post(path, "1", "Lambda-Runtime-Invocation-Id", "other"),
                400,
                "{\"errorMessage\":\"Invalid invocation ID\",\"errorType\":\"InvalidInvocationId\"}\n");
        assertThat(post(path, "1", "Lambda-Runtime-Invocation-Id", ATTEMPT).statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "response, response, InvocationResponse",
        "response, error, InvocationErrorResponse",
        "error, response, InvocationResponse",
        "error, error, InvocationErrorResponse"
    })
    @DisplayName("A second answer to the same event is refused by state, a later one by id (R-20 (3), R-21)")
    void secondAnswer(String first, String second, String target) throws Exception {
        begin(ID);
        assertThat(post("runtime/invocation/" + ID + "/" + first, "1").statusCode())
                .isEqualTo(202);
        assertRefused(
                post("runtime/invocation/" + ID + "/" + second, "2"),
                403,
                transition("RuntimeResponseSentState", target));
        assertThat(session.result().payload()).isEqualTo(bytes("1"));

        var next = http.sendAsync(
                HttpRequest.newBuilder(uri("runtime/invocation/next")).build(), BodyHandlers.ofString());
        assertThat(session.awaitReady(inAMinute())).isEqualTo(RuntimeSession.Wake.REACHED);
        deliver("newer");
        next.get(30, TimeUnit.SECONDS);
        assertRefused(post("runtime/invocation/" + ID + "/" + second, "2"), 400, INVALID_REQUEST_ID);
    }

    @Test
    @DisplayName("The id is checked before the state, the state before the mode (R-20)")
    void orderOfChecks() throws Exception {
        begin(ID);
        post("runtime/invocation/" + ID + "/response", "1");
        assertRefused(
                post("runtime/invocation/other/response", "1", "Lambda-Runtime-Function-Response-Mode", "x"),
                400,
                INVALID_REQUEST_ID);
        assertRefused(
                post("runtime/invocation/" + ID + "/response", "1", "Lambda-Runtime-Function-Response-Mode", "x"),
                403,
                transition("RuntimeResponseSentState", "InvocationResponse"));
    }

    @Test
    @DisplayName("An unknown response mode is refused, and the invoker learns of it (R-20 (4))")
    void responseMode() throws Exception {
        begin(ID);
        assertRefused(
                post("runtime/invocation/" + ID + "/response", "1", "Lambda-Runtime-Function-Response-Mode", "x"),
                400,
                "{\"errorMessage\":\"Invalid function response mode\",\"errorType\":\"InvalidFunctionResponseMode\"}\n");
        assertThat(session.result().failed()).isTrue();
        assertThat(new String(session.result().payload(), StandardCharsets.UTF_8))
                .startsWith("{\"errorType\":\"Runtime.InvalidResponseModeHeader\",");
    }

    @Test
    @DisplayName("A body beyond 6,291,556 bytes is refused, and the invoker gets R-22 (R-20 (5))")
    void tooLarge() throws Exception {
        begin(ID);
        var refused = http.send(
                HttpRequest.newBuilder(uri("runtime/invocation/" + ID + "/response"))
                        .POST(BodyPublishers.ofByteArray(new byte[6_291_557]))
                        .build(),
                BodyHandlers.ofString());
        assertRefused(
                refused,
                413,
                "{\"errorMessage\":\"Exceeded maximum allowed payload size (6291556 bytes).\","
                        + "\"errorType\":\"RequestEntityTooLarge\"}\n");
        assertThat(new String(session.result().payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size"
                        + " (6291556 bytes).\",\"errorType\":\"Function.ResponseSizeTooLarge\"}");
    }

    @Test
    @DisplayName("A refused request with a large body is answered, and its connection goes on")
    void refusedWithLargeBody() throws Exception {
        begin(ID);
        String first = "POST /2018-06-01/runtime/invocation/other/response HTTP/1.1\r\nHost: y\r\n"
                + "Content-Length: 3000000\r\n\r\n" + "x".repeat(3_000_000);
        String answers = raw(first + "POST /2018-06-01/runtime/invocation/" + ID
                + "/response HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1");
        assertThat(answers).startsWith("HTTP/1.1 400 ").contains("HTTP/1.1 202 ");
    }

    @Test
    @DisplayName("A truncated init/error is refused and is no init error")
    void truncatedInitError() throws Exception {
        assertThat(raw("POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(session.failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"})
    @DisplayName("A body that ends too early is refused and answers nothing (R-20 (6))")
    void truncated(String rest) throws Exception {
        begin(ID);
        String answer = raw("POST /2018-06-01/runtime/invocation/" + ID + "/response HTTP/1.1\r\nHost: x\r\n" + rest);

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"errorMessage\":\"HTTP request detected as truncated\","
                        + "\"errorType\":\"TruncatedHTTPRequest\"}\n");
        assertThat(session.awaitAnswer(System.nanoTime())).isEqualTo(RuntimeSession.Wake.TIMED_OUT);
        session.exited(new Exit.Signal(9));
        assertThat(session.exitFailure().errorType()).isEqualTo("Runtime.TruncatedResponse");
    }

    // ---- streaming

    @Test
    @DisplayName("A streamed response is collected for a buffered invoker (R-40, R-46)")
    void streamed() throws Exception {
        begin(ID);
        String answer = raw("POST /2018-06-01/runtime/invocation/" + ID + "/response HTTP/1.1\r\nHost: x\r\n"
                + "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 202 ");
        assertThat(session.result().failed()).isFalse();
        assertThat(session.result().payload()).isEqualTo(bytes("abcde"));
    }

    @Test
    @DisplayName("A stream's error trailers become the function error (R-41)")
    void streamError() throws Exception {
        begin(ID);
        String error = "{\"errorType\":\"Broken\"}";
        String answer = raw("POST /2018-06-01/runtime/invocation/" + ID + "/response HTTP/1.1\r\nHost: x\r\n"
                + "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n"
                + "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n"
                + "3\r\nabc\r\n0\r\nLambda-Runtime-Function-Error-Type: Broken\r\n"
                + "Lambda-Runtime-Function-Error-Body: "
                + Base64.getEncoder().encodeToString(bytes(error)) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 202 ");
        assertThat(session.result().failed()).isTrue();
        assertThat(session.result().payload()).isEqualTo(bytes(error));
    }

    // ---- errors

    @Test
    @DisplayName("POST error forwards the body byte for byte (R-32)")
    void error() throws Exception {
        begin(ID);
        assertThat(post("runtime/invocation/" + ID + "/error", "not { json").statusCode())
                .isEqualTo(202);
        assertThat(session.result().failed()).isTrue();
        assertThat(session.result().payload()).isEqualTo(bytes("not { json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"errorMessage\":\"m\",\"errorCause\":{\"x\":1},\"errorType\":\"T\"} | {\"errorMessage\":\"m\",\"errorType\":\"T\"}",
                "nonsense | Invalid error body",
                "[1] | Invalid error body"
            })
    @DisplayName("An error with a cause reaches the invoker without it (R-33)")
    void errorCause(String sent, String received) throws Exception {
        begin(ID);
        post(
                "runtime/invocation/" + ID + "/error",
                sent,
                "Content-Type",
                "application/vnd.aws.lambda.error.cause+json");
        assertThat(session.result().payload()).isEqualTo(bytes(received));
    }

    @Test
    @DisplayName("X-Ray causes of 64 KiB and more are no problem (R-30)")
    void largeCauseHeader() throws Exception {
        begin(ID);
        var response = post(
                "runtime/invocation/" + ID + "/error",
                "{}",
                "Lambda-Runtime-Function-XRay-Error-Cause",
                "x".repeat(100_000));
        assertThat(response.statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "Runtime.NoConfig, Runtime.NoConfig",
        "Function.Broken, Function.Broken",
        "Function.broken1, Function.Unknown",
        "java.lang.Error, Runtime.Unknown",
        ", Runtime.Unknown"
    })
    @DisplayName("The error type of init/error is normalised (R-31)")
    void errorType(String sent, String kept) throws Exception {
        if (sent == null) {
            post("runtime/init/error", "{}");
        } else {
            post("runtime/init/error", "{}", "Lambda-Runtime-Function-Error-Type", sent);
        }
        assertThat(session.failure().orElseThrow().errorType()).isEqualTo(kept);
    }

    @Test
    @DisplayName("init/error is allowed once, before the first next (R-34)")
    void initError() throws Exception {
        assertThat(post("runtime/init/error", "{}").statusCode()).isEqualTo(202);
        assertRefused(post("runtime/init/error", "{}"), 403, transition("InitError", "InitError"));
    }

    @Test
    @DisplayName("init/error while an event is worked on is refused (R-34)")
    void initErrorWhileRunning() throws Exception {
        begin(ID);
        assertRefused(post("runtime/init/error", "{}"), 403, transition("Running", "InitError"));
    }

    // ---- the rest

    @Test
    @DisplayName("ping answers pong (R-07)")
    void ping() throws Exception {
        assertThat(get("ping").body()).isEqualTo("pong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"runtime/restore/next", "runtime/nothing", "runtime/invocation/" + ID + "/nothing"})
    @DisplayName("What there is not is not found, SnapStart's calls too (R-05)")
    void unknown(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("A request that waits when the process ends leaves no thread waiting")
    void endOfTheProcess() throws Exception {
        var next = http.sendAsync(
                HttpRequest.newBuilder(uri("runtime/invocation/next")).build(), BodyHandlers.ofString());
        assertThat(session.awaitReady(inAMinute())).isEqualTo(RuntimeSession.Wake.REACHED);
        session.exited(new Exit.Code(0));
        assertRefused(
                next.get(30, TimeUnit.SECONDS),
                500,
                "{\"errorMessage\":\"Internal Server Error\",\"errorType\":\"InternalServerError\"}\n");
    }

    // ----

    private static final String INVALID_REQUEST_ID =
            "{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}\n";

    private static String transition(String from, String to) {
        return "{\"errorMessage\":\"State transition from " + from + " to " + to
                + " failed for runtime. Error: State transition is not allowed\","
                + "\"errorType\":\"InvalidStateTransition\"}\n";
    }

    private static void assertRefused(HttpResponse<String> response, int status, String body) {
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
    }

    private void begin(String requestId) throws Exception {
        deliver(requestId);
        assertThat(get("runtime/invocation/next").statusCode()).isEqualTo(200);
    }

    private void deliver(String requestId) {
        session.deliver(new Delivery(
                new Invocation(
                        requestId,
                        "arn",
                        bytes("{}"),
                        "application/json",
                        "Root=1-0-0",
                        Optional.empty(),
                        Optional.empty()),
                ATTEMPT,
                Instant.now()));
    }

    private URI uri(String path) {
        return URI.create("http://" + endpoint.address() + "/2018-06-01/" + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends these bytes and no more, and reads to the end. */
    private String raw(String request) throws IOException {
        String[] address = endpoint.address().split(":", 2);
        try (var socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            socket.getOutputStream().write(bytes(request.replace("Host: x\r\n", "Host: x\r\nConnection: close\r\n")));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long inAMinute() {
        return System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    }
}
