package dev.coldbrew.platform.invoke;

import java.util.Optional;

/**
 * What an invoker gets back.
 *
 * @param payload the function's result, or the error object
 * @param functionError the value of X-Amz-Function-Error, that is {@code Unhandled}; empty when the function succeeded
 * @param logTail START … REPORT of this invocation, at most the last 4,096 bytes (G-10); empty unless {@link
 *     InvokeRequest#logTail} asked for it
 */
@SuppressWarnings("ArrayRecordComponent") // a payload is handed on, never compared
public record InvokeResult(byte[] payload, Optional<String> functionError, byte[] logTail) {}
