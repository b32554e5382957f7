package dev.coldbrew.platform.environment;

import java.time.Instant;

/**
 * One line of a log, from the platform or from the function.
 *
 * @param logGroup for example {@code /aws/lambda/hello}
 * @param logStream names the execution environment (G-33)
 * @param timestamp when the line was received
 * @param message without the line's end; bytes, as a function may print anything. Nobody else changes it.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record LogEvent(String logGroup, String logStream, Instant timestamp, byte[] message) {}
