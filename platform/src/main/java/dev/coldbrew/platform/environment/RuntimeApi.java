package dev.coldbrew.platform.environment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Runtime API 2018-06-01 over HTTP (section 1): reads requests, writes answers; {@link RuntimeSession} decides. */
final class RuntimeApi {

    /** R-20 (5). */
    static final int LARGEST_PAYLOAD = 6 * 1024 * 1024 + 100;

    private static final String BASE = "/2018-06-01";
    static final String NEXT = BASE + "/runtime/invocation/next";
    private static final String INIT_ERROR = BASE + "/runtime/init/error";
    private static final String PING = BASE + "/ping";
    private static final Pattern ANSWER = Pattern.compile(BASE + "/runtime/invocation/([^/]+)/(response|error)");

    private static final String REQUEST_ID = "Lambda-Runtime-Aws-Request-Id";
    private static final String INVOCATION_ID = "Lambda-Runtime-Invocation-Id";
    private static final String DEADLINE = "Lambda-Runtime-Deadline-Ms";
    private static final String FUNCTION_ARN = "Lambda-Runtime-Invoked-Function-Arn";
    private static final String TRACE_ID = "Lambda-Runtime-Trace-Id";
    private static final String CLIENT_CONTEXT = "Lambda-Runtime-Client-Context";
    private static final String TENANT_ID = "Lambda-Runtime-Aws-Tenant-Id";
    private static final String RESPONSE_MODE = "Lambda-Runtime-Function-Response-Mode";
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

    private static final String JSON = "application/json";
    private static final String ERROR_WITH_CAUSE = "application/vnd.aws.lambda.error.cause+json";

    private static final byte[] ACCEPTED = utf8("{\"status\":\"OK\"}\n");

    private final RuntimeSession session;

    RuntimeApi(RuntimeSession session) {
        this.session = session;
    }

    /** Where the response to a request goes. */
    static String response(String requestId) {
        return BASE + "/runtime/invocation/" + requestId + "/response";
    }

    void handle(Request request, Response response, Callback callback) throws InterruptedException {
        String call = request.getMethod() + " " + Request.getPathInContext(request);
        Matcher answer = ANSWER.matcher(Request.getPathInContext(request));
        try {
            if (call.equals("GET " + NEXT)) {
                next(response, callback);
            } else if (request.getMethod().equals("POST") && answer.matches()) {
                if (answer.group(2).equals("response")) {
                    response(request, answer.group(1));
                } else {
                    error(request, answer.group(1));
                }
                send(response, callback, 202, JSON, ACCEPTED);
            } else if (call.equals("POST " + INIT_ERROR)) {
                initError(request);
                send(response, callback, 202, JSON, ACCEPTED);
            } else if (call.equals("GET " + PING)) {
                send(response, callback, 200, "text/plain; charset=utf-8", utf8("pong"));
            } else {
                // restore/next and restore/error too: there is no SnapStart.
                send(response, callback, 404, "text/plain; charset=utf-8", utf8("404 page not found\n"));
            }
        } catch (RefusedException refused) {
            // A client that writes its whole body before it reads is to see the answer.
            RequestBody.read(request, 0);
            send(response, callback, refused.status(), JSON, error(refused));
        }
    }

    private void next(Response response, Callback callback) throws RefusedException, InterruptedException {
        Delivery delivery = session.next();
        Invocation invocation = delivery.invocation();
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(REQUEST_ID, invocation.requestId());
        headers.put(INVOCATION_ID, delivery.invocationId());
        headers.put(DEADLINE, delivery.deadline().toEpochMilli());
        headers.put(FUNCTION_ARN, utf8Header(invocation.functionArn()));
        if (!invocation.traceId().isEmpty()) {
            headers.put(TRACE_ID, utf8Header(invocation.traceId()));
        }
        invocation.clientContext().ifPresent(context -> headers.put(CLIENT_CONTEXT, utf8Header(context)));
        invocation.tenantId().ifPresent(tenant -> headers.put(TENANT_ID, utf8Header(tenant)));
        send(response, callback, 200, invocation.contentType(), invocation.payload());
    }

