package dev.coldbrew.platform.environment;

import java.util.Optional;

/**
 * An event for an execution environment, with what the runtime is told about it.
 *
 * @param requestId unique for the event
 * @param functionArn the ARN as invoked
 * @param payload the event, byte for byte as the invoker sent it
 * @param contentType the payload's
 * @param traceId may be empty: the header is then left out
 * @param clientContext JSON
 * @param tenantId of a function with tenant isolation
 */
@SuppressWarnings("ArrayRecordComponent") // a payload is handed on, never compared
public record Invocation(
        String requestId,
        String functionArn,
        byte[] payload,
        String contentType,
        String traceId,
        Optional<String> clientContext,
        Optional<String> tenantId) {}
