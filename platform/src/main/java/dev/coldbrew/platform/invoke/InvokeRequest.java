package dev.coldbrew.platform.invoke;

import java.util.Optional;

/**
 * One event on its way to a function.
 *
 * @param requestId a lower-case UUID v4 (I-11)
 * @param invokedArn the ARN as invoked, with its qualifier if one was given
 * @param payload the event, byte for byte as the invoker sent it
 * @param contentType the invoker's content type
 * @param traceId the value of {@code Lambda-Runtime-Trace-Id}
 * @param clientContext the decoded JSON of X-Amz-Client-Context
 * @param tenantId the value of X-Amz-Tenant-Id
 * @param logTail whether the invoker asked for {@code X-Amz-Log-Type: Tail}: the result then waits for the REPORT line,
 *     that is for the end of the invoke phase, which may be later than the response
 */
@SuppressWarnings("ArrayRecordComponent") // a payload is handed on, never compared
public record InvokeRequest(
        String requestId,
        String invokedArn,
        byte[] payload,
        String contentType,
        String traceId,
        Optional<String> clientContext,
        Optional<String> tenantId,
        boolean logTail) {}
