package dev.coldbrew.cli;

import dev.coldbrew.inspect.Inspection;
import dev.coldbrew.inspect.LambdaOs;
import dev.coldbrew.inspect.Verdict.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coldbrew inspect}. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        versionProvider = Coldbrew.Version.class,
        description = {
            "Say what is in an executable or a zip, and whether AWS Lambda runs it.",
            "",
            "Takes any language's executables, of any machine, scripts, and function zips. Exit status: 0 when it is sure to"
                    + " run on provided.al2023 with the machine that it is for, 1 when not."
        },
        footer = {
            "",
            "Examples:",
            "  coldbrew inspect target/coldbrew/function.zip",
            "  coldbrew inspect /bin/ls --output json"
        })
final class InspectCommand implements Callable<Integer> {
    enum Output {
        text,
        json
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "An executable or a zip.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailedException(
                    Files.isDirectory(file)
                            ? file + " is a folder. Name a file in it, such as target/coldbrew/function.zip"
                            : "There is no file " + file);
        }
        Inspection inspection = Inspection.of(file);
        Console console = new Console(spec);
        switch (output) {
            case text -> new InspectionText(inspection).lines().forEach(console::out);
            case json -> console.out(InspectionJson.of(inspection));
        }
        return inspection
                        .verdict(new Target(LambdaOs.PROVIDED_AL2023, inspection.architecture()))
                        .runs()
                ? 0
                : 1;
    }
}
