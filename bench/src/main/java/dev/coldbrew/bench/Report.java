package dev.coldbrew.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Tables in Markdown that read well in a terminal too. */
final class Report {
    /** What Coldbrew has set out to reach against AWS's client tuned the best way. */
    private static final double RESPONSE_TARGET = 3;

    private static final double RSS_TARGET = 0.75;
    private static final double P50_TARGET = 0.6;

    private final List<Summary> summaries;

    Report(List<Summary> summaries) {
        this.summaries = List.copyOf(summaries);
    }

    /** The medians, and each row as a multiple of Coldbrew's row of the same task. */
    String results() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "variant",
                "task",
                "first /next, ms",
                "first response, ms",
                "its quartiles",
                "peak RSS, MB",
                "warm p50, µs",
                "warm p99, µs",
                "response ×",
                "RSS ×",
                "p50 ×"));
        for (Summary summary : summaries) {
            Measurement median = summary.median();
            Task task = summary.variant().task();
            rows.add(List.of(
                    summary.variant().name(),
                    task.label(),
                    format("%.1f", median.firstNextMillis()),
                    format("%.1f", median.firstResponseMillis()),
                    format("%.1f", summary.quantile(Measurement::firstResponseMillis, 0.25)) + " to "
                            + format("%.1f", summary.quantile(Measurement::firstResponseMillis, 0.75)),
                    format("%.1f", median.peakRssMegabytes()),
                    format("%.0f", median.p50Micros()),
                    format("%.0f", median.p99Micros()),
                    ratio(task, median, Measurement::firstResponseMillis),
                    ratio(task, median, Measurement::peakRssMegabytes),
                    ratio(task, median, Measurement::p50Micros)));
        }
        return table(rows, 2);
    }

    /** Coldbrew against AWS's client tuned the best way, where both were measured. */
    Optional<String> targets() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Coldbrew against AWS's client, tuned", "target", "string", "record"));
        rows.add(target(
                "first response sooner by a factor of", true, RESPONSE_TARGET, Measurement::firstResponseMillis));
        rows.add(target("peak RSS, share of theirs", false, RSS_TARGET, Measurement::peakRssMegabytes));
        rows.add(target("warm p50, share of theirs", false, P50_TARGET, Measurement::p50Micros));
        return rows.get(1).stream().allMatch(cell -> !cell.equals("-"))
                ? Optional.of(table(rows, 1))
                : Optional.empty();
    }

    /** How each variant was started. */
    String commands() {
        StringBuilder commands = new StringBuilder();
        for (Summary summary : summaries) {
            commands.append("# ")
                    .append(summary.variant().label())
                    .append('\n')
                    .append(summary.variant().recipe())
                    .append("\n\n");
        }
        return "```sh\n" + commands.toString().strip() + "\n```\n";
    }

    static String facts(Map<String, String> facts) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", ""));
        facts.forEach((name, value) -> rows.add(List.of(name, value)));
        return table(rows, 2);
    }

    private List<String> target(String what, boolean sooner, double target, ToDoubleFunction<Measurement> value) {
        List<String> row = new ArrayList<>(List.of(what, (sooner ? "≥ " : "≤ ") + format("%.2f", target)));
        for (AwsClient.Handler handler : List.of(AwsClient.Handler.STRING, AwsClient.Handler.POJO)) {
            Optional<Summary> theirs = find(AwsClient.name(handler, AwsClient.Tuning.BEST), handler.task());
            Optional<Summary> ours = find(ColdbrewBootstrap.NAME, handler.task());
            if (theirs.isEmpty() || ours.isEmpty()) {
                row.add("-");
                continue;
            }
            double ratio = value.applyAsDouble(ours.get().median())
                    / value.applyAsDouble(theirs.get().median());
            double reached = sooner ? 1 / ratio : ratio;
            boolean kept = sooner ? reached >= target : reached <= target;
            row.add(format("%.2f", reached) + (kept ? ", reached" : ", missed"));
        }
        return row;
    }

    private String ratio(Task task, Measurement of, ToDoubleFunction<Measurement> value) {
        return find(ColdbrewBootstrap.NAME, task)
                .map(own -> format("%.2f", value.applyAsDouble(of) / value.applyAsDouble(own.median())))
                .orElse("-");
    }

    private Optional<Summary> find(String name, Task task) {
        return summaries.stream()
                .filter(summary -> summary.variant().name().equals(name)
                        && summary.variant().task() == task)
                .findFirst();
    }

    /** @param texts how many columns at the left hold text; numbers stand at the right of theirs */
    private static String table(List<List<String>> rows, int texts) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(Math.max(widths[i], 3), row.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int i = 0; i < columns; i++) {
                String cell = rows.get(r).get(i);
                String padding = " ".repeat(widths[i] - cell.length());
                table.append(i == 0 ? "| " : " | ").append(i < texts ? cell + padding : padding + cell);
            }
            table.append(" |\n");
            if (r == 0) {
                for (int i = 0; i < columns; i++) {
                    table.append("|").append("-".repeat(widths[i] + 1)).append(i < texts ? "-" : ":");
                }
                table.append("|\n");
            }
        }
        return table.toString();
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
