package dev.coldbrew.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** All runs of one variant: medians, value by value. */
record Summary(Variant variant, List<Measurement> runs) {

    Summary {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no runs of " + variant.label());
        }
    }

    Measurement median() {
        return new Measurement(
                quantile(Measurement::firstNextMillis, 0.5),
                quantile(Measurement::firstResponseMillis, 0.5),
                quantile(Measurement::peakRssMegabytes, 0.5),
                quantile(Measurement::p50Micros, 0.5),
                quantile(Measurement::p99Micros, 0.5));
    }

    /** Of the runs' values, interpolated where it falls between two. */
    double quantile(ToDoubleFunction<Measurement> value, double share) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
