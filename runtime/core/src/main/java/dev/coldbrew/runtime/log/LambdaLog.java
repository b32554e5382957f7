package dev.coldbrew.runtime.log;

import dev.coldbrew.runtime.api.ErrorReport;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The log of this process: one line an entry on standard output, in the format and from the level that {@code
 * AWS_LAMBDA_LOG_FORMAT} and {@code AWS_LAMBDA_LOG_LEVEL} ask for (G-22, J-12), with the id of the request being served.
 */
public final class LambdaLog {
    private static final LambdaLog PROCESS = new LambdaLog(System.getenv(), new FileOutputStream(FileDescriptor.out));

    private final LogFormat format;
    private final LogLevel minimum;
    private final OutputStream out;
    private volatile Invocation invocation = new Invocation(null, null);

    LambdaLog(Map<String, String> variables, OutputStream out) {
        this.format =
                "JSON".equalsIgnoreCase(variables.get("AWS_LAMBDA_LOG_FORMAT")) ? new JsonFormat() : new TextFormat();
        this.minimum = LogLevel.parse(variables.get("AWS_LAMBDA_LOG_LEVEL"));
        this.out = out;
    }

    /** The request being served. Both null while there is none; tenantId null outside tenant isolation mode. */
    record Invocation(String requestId, String tenantId) {}

    /** From now on entries, of whatever thread, carry this request's id: an environment serves one at a time. */
    public static void enter(String requestId, String tenantId) {
        PROCESS.serve(requestId, tenantId);
    }

    /** Logs a message of the runtime's own. */
    public static void log(LogLevel level, String message) {
        log(level, message, null);
    }

    /**
     * Logs a message of the runtime's own, with an error.
     *
     * @param error null for none
     */
    public static void log(LogLevel level, String message, ErrorReport error) {
        PROCESS.write(level, "dev.coldbrew.runtime", message, error);
    }

    static LambdaLog ofProcess() {
        return PROCESS;
    }

    void serve(String requestId, String tenantId) {
        invocation = new Invocation(requestId, tenantId);
    }

    boolean isEnabled(LogLevel level) {
        return level.compareTo(minimum) >= 0;
    }

    void write(LogLevel level, String logger, String message, ErrorReport error) {
        if (!isEnabled(level)) {
            return;
        }
        LogEntry entry = new LogEntry(System.currentTimeMillis(), level, logger, message, error, invocation);
        byte[] line = format.line(entry).getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            try {
                out.write(line);
                out.flush();
            } catch (IOException e) {
                // Nobody reads the log any more; the function goes on.
            }
        }
    }
}
