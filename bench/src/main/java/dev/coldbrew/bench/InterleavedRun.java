package dev.coldbrew.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Measures variants side by side: each once a round, in an order that is shuffled for each round, so that what else the machine
 * does meets all alike.
 *
 * @param rounds that count
 * @param warm round trips of each run
 * @param seed of the order
 */
record InterleavedRun(int rounds, int warm, long seed) {
    /** Rounds before those that count: the harness compiles its own code, and files get into memory. */
    private static final int REHEARSALS = 2;

    /** A variant that failed that often is not tried again. */
    private static final int FAILURES = 3;

    /**
     * Gives a summary for each variant that answered, in the given order. Runs that fail are told and don't count.
     *
     * @param progress one line a round
     */
    List<Summary> measure(List<Variant> variants, PrintWriter progress) throws InterruptedException {
        Random random = new Random(seed);
        Map<Variant, List<Measurement>> runs = new HashMap<>();
        Map<Variant, Integer> failures = new HashMap<>();
        Set<Variant> out = new HashSet<>();
        for (int round = 1 - REHEARSALS; round <= rounds; round++) {
            progress.println(round < 1 ? "rehearsal" : "round " + round + " of " + rounds);
            List<Variant> order = new ArrayList<>(variants);
            Collections.shuffle(order, random);
            order.removeAll(out);
            for (Variant variant : order) {
                try {
                    Measurement run = Measurement.of(variant, warm);
                    if (round >= 1) {
                        runs.computeIfAbsent(variant, key -> new ArrayList<>()).add(run);
                    }
                } catch (RunFailedException e) {
                    progress.println("FAILED " + e.getMessage());
                    if (failures.merge(variant, 1, Integer::sum) == FAILURES) {
                        progress.println("It has failed " + FAILURES + " times and is left out from now on.");
                        out.add(variant);
                    }
                }
            }
        }
        return variants.stream()
                .filter(runs::containsKey)
                .map(variant -> new Summary(variant, runs.get(variant)))
                .toList();
    }
}
