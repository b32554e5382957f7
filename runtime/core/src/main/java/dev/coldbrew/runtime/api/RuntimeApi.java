package dev.coldbrew.runtime.api;

import static dev.coldbrew.runtime.api.HeaderNames.CONTENT_LENGTH;
import static dev.coldbrew.runtime.api.HeaderNames.CONTENT_TYPE;
import static dev.coldbrew.runtime.api.HeaderNames.FUNCTION_ERROR_TYPE;
import static dev.coldbrew.runtime.api.HeaderNames.HOST;
import static dev.coldbrew.runtime.api.HeaderNames.INVOCATION_ID;
import static dev.coldbrew.runtime.api.HeaderNames.USER_AGENT;
import static dev.coldbrew.runtime.api.HeaderNames.XRAY_ERROR_CAUSE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's Runtime API 2018-06-01 over one kept-alive connection. Not thread-safe: an invocation loop has one of its own.
 */
public final class RuntimeApi {
    private static final String BASE = "/2018-06-01/runtime";
    private static final String AGENT = "coldbrew (Java " + System.getProperty("java.version") + ")";

    /** Attempts at /next before giving up, and the pause before the third, doubled for each one after it. */
    private static final int NEXT_ATTEMPTS = 4;

    private static final long FIRST_PAUSE_MILLIS = 50;

    private final Endpoint endpoint;
    private final String nextRequest;
    private Connection connection;

    /**
     * @param endpoint where it listens
     * @param inheritedSocket whether file descriptor 0 is a connection to it already
     */
    public RuntimeApi(Endpoint endpoint, boolean inheritedSocket) {
        this.endpoint = endpoint;
        this.nextRequest = start("GET", "/invocation/next").append("\r\n").toString();
        this.connection = inheritedSocket ? Connection.inherited() : null;
    }

    /**
     * Waits for the next event, without a time limit. A connection that fails is opened anew and asked again: the
     * Runtime API then gives the same event, so none is lost.
     *
     * @throws RuntimeApiException when the Runtime API is gone, or refuses
     */
    public NextEvent next() throws RuntimeApiException {
        IOException failure = null;
        for (int attempt = 0; attempt < NEXT_ATTEMPTS; attempt++) {
            pauseBefore(attempt);
            try {
                HttpResponse response = connection().exchange(nextRequest, null);
                if (response.status() == 204) {
                    attempt--; // some emulators answer "nothing yet"
                    continue;
                }
                if (!response.isSuccess()) {
                    throw new RuntimeApiException(
                            "GET /next was refused: " + response.status() + " " + response.bodyText());
                }
                return NextEvent.of(response);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw new RuntimeApiException(
                "The Runtime API at " + endpoint.authority() + " can't be reached: " + failure.getMessage(), failure);
    }

    /** Posts a result. */
    public PostOutcome respond(NextEvent event, byte[] result) throws RuntimeApiException {
        return post("/invocation/" + pathSegment(event.requestId()) + "/response", event.invocationId(), null, result);
    }

    /** Posts a function error. */
    public PostOutcome fail(NextEvent event, ErrorReport error) throws RuntimeApiException {
        return post(
                "/invocation/" + pathSegment(event.requestId()) + "/error", event.invocationId(), error, error.body());
    }

    /** Posts the failure of the initialisation. */
    public PostOutcome failInit(ErrorReport error) throws RuntimeApiException {
        return post("/init/error", null, error, error.body());
    }

    private PostOutcome post(String path, String invocationId, ErrorReport error, byte[] body)
            throws RuntimeApiException {
        StringBuilder head = start("POST", path);
        header(head, CONTENT_TYPE, "application/json");
        header(head, CONTENT_LENGTH, Integer.toString(body.length));
        if (invocationId != null) {
            header(head, INVOCATION_ID, invocationId);
        }
        if (error != null) {
            header(head, FUNCTION_ERROR_TYPE, error.errorType());
            header(head, XRAY_ERROR_CAUSE, error.xrayCause());
        }
        HttpResponse response = exchangeOnceMore(head.append("\r\n").toString(), body);
        if (response.status() >= 500) {
            throw new RuntimeApiException("POST " + path + " failed: " + response.status() + " " + response.bodyText());
        }
        return new PostOutcome(response.status(), response.isSuccess() ? "" : response.bodyText());
    }

    /**
     * A connection that was used before may have been closed from the other side meanwhile: then one more try on a new
     * one. Should the first have arrived after all, the second is refused and nobody is harmed.
     */
    private HttpResponse exchangeOnceMore(String head, byte[] body) throws RuntimeApiException {
        try {
            Connection first = connection();
            try {
                return first.exchange(head, body);
            } catch (IOException e) {
                if (!first.isUsed()) {
                    throw e;
                }
                return connection().exchange(head, body);
            }
        } catch (IOException e) {
            throw new RuntimeApiException(
                    "The Runtime API at " + endpoint.authority() + " can't be reached: " + e.getMessage(), e);
        }
    }

    private Connection connection() throws IOException {
        if (connection == null || connection.isClosed()) {
            connection = Connection.open(endpoint);
        }
        return connection;
    }

    private StringBuilder start(String method, String path) {
        StringBuilder head = new StringBuilder(512);
        head.append(method)
                .append(' ')
                .append(endpoint.basePath())
                .append(BASE)
                .append(path)
                .append(" HTTP/1.1\r\n");
        header(head, HOST, endpoint.authority());
        header(head, USER_AGENT, AGENT);
        return head;
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            // What came in a header goes back in one: nothing in it may end the line.
            head.append(c < 0x20 || c > 0x7e ? '?' : c);
        }
        head.append("\r\n");
    }

    private static String pathSegment(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c <= ' ' || c > '~' || c == '/' || c == '?' || c == '#' || c == '%') {
                return percentEncoded(id);
            }
        }
        return id;
    }

    private static String percentEncoded(String id) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return encoded.toString();
    }

    private static void pauseBefore(int attempt) throws RuntimeApiException {
        if (attempt < 2) {
            return; // the first retry is at once: most often a kept-alive connection had been closed
        }
        try {
            TimeUnit.MILLISECONDS.sleep(FIRST_PAUSE_MILLIS << (attempt - 2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeApiException("Interrupted while waiting for the Runtime API", e);
        }
    }
}
