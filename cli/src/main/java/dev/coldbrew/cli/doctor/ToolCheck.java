package dev.coldbrew.cli.doctor;

import dev.coldbrew.build.toolchain.Machine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tool that is there when it is on the PATH and tells its version.
 *
 * @param tool the executable
 * @param name for a display
 * @param enables what Coldbrew does with it
 * @param fix how to install it
 */
record ToolCheck(String tool, String name, String enables, String fix) implements Check {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+\\S*|\\d{8}\\S*");

    @Override
    public Finding look(Machine machine) throws InterruptedException {
        Optional<Path> path = machine.tool(tool);
        if (path.isEmpty()) {
            return Finding.missing(name, enables, fix);
        }
        Finding finding = Finding.found(name, enables, path.get());
        Machine.Answer answer = machine.ask(path.get(), "--version");
        return answer.ok()
                ? finding.version(version(answer.text()))
                : finding.unusable("it doesn't run: " + firstLine(answer.text()), fix);
    }

    /** The first thing in a text that looks like a version. */
    static Optional<String> version(String text) {
        Matcher matcher = VERSION.matcher(text);
        return matcher.find() ? Optional.of(matcher.group().replaceAll("[),;]+$", "")) : Optional.empty();
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("it says nothing");
    }
}
