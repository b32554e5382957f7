package dev.coldbrew.platform.environment;

/**
 * What an invocation yields.
 *
 * @param payload the response, or the error object
 * @param failed whether it is an error: the invoker sees {@code X-Amz-Function-Error: Unhandled}
 */
@SuppressWarnings("ArrayRecordComponent") // a payload is handed on, never compared
public record FunctionResult(byte[] payload, boolean failed) {}
