package dev.coldbrew.bench;

import dev.coldbrew.bench.AwsClient.Handler;
import dev.coldbrew.bench.AwsClient.Tuning;
import dev.coldbrew.bench.Contender.UnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmark that {@code bench/cold-start} starts. */
@Command(
        name = "bench/cold-start",
        description =
                "Measures cold starts, memory and warm round trips of Coldbrew's bootstrap beside AWS's Java client and a"
                        + " static C loop, in one interleaved run, and writes the results into docs/benchmarks.md.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ColdStart implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "15",
            description = "Runs of each variant; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--warm",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Warm round trips in each run; default ${DEFAULT-VALUE}.")
    private int warm;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the order of variants; default 1.")
    private long seed;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            description = "Only variants whose name and task match; the page is left as it is.")
    private Optional<Pattern> only = Optional.empty();

    @Option(
            names = "--page",
            paramLabel = "FILE",
            defaultValue = "docs/benchmarks.md",
            description = "The page that gets the results; default ${DEFAULT-VALUE}.")
    private Path page;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "bench/target/cold-start",
            description = "Where variants are built, anew each time; default ${DEFAULT-VALUE}.")
    private Path work;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ColdStart()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof IOException || failure instanceof RunFailedException)) {
                throw failure;
            }
            command.getErr().println("bench/cold-start: " + failure.getMessage());
            return 1;
        });
    }

    /** All variants, in the order of the table. */
    static List<Contender> contenders() {
        List<Contender> all = new ArrayList<>();
        all.add(new CompiledFloor());
        all.add(new HandMadeRecipe());
        all.add(new ColdbrewBootstrap(Task.STRING));
        all.add(new AwsClient(Handler.STREAM, Tuning.BEST));
        all.add(new AwsClient(Handler.STRING, Tuning.BEST));
        all.add(new AwsClient(Handler.STRING, Tuning.DEFAULTS));
        all.add(new ColdbrewBootstrap(Task.RECORD));
        all.add(new AwsClient(Handler.POJO, Tuning.BEST));
        all.add(new AwsClient(Handler.POJO, Tuning.DEFAULTS));
        return List.copyOf(all);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        List<Contender> chosen = chosen();
        GeneratedSection section = new GeneratedSection(page, "cold-start");
        if (only.isEmpty()) {
            section.check(); // now, and not after minutes of measuring
        }
        double load = Machine.load();
        List<Variant> variants = prepare(chosen, progress);
        List<Summary> summaries = new InterleavedRun(rounds, warm, seed).measure(variants, progress);
        if (summaries.isEmpty()) {
            progress.println("No variant gave a result.");
            return 1;
        }
        Report report = new Report(summaries);
        Map<String, String> facts = Machine.description(load);
        facts.put("Runs", "medians of " + rounds + " rounds, " + warm + " warm round trips in each, seed " + seed);
        String results =
                report.results() + report.targets().map(table -> "\n" + table).orElse("");
        out.println();
        out.println(results);
        out.flush();
        if (only.isEmpty()) {
            section.replace(
                    results + "\n" + Report.facts(facts) + "\nHow each variant was started:\n\n" + report.commands());
            progress.println("Written to " + page);
        }
        return summaries.size() == variants.size() ? 0 : 1;
    }

    private List<Contender> chosen() {
        if (rounds < 1 || warm < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds and --warm take 1 or more");
        }
        List<Contender> chosen = contenders().stream()
                .filter(contender -> only.map(
                                regex -> regex.matcher(contender.label()).find())
                        .orElse(true))
                .toList();
        if (chosen.isEmpty()) {
            List<String> labels = contenders().stream().map(Contender::label).toList();
            throw new ParameterException(
                    spec.commandLine(), "--only matches none of:\n  " + String.join("\n  ", labels));
        }
        return chosen;
    }

    private List<Variant> prepare(List<Contender> contenders, PrintWriter progress)
            throws IOException, InterruptedException {
        delete(work);
        List<Variant> variants = new ArrayList<>();
        for (Contender contender : contenders) {
            progress.println("building " + contender.label());
            Path folder = Files.createDirectories(
                    work.toAbsolutePath().normalize().resolve(Integer.toString(variants.size())));
            try {
                variants.add(contender.prepare(folder));
            } catch (UnavailableException e) {
                progress.println("SKIPPED " + contender.label() + ": " + e.getMessage());
                delete(Objects.requireNonNull(folder));
            }
        }
        return variants;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
