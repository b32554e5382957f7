package dev.coldbrew.platform.environment;

import dev.coldbrew.platform.sandbox.OutputListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The log of one execution environment: the platform's lines and the function's output, one event a line (G-03), in the
 * order in which they came. It also keeps the tail of the current invocation (G-10).
 *
 * <p>What a function prints between two invocations is told at once and is part of the next invocation's tail, where it
 * follows START. (On AWS the frozen function would print it only then, see L-15.)
 */
final class EnvironmentLog implements OutputListener {

    /** A longer line is cut into several events, so that memory stays bounded. */
    static final int LONGEST_EVENT = 1024 * 1024;

    private static final byte[] NEWLINE = {'\n'};

    private final String group;
    private final String stream;
    private final LogListener listener;
    private final LogTail tail = new LogTail();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    EnvironmentLog(String group, String stream, LogListener listener) {
        this.group = group;
        this.stream = stream;
        this.listener = listener;
    }

    String group() {
        return group;
    }

    String stream() {
        return stream;
    }

    @Override
    public synchronized void output(byte[] buffer, int offset, int length) {
        int from = offset;
        for (int at = offset; at < offset + length; at++) {
            if (buffer[at] == '\n') {
                line.write(buffer, from, at - from);
                emit();
                from = at + 1;
            } else if (line.size() + at + 1 - from == LONGEST_EVENT) {
                line.write(buffer, from, at + 1 - from);
                emit();
                from = at + 1;
            }
        }
        line.write(buffer, from, offset + length - from);
    }

    /** A line of the platform's own, such as INIT_START. */
    synchronized void platform(String text) {
        flush();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        line.write(bytes, 0, bytes.length);
        emit();
    }

    /** The init phase is over. What it printed is no part of an invocation's tail. */
    synchronized void endInit() {
        flush();
        tail.clear();
    }

    /** An invocation begins with its START line. */
    synchronized void begin(String start) {
        flush();
        byte[] late = tail.bytes();
        tail.clear();
        platform(start);
        tail.add(late, 0, late.length);
    }

    /** An invocation ends with these lines; returns its tail. */
    synchronized byte[] end(String... lines) {
        for (String each : lines) {
            platform(each);
        }
        byte[] bytes = tail.bytes();
        tail.clear();
        return bytes;
    }

    /** A last line without its end is a line too (G-03). */
    synchronized void flush() {
        if (line.size() > 0) {
            emit();
        }
    }

    private void emit() {
        byte[] message = line.toByteArray();
        line.reset();
        tail.add(message, 0, message.length);
        tail.add(NEWLINE, 0, 1);
        listener.event(new LogEvent(group, stream, Instant.now(), message));
    }
}
