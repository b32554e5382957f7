package dev.coldbrew.runtime.log;

import dev.coldbrew.runtime.api.ErrorReport;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** One entry. {@code error} may be null, {@code message} too. */
record LogEntry(
        long epochMillis,
        LogLevel level,
        String logger,
        String message,
        ErrorReport error,
        LambdaLog.Invocation invocation) {

    /** {@code 2026-11-23T16:42:22.007Z}, whatever TZ says. A DateTimeFormatter would cost more than the rest of the line. */
    String timestamp() {
        LocalDateTime t = LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, 1_000), 0, ZoneOffset.UTC);
        StringBuilder out = new StringBuilder(24);
        digits(out, t.getYear(), 4).append('-');
        digits(out, t.getMonthValue(), 2).append('-');
        digits(out, t.getDayOfMonth(), 2).append('T');
        digits(out, t.getHour(), 2).append(':');
        digits(out, t.getMinute(), 2).append(':');
        digits(out, t.getSecond(), 2).append('.');
        return digits(out, Math.floorMod(epochMillis, 1_000), 3).append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder out, int number, int width) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            out.append('0');
        }
        return out.append(digits);
    }
}
