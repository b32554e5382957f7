package dev.coldbrew.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.plugin.logging.Log;

/** Passes on the lines of {@code dev.coldbrew.build.BuildMain}, which say by their first word what they are. */
final class BuildOutput implements Consumer<String> {
    private final Log log;
    private final List<String> errors = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    BuildOutput(Log log) {
        this.log = log;
    }

    @Override
    public void accept(String line) {
        int space = line.indexOf(' ');
        String text = line.substring(space + 1);
        switch (space < 0 ? "" : line.substring(0, space)) {
            case "info" -> log.info(text);
            case "warning" -> log.warn(text);
            case "error" -> errors.add(text);
            // Not of BuildMain: what the JVM itself has to say. Where it doesn't start, that is the reason.
            default -> {
                log.info(line);
                others.add(line);
            }
        }
    }

    /** What went wrong, for the user. */
    String error() {
        return String.join("\n", errors.isEmpty() ? others : errors);
    }
}
