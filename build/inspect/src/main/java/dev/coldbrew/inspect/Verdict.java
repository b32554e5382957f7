package dev.coldbrew.inspect;

/**
 * Whether something runs on Lambda.
 *
 * @param outcome what is to be expected
 * @param reason why, in one sentence that also says what to do; it is the same wherever Coldbrew tells it
 */
public record Verdict(Outcome outcome, String reason) {
    /** What is to be expected. */
    public enum Outcome {
        RUNS,
        /** It depends on what isn't in the file. */
        UNSURE,
        FAILS
    }

    /** A place where functions run. */
    public record Target(LambdaOs os, Architecture architecture) {
        @Override
        public String toString() {
            return os.id() + " " + architecture.id();
        }
    }

    static Verdict runs(String reason) {
        return new Verdict(Outcome.RUNS, reason);
    }

    static Verdict unsure(String reason) {
        return new Verdict(Outcome.UNSURE, reason);
    }

    static Verdict fails(String reason) {
        return new Verdict(Outcome.FAILS, reason);
    }

    /** Whether it is sure to run. */
    public boolean runs() {
        return outcome == Outcome.RUNS;
    }

    /** Whether it is sure not to run. */
    public boolean fails() {
        return outcome == Outcome.FAILS;
    }
}
