package dev.coldbrew.cli;

import dev.coldbrew.build.BootstrapResult;
import dev.coldbrew.build.BuildProgress;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Model.CommandSpec;

/** Prints for a person: colours and moving lines on a terminal, plain lines elsewhere. Results go to {@link #out}, all else to {@link #err}. */
final class Console implements BuildProgress {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private long stepStart;

    Console(CommandSpec spec) {
        CommandLine command = spec.commandLine();
        out = command.getOut();
        err = command.getErr();
        terminal = command.getColorScheme().ansi().enabled();
    }

    /** A line of the result. */
    void out(String line) {
        out.println(line);
        out.flush();
    }

    /** A line about what goes on. */
    void note(String line) {
        err.println(line);
        err.flush();
    }

    /** A headline of what goes on. */
    void headline(String text) {
        note(styled(Style.bold, text));
    }

    /** A line of a function's log. */
    void log(String line) {
        note(styled(Style.faint, "  " + line));
    }

    @Override
    public void warning(String message) {
        note(styled(Style.fg_yellow, "warning: ") + message);
    }

    @Override
    public void started(Step step) {
        stepStart = System.nanoTime();
        if (terminal) {
            err.print("  … " + step.title());
            err.flush();
        }
    }

    @Override
    public void done(Step step, String detail) {
        String seconds = String.format(Locale.ROOT, "%5.1f s", (System.nanoTime() - stepStart) / 1e9);
        note((terminal ? "\r\u001b[K" : "")
                + styled(Style.fg_green, "  ✓ ")
                + String.format(Locale.ROOT, "%-29s", step.title())
                + seconds
                + "  "
                + detail);
    }

    /** What a build made, in two lines. */
    void result(BootstrapResult result) {
        StringBuilder parts = new StringBuilder();
        for (BootstrapResult.Part part : result.parts()) {
            parts.append(parts.isEmpty() ? "" : ", ")
                    .append(part.name())
                    .append(' ')
                    .append(megabytes(part.size()));
        }
        if (result.upToDate()) {
            note("  nothing changed since the last build");
        }
        note("  " + result.zip() + "  " + megabytes(result.zipSize()) + " zipped, " + megabytes(result.unpackedSize())
                + " unpacked");
        note(styled(Style.faint, "  " + parts));
    }

    /** In AWS's megabytes, of which 50 are 52,428,800 bytes. */
    static String megabytes(long bytes) {
        double kilobytes = bytes / 1024.0;
        return kilobytes < 100
                ? String.format(Locale.ROOT, "%.1f kB", kilobytes)
                : String.format(Locale.ROOT, "%.1f MB", kilobytes / 1024);
    }

    /** Not by picocli's markup: a log line may hold anything, its brackets too. */
    private String styled(Style style, String text) {
        return terminal ? style.on() + text + style.off() : text;
    }
}