    /** The checks come in AWS's order. */
    private void response(Request request, String requestId) throws RefusedException, InterruptedException {
        HttpFields headers = request.getHeaders();
        session.beginAnswer(RuntimeState.INVOCATION_RESPONSE, requestId, headers.get(INVOCATION_ID));
        String mode = headers.get(RESPONSE_MODE);
        if (mode != null && !mode.equals("streaming")) {
            session.rejectAnswer(Failure.invalidResponseMode());
            throw RefusedException.invalidResponseMode();
        }
        RequestBody body = read(request);
        String streamError = body.trailers().get(ERROR_TYPE);
        session.answer(
                streamError == null
                        ? new FunctionResult(body.bytes(), false)
                        : new FunctionResult(base64(body.trailers().get(ERROR_BODY)), true));
    }

    /** An error object beyond the limit of a response is treated like one (U). */
    private void error(Request request, String requestId) throws RefusedException, InterruptedException {
        HttpFields headers = request.getHeaders();
        session.beginAnswer(RuntimeState.INVOCATION_ERROR_RESPONSE, requestId, headers.get(INVOCATION_ID));
        byte[] body = read(request).bytes();
        boolean withCause = ERROR_WITH_CAUSE.equals(headers.get(HttpHeader.CONTENT_TYPE));
        session.answer(new FunctionResult(withCause ? withoutCause(body) : body, true));
    }

    /**
     * Truncated: nothing is answered, the runtime stays in the state of answering, and its end or the deadline decides
     * what the invoker gets. Too large: the invoker gets R-22, and the environment stays usable.
     */
    private RequestBody read(Request request) throws RefusedException, InterruptedException {
        RequestBody body = RequestBody.read(request, LARGEST_PAYLOAD);
        if (body.size() > LARGEST_PAYLOAD) {
            session.rejectAnswer(Failure.responseTooLarge(LARGEST_PAYLOAD));
            throw RefusedException.tooLarge(LARGEST_PAYLOAD);
        }
        if (!body.complete()) {
            throw RefusedException.truncated();
        }
        return body;
    }

    /** */
    private void initError(Request request) throws RefusedException, InterruptedException {
        RequestBody body = RequestBody.read(request, LARGEST_PAYLOAD);
        if (!body.complete()) {
            throw RefusedException.truncated();
        }
        String type = ErrorType.normalise(request.getHeaders().get(ERROR_TYPE));
        session.initError(
                body.size() > LARGEST_PAYLOAD
                        ? Failure.responseTooLarge(LARGEST_PAYLOAD)
                        : new Failure.Told(type, body.bytes()));
    }

    /** the cause goes to X-Ray, which there is none of here. */
    private static byte[] withoutCause(byte[] body) {
        try {
            JsonNode error = Json.MAPPER.readTree(body);
            if (error instanceof ObjectNode object) {
                object.remove("errorCause");
                return Json.MAPPER.writeValueAsBytes(object);
            }
        } catch (JacksonException unparsable) {
            // told by the fixed text
        }
        return utf8("Invalid error body");
    }

    private static byte[] error(RefusedException refused) {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("errorMessage", refused.getMessage());
        error.put("errorType", refused.errorType());
        var body = new ByteArrayOutputStream();
        body.writeBytes(Json.object(error));
        body.write('\n');
        return body.toByteArray();
    }

    /** What is not Base64 is passed on as it is: the function's words must not get lost. */
    private static byte[] base64(String text) {
        if (text == null) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return utf8(text);
        }
    }

    private static void send(Response response, Callback callback, int status, String contentType, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** AWS sends UTF-8 in headers; Jetty would replace what ISO-8859-1 has not. */
    private static String utf8Header(String value) {
        return new String(utf8(value), StandardCharsets.ISO_8859_1);
    }
}
