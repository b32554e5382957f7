package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.FunctionConfiguration;
import dev.coldbrew.platform.functions.FunctionException.NotFound;
import dev.coldbrew.platform.functions.FunctionVersion;
import dev.coldbrew.platform.functions.Functions;
import dev.coldbrew.platform.invoke.InvokeRequest;
import dev.coldbrew.platform.invoke.InvokeResult;
import dev.coldbrew.platform.invoke.Invoker;
import dev.coldbrew.platform.invoke.TooManyRequestsException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Invoke (section 5): RequestResponse and DryRun. */
final class Invoke implements Operation {
    private static final int MAX_PAYLOAD = 6_291_456;
    private static final int MAX_CLIENT_CONTEXT = 3_583;
    private static final byte[] EMPTY_PAYLOAD = {'{', '}'};

    private final Functions functions;
    private final Invoker invoker;
    private final Location here;

    Invoke(Functions functions, Invoker invoker, Location here) {
        this.functions = functions;
        this.invoker = invoker;
        this.here = here;
    }

    @Override
    public ApiResponse handle(ApiRequest request) throws Exception {
        byte[] payload = request.body(
                MAX_PAYLOAD,
                size -> LambdaException.requestTooLarge(size
                        + " byte payload is too large for the RequestResponse invocation type (limit " + MAX_PAYLOAD
                        + " bytes)")); // I-05
        String type = request.header("X-Amz-Invocation-Type").orElse("RequestResponse");
        String logType = request.header("X-Amz-Log-Type").orElse("None");
        new Constraints()
                .oneOf("invocationType", type, List.of("Event", "RequestResponse", "DryRun"))
                .oneOf("logType", logType, List.of("None", "Tail"))
                .check();
        FunctionReference reference = FunctionReference.of(request, FunctionReference.Form.NAMESPACED, here);
        find(reference);
        return switch (type) {
            case "DryRun" -> ApiResponse.noContent(); // I-08
            case "Event" ->
                throw LambdaException.invalidParameterValue(
                        "InvocationType Event is not supported by the local Lambda yet; use RequestResponse.");
            default -> invoke(request, reference, payload, logType.equals("Tail"));
        };
    }

    /** Unlike other operations, Invoke names {@code $LATEST} when it finds nothing (I-23). */
    private void find(FunctionReference reference) {
        try {
            reference.find(functions);
        } catch (NotFound e) {
            throw new NotFound(reference.arn().qualified(reference.qualifier().orElse(FunctionConfiguration.LATEST)));
        }
    }

    private ApiResponse invoke(ApiRequest request, FunctionReference reference, byte[] body, boolean tail)
            throws InterruptedException {
        byte[] payload = body.length == 0 ? EMPTY_PAYLOAD : body; // I-04
        Json.defect(payload).ifPresent(defect -> {
            throw LambdaException.invalidRequestContent(
                    "Could not parse request body into json: Could not parse payload into json: " + defect);
        });
        if (request.header("X-Amz-Tenant-Id").isPresent()) {
            throw LambdaException.invalidParameterValue("The function isn't enabled with tenant isolation:"
                    + " remove X-Amz-Tenant-Id from the request and try again."); // N-04
        }
        InvokeRequest invokeRequest = new InvokeRequest(
                request.requestId(),
                reference.askedArn(),
                payload,
                request.header("Content-Type").orElse("application/json"),
                TraceId.of(request.header("X-Amzn-Trace-Id")),
                request.header("X-Amz-Client-Context").map(Invoke::clientContext),
                Optional.empty(),
                tail);
        FunctionVersion version = functions.versionToInvoke(reference.arn());
        request.ignoreIdleTimeout();
        try {
            return response(version, invokeRequest, invoker.invoke(version, invokeRequest));
        } catch (TooManyRequestsException e) {
            throw LambdaException.tooManyRequests(e);
        }
    }

    private static ApiResponse response(FunctionVersion version, InvokeRequest request, InvokeResult result) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Amz-Executed-Version", version.version());
        headers.put("X-Amzn-Trace-Id", request.traceId());
        result.functionError().ifPresent(error -> headers.put("X-Amz-Function-Error", error));
        if (request.logTail()) {
            headers.put("X-Amz-Log-Result", Base64.getEncoder().encodeToString(result.logTail()));
        }
        return ApiResponse.bytes(200, headers, result.payload());
    }

    /** The JSON in {@code X-Amz-Client-Context}. How AWS words its refusals was not recorded (U). */
    private static String clientContext(String header) {
        if (header.length() > MAX_CLIENT_CONTEXT) {
            throw LambdaException.invalidRequestContent(
                    "Client context must be no more than " + MAX_CLIENT_CONTEXT + " bytes.");
        }
        return decode(header)
                .flatMap(Json::asHeader)
                .orElseThrow(() -> LambdaException.invalidRequestContent(
                        "Client context must be a valid Base64-encoded JSON object."));
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
