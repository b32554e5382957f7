package dev.coldbrew.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code coldbrew} command. */
@Command(
        name = "coldbrew",
        description = "AWS Lambda functions in Java, from main to the sandbox.",
        mixinStandardHelpOptions = true,
        versionProvider = Coldbrew.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            BuildCommand.class,
            InspectCommand.class,
            LocalCommand.class,
            InvokeCommand.class,
            DoctorCommand.class,
            ConfigCommand.class,
            TargetsCommand.class,
        },
        footer = {
            "",
            "Exit status: 0 done, 1 the function or the command failed, 2 the command line is wrong.",
            "coldbrew COMMAND --help tells more."
        })
public final class Coldbrew {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show what runs, and stack traces of errors.")
    private boolean verbose;

    private Coldbrew() {}

    boolean verbose() {
        return verbose;
    }

    /** Runs a command and ends the process with its exit status. */
    public static void main(String[] args) {
        System.exit(execute(writer(System.out), writer(System.err), args));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /** Runs a command and gives its exit status. */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        Coldbrew coldbrew = new Coldbrew();
        Failures failures = new Failures(coldbrew);
        return new CommandLine(coldbrew)
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .execute(args);
    }

    /** Reads the version that Maven wrote. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties properties = new Properties();
            try (InputStream in = Coldbrew.class.getResourceAsStream("version.properties")) {
                properties.load(in);
            }
            return new String[] {"coldbrew " + properties.getProperty("version")};
        }
    }
}
