package dev.coldbrew.runtime.api;

/**
 * One answer of {@code GET /runtime/invocation/next}. Headers that were not sent are null.
 *
 * @param requestId unique per event; a retry has the same
 * @param invocationId unique per attempt, to be echoed when it was received
 * @param deadlineMillis when the invocation times out, in milliseconds since the epoch; {@link Long#MAX_VALUE} when not told
 * @param invokedFunctionArn the ARN as invoked
 * @param traceId X-Ray's trace header
 * @param clientContext JSON
 * @param cognitoIdentity JSON
 * @param tenantId the tenant, in tenant isolation mode
 * @param payload the event
 */
@SuppressWarnings("ArrayRecordComponent") // a payload is handed on, never compared
public record NextEvent(
        String requestId,
        String invocationId,
        long deadlineMillis,
        String invokedFunctionArn,
        String traceId,
        String clientContext,
        String cognitoIdentity,
        String tenantId,
        byte[] payload) {

    static NextEvent of(HttpResponse response) throws ProtocolException {
        String requestId = response.header(HeaderNames.REQUEST_ID);
        if (requestId == null || requestId.isEmpty()) {
            throw new ProtocolException("the event has no " + HeaderNames.REQUEST_ID + " header");
        }
        return new NextEvent(
                requestId,
                response.header(HeaderNames.INVOCATION_ID),
                deadline(response.header(HeaderNames.DEADLINE_MS)),
                response.header(HeaderNames.INVOKED_FUNCTION_ARN),
                response.header(HeaderNames.TRACE_ID),
                response.header(HeaderNames.CLIENT_CONTEXT),
                response.header(HeaderNames.COGNITO_IDENTITY),
                response.header(HeaderNames.TENANT_ID),
                response.body());
    }

    private static long deadline(String millis) {
        try {
            return millis == null ? Long.MAX_VALUE : Long.parseLong(millis);
        } catch (NumberFormatException e) {
            // An event is worth more than its deadline.
            return Long.MAX_VALUE;
        }
    }
}
