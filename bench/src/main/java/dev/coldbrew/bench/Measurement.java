package dev.coldbrew.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coldbrew.bench.RuntimeApiStandIn.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * What one run of a variant took.
 *
 * @param firstNextMillis from spawn to the arrival of the first GET /next
 * @param firstResponseMillis from spawn to the whole of the first response
 * @param peakRssMegabytes after the last invocation, in units of 1,000,000 bytes
 * @param p50Micros of the warm round trips
 * @param p99Micros of the warm round trips
 */
record Measurement(
        double firstNextMillis,
        double firstResponseMillis,
        double peakRssMegabytes,
        double p50Micros,
        double p99Micros) {

    /** No run takes that long: a variant that does hangs. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * Starts a variant, has it answer {@code 1 + warm} events, and ends it.
     *
     * @param warm at least 1
     * @throws RunFailedException when it answers wrong, or not at all
     */
    static Measurement of(Variant variant, int warm) throws InterruptedException {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess function = FunctionProcess.start(variant, api, LIMIT)) {
            Timeline timeline = serve(variant, api, function, warm);
            long[] sorted = timeline.roundTrips().clone();
            Arrays.sort(sorted);
            return new Measurement(
                    (timeline.firstNext() - function.started()) / 1e6,
                    (timeline.firstResponse() - function.started()) / 1e6,
                    function.peakRss() / 1e6,
                    percentile(sorted, 0.50) / 1e3,
                    percentile(sorted, 0.99) / 1e3);
        } catch (IOException e) {
            throw new RunFailedException(variant, e.getMessage(), e);
        }
    }

    /** Has a variant answer events and ends it by SIGTERM, for what its JVM writes then. */
    static void train(Variant variant, int events) throws InterruptedException {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionProcess function = FunctionProcess.start(variant, api, LIMIT)) {
            serve(variant, api, function, events - 1);
            api.acceptLastResponse();
            function.terminate();
        } catch (IOException e) {
            throw new RunFailedException(variant, e.getMessage(), e);
        }
    }

    private static Timeline serve(Variant variant, RuntimeApiStandIn api, FunctionProcess function, int warm)
            throws IOException {
        Timeline timeline;
        try {
            timeline = api.serve(variant.task().event(), warm);
        } catch (IOException e) {
            throw new RunFailedException(variant, e.getMessage() + ". " + function.story(), e);
        }
        if (!variant.task().isAnsweredBy(timeline.answer())) {
            throw new RunFailedException(variant, "wrong answer: " + new String(timeline.answer(), UTF_8), null);
        }
        return timeline;
    }

    /** The smallest value that at least {@code share} of the values don't exceed. */
    private static long percentile(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
