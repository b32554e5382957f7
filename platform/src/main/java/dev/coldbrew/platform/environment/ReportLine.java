package dev.coldbrew.platform.environment;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The platform's lines with numbers. Durations are cut to hundredths of a millisecond once, so that what is billed is
 * the sum of what is shown (G-30).
 */
final class ReportLine {

    private static final long MEGABYTE = 1024L * 1024;

    private ReportLine() {}

    /**
     * REPORT (G-05, G-06, G-11).
     *
     * @param init how long a successful init phase took right before; null when there was none
     */
    static String report(
            String requestId, Duration invoke, Duration init, int memoryMb, long usedBytes, Optional<Failure> failure) {
        long duration = Math.max(1, hundredths(invoke));
        long initDuration = init == null ? 0 : hundredths(init);
        var line = new StringBuilder("REPORT RequestId: ").append(requestId);
        line.append("\tDuration: ").append(milliseconds(duration));
        line.append("\tBilled Duration: ")
                .append(Math.ceilDiv(duration + initDuration, 100L))
                .append(" ms");
        line.append("\tMemory Size: ").append(memoryMb).append(" MB");
        line.append("\tMax Memory Used: ")
                .append(Math.ceilDiv(usedBytes, MEGABYTE))
                .append(" MB\t");
        if (init != null) {
            line.append("Init Duration: ").append(milliseconds(initDuration)).append('\t');
        }
        failure.ifPresent(why -> line.append(why.status()).append('\t'));
        return line.toString();
    }

    /** INIT_REPORT (G-08), for an init that failed. */
    static String initReport(Duration init, InitPhase phase, Failure failure) {
        return "INIT_REPORT Init Duration: " + milliseconds(hundredths(init)) + "\tPhase: "
                + phase.name().toLowerCase(Locale.ROOT) + "\t" + failure.status() + "\t";
    }

    private static long hundredths(Duration duration) {
        return duration.toNanos() / 10_000;
    }

    private static String milliseconds(long hundredths) {
        return String.format(Locale.ROOT, "%d.%02d ms", hundredths / 100, hundredths % 100);
    }
}
