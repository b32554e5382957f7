package dev.coldbrew.runtime.log;

import dev.coldbrew.runtime.api.ErrorReport;

/**
 * {@code time TAB request id TAB level TAB message}, as AWS's own Node.js runtime prints it. CloudWatch makes an event of
 * each line, so the lines inside an entry are parted by carriage returns (G-03).
 */
final class TextFormat implements LogFormat {
    private static final int MAX_CAUSES = 16;

    @Override
    public String line(LogEntry entry) {
        StringBuilder out = new StringBuilder(256);
        out.append(entry.timestamp()).append('\t');
        out.append(
                entry.invocation().requestId() == null
                        ? "-"
                        : entry.invocation().requestId());
        out.append('\t').append(entry.level()).append('\t');
        out.append(entry.message() == null ? "null" : entry.message());
        if (entry.error() != null) {
            out.append(": ");
            append(out, entry.error());
        }
        int length = out.length();
        for (int i = 0; i < length; i++) {
            if (out.charAt(i) == '\n') {
                out.setCharAt(i, '\r');
            }
        }
        return out.append('\n').toString();
    }

    private static void append(StringBuilder out, ErrorReport report) {
        Throwable error = report.error();
        for (int count = 0; error != null && count < MAX_CAUSES; error = error.getCause(), count++) {
            if (count > 0) {
                out.append("\nCaused by: ");
            }
            out.append(ErrorReport.typeOf(error)).append(": ").append(ErrorReport.messageOf(error));
            for (StackTraceElement frame : report.frames(error)) {
                out.append("\n\tat ").append(ErrorReport.print(frame));
            }
        }
    }
}
