package dev.coldbrew.cli;

import dev.coldbrew.build.toolchain.Machine;
import dev.coldbrew.cli.doctor.Check;
import dev.coldbrew.cli.doctor.Finding;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code coldbrew doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Coldbrew.Version.class,
        description = {
            "Tell what this machine has for building and running functions.",
            "",
            "Each thing: where it was found, its version, what it enables, and how to install it. Nothing but a JDK is needed;"
                    + " the rest makes more possible. The exit status is 0 whatever is missing."
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    enum Output {
        text,
        json
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Finding> findings = Check.lookAt(Machine.here());
        if (output == Output.json) {
            spec.commandLine().getOut().println(json(findings));
        } else {
            findings.forEach(this::print);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String json(List<Finding> findings) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(findings);
    }

    private void print(Finding finding) {
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        String mark = switch (finding.status()) {
            case FOUND -> "@|green ✓|@";
            case UNUSABLE -> "@|yellow !|@";
            case MISSING -> "@|faint -|@";
        };
        String found = finding.where()
                .map(where -> finding.version().map(version -> version + "  ").orElse("") + where)
                .orElse("not found");
        line(ansi.string(mark) + String.format(Locale.ROOT, " %-16s", finding.name()) + found);
        finding.reason().ifPresent(reason -> detail("      ", reason));
        detail("for:  ", finding.enables());
        finding.fix().ifPresent(fix -> detail("fix:  ", fix));
    }

    private void detail(String label, String text) {
        line(" ".repeat(18) + label + text);
    }

    private void line(String text) {
        spec.commandLine().getOut().println(text);
    }
}
