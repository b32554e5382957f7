package dev.coldbrew.cli;

import dev.coldbrew.build.toolchain.Machine;
import dev.coldbrew.build.toolchain.Missing;
import dev.coldbrew.build.toolchain.Target;
import dev.coldbrew.build.toolchain.TargetSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code coldbrew targets}. */
@Command(
        name = "targets",
        mixinStandardHelpOptions = true,
        versionProvider = Coldbrew.Version.class,
        description = "Tell which targets and forms can be built here and now, and how to get what is missing.")
final class TargetsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private DoctorCommand.Output output;

    /** One target as JSON. */
    private record Row(String target, List<Missing> missingForJvm, List<Missing> missingForNative) {}

    @Override
    public Integer call() throws InterruptedException {
        Console console = new Console(spec);
        Machine machine = Machine.here();
        List<Row> rows = new ArrayList<>();
        for (Target target : Target.values()) {
            TargetSupport support = TargetSupport.of(machine, target);
            rows.add(new Row(target.id(), support.jvm(), support.nativeForm()));
        }
        if (output == DoctorCommand.Output.json) {
            console.out(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(rows));
        } else {
            for (Row row : rows) {
                console.out(row.target());
                print(console, "native", row.missingForNative());
                print(console, "jvm", row.missingForJvm());
            }
        }
        return 0;
    }

    private static void print(Console console, String form, List<Missing> missing) {
        String head = String.format(Locale.ROOT, "  %-7s ", form);
        if (missing.isEmpty()) {
            console.out(head + "yes");
            return;
        }
        for (Missing thing : missing) {
            console.out(head + "needs " + thing.what());
            console.out(" ".repeat(head.length()) + "fix: " + thing.fix());
            head = " ".repeat(head.length());
        }
    }
}
