package dev.coldbrew.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Runtime API may do to a connection without costing an event. */
class ConnectionLossTest {
    private RuntimeApiStandIn api;

    @BeforeEach
    void open() throws Exception {
        api = new RuntimeApiStandIn();
    }

    @AfterEach
    void close() throws Exception {
        api.close();
    }

    @Test
    @DisplayName("R-13: cut off at any byte of an event, the runtime asks again and serves it")
    void cutOffAnywhere() throws Exception {
        byte[] event = "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: cut\r\nContent-Length: 4\r\n\r\n1234"
                .getBytes(StandardCharsets.US_ASCII);
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "echo")) {
            for (int length = 0; length < event.length; length++) {
                api.raw(java.util.Arrays.copyOf(event, length), true);
                api.event("after-" + length, "[" + length + "]");
                RuntimeApiStandIn.Request post = api.post();
                assertThat(post.path()).contains("/after-" + length + "/response");
                assertThat(post.body()).isEqualTo("[" + length + "]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nlambda-runtime-aws-request-id:1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[1\r\n1;x=y\r\n]\r\n0\r\nT: x\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nContent-Length: 3\r\n\r\n[1]",
                "HTTP/1.0 200\nLambda-Runtime-Aws-Request-Id: 1\nConnection: close\nContent-Length: 3\n\n[1]",
                "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nLambda-Runtime-Deadline-Ms: soon\r\nContent-Length: 3\r\n\r\n[1]",
            })
    @DisplayName("all forms of HTTP/1.1 are understood, and a deadline that is no number costs no event")
    void lenient(String answer) throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "echo")) {
            api.raw(answer.getBytes(StandardCharsets.US_ASCII), false);
            assertThat(api.post().body()).isEqualTo("[1]");
            api.event("2", "[2]");
            assertThat(api.post().body()).isEqualTo("[2]");
        }
    }

    @Test
    @DisplayName("204 is an emulator's 'nothing yet': asked again")
    void nothingYet() throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "echo")) {
            for (int i = 0; i < 10; i++) {
                api.raw("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII), false);
            }
            api.event("1", "[1]");
            assertThat(api.post().body()).isEqualTo("[1]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            })
    @DisplayName("garbage ends the connection, not the process; the event that follows is served")
    void garbage(String answer) throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "echo")) {
            api.raw(answer.getBytes(StandardCharsets.US_ASCII), true);
            api.event("2", "[2]");
            assertThat(api.post().body()).isEqualTo("[2]");
        }
    }

    @Test
    @DisplayName("a result whose post was cut off is posted once more")
    void postCutOff() throws Exception {
        api.answerPosts(request -> request.connection() == 1
                ? new RuntimeApiStandIn.Answer(new byte[0], true)
                : RuntimeApiStandIn.json(202, "{}"));
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "echo")) {
            api.event("1", "[1]");
            assertThat(api.post().connection()).isEqualTo(1);
            assertThat(api.post().body()).isEqualTo("[1]");
            api.event("2", "[2]");
            assertThat(api.post().path()).endsWith("/2/response");
        }
    }

    @Test
    @DisplayName("R-15: a refused /next and a Runtime API that is gone end the process with status 1 and a reason")
    void gone() throws Exception {
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "echo")) {
            api.raw(
                    RuntimeApiStandIn.json(403, "{\"errorType\":\"InvalidStateTransition\"}")
                            .bytes(),
                    false);
            assertThat(running.exitStatus()).isEqualTo(1);
            assertThat(running.output())
                    .contains("FATAL\tGET /next was refused: 403 {\"errorType\":\"InvalidStateTransition\"}");
        }
        try (FunctionUnderTest running = FunctionUnderTest.start(api, "echo")) {
            api.event("1", "[1]");
            api.post();
            api.close();
            assertThat(running.exitStatus()).isEqualTo(1);
            assertThat(running.output()).contains("FATAL\tThe Runtime API at " + api.address() + " can't be reached");
        }
    }
}
