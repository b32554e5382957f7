package dev.coldbrew.platform.environment;

import java.time.Instant;

/**
 * An invocation as it is handed to a runtime.
 *
 * @param invocationId unique for the attempt, never reused
 * @param deadline when the function times out
 */
record Delivery(Invocation invocation, String invocationId, Instant deadline) {}
