package dev.coldbrew.platform.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** A request to one operation. */
final class ApiRequest {
    private final Request request;
    private final String operation;
    private final Map<String, String> path;
    private final Fields query;
    private final String requestId;

    ApiRequest(Request request, String operation, Map<String, String> path, Fields query, String requestId) {
        this.request = request;
        this.operation = operation;
        this.path = path;
        this.query = query;
        this.requestId = requestId;
    }

    /** The operation's AWS name. */
    String operation() {
        return operation;
    }

    /** What {@code x-amzn-RequestId} answers, a UUID. */
    String requestId() {
        return requestId;
    }

    /** Scheme, host and port as the client calls this service; the host was found to be a loopback one. */
    String baseUrl() {
        return "http://" + request.getHttpURI().getAuthority();
    }

    /** A parameter of the route, decoded. */
    String path(String name) {
        return path.get(name);
    }

    /** A query parameter; empty if it is absent or has no value. */
    Optional<String> query(String name) {
        return Optional.ofNullable(query.getValue(name)).filter(value -> !value.isEmpty());
    }

    /** A header; empty if it is absent or has no value. */
    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * The body.
     *
     * @throws LambdaException RequestEntityTooLargeException if it has more than {@code limit} bytes (V-02)
     */
    byte[] body(int limit) throws IOException {
        return body(
                limit,
                size -> LambdaException.requestEntityTooLarge(
                        "Request must be smaller than " + limit + " bytes for the " + operation + " operation"));
    }

    /**
     * The body. One that is too large is read to its end all the same, as a client that is still sending would see a
     * broken connection instead of the answer.
     *
     * @param refusal makes an exception of the size of a body that has more than {@code limit} bytes
     */
    byte[] body(int limit, LongFunction<LambdaException> refusal) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            boolean declaredTooLarge = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > limit;
            byte[] body = declaredTooLarge ? new byte[0] : in.readNBytes(limit);
            long rest = in.transferTo(OutputStream.nullOutputStream());
            if (declaredTooLarge || rest > 0) {
                throw refusal.apply(body.length + rest);
            }
            return body;
        }
    }

    /** Whatever runs now may take longer than a connection may be idle. */
    void ignoreIdleTimeout() {
        request.addIdleTimeoutListener(timeout -> false);
    }
}
