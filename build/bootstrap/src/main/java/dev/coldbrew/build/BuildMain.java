package dev.coldbrew.build;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * Builds a function for a program that runs on an older Java, such as Maven with its plugin: it starts a JDK 25 with this class.
 *
 * <p>The one argument names a properties file, UTF-8, with {@code classes.0}, {@code classes.1} ..., {@code classPath.N},
 * {@code sampleEvents.N}, {@code modules.N}, {@code jvmArguments.N}, {@code output}, and where wanted {@code mainClass} and
 * {@code classPathForm=true}: the settings of {@link BootstrapBuild}. Standard output is UTF-8 and says line by line how it
 * goes; a line begins with {@code info}, {@code warning} or {@code error} and a space. The exit status is 0 when the function is
 * built, 1 when it can't be built or doesn't work, which the error lines explain, and 2 when something else went wrong.
 */
public final class BuildMain {
    private static final int FAILED = 1;
    private static final int BROKEN = 2;

    private BuildMain() {}

    public static void main(String[] args) {
        Lines lines = new Lines(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.exit(run(Path.of(args[0]), lines));
    }

    private static int run(Path request, Lines lines) {
        try {
            lines.result(build(request, lines));
            return 0;
        } catch (BuildException e) {
            lines.print("error", e.getMessage());
            return FAILED;
        } catch (IOException | InterruptedException | RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            lines.print("error", trace.toString());
            return BROKEN;
        }
    }

    private static BootstrapResult build(Path request, Lines lines) throws IOException, InterruptedException {
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(request)) {
            settings.load(in);
        }
        FunctionCode code = new FunctionCode(
                paths(settings, "classes"),
                paths(settings, "classPath"),
                Optional.ofNullable(settings.getProperty("mainClass")));
        return BootstrapBuild.of(code)
                .output(Path.of(settings.getProperty("output")))
                .sampleEvents(paths(settings, "sampleEvents"))
                .modules(texts(settings, "modules"))
                .jvmArguments(texts(settings, "jvmArguments"))
                .classPathForm(Boolean.parseBoolean(settings.getProperty("classPathForm")))
                .progress(lines)
                .build();
    }

    private static List<Path> paths(Properties settings, String name) {
        return texts(settings, name).stream().map(Path::of).toList();
    }

    private static List<String> texts(Properties settings, String name) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; settings.containsKey(name + "." + i); i++) {
            texts.add(settings.getProperty(name + "." + i));
        }
        return texts;
    }

    /** What the caller reads. */
    private record Lines(PrintStream out) implements BuildProgress {
        @Override
        public void done(Step step, String detail) {
            print("info", String.format(Locale.ROOT, "%-29s%s", step.title(), detail));
        }

        @Override
        public void warning(String message) {
            print("warning", message);
        }

        private void result(BootstrapResult result) {
            if (result.upToDate()) {
                print("info", "Nothing changed since the last build");
                result.warnings().forEach(this::warning);
            }
            print(
                    "info",
                    result.zip() + "  " + SizeLimits.megabytes(result.zipSize()) + " zipped, "
                            + SizeLimits.megabytes(result.unpackedSize()) + " unpacked");
        }

        private void print(String kind, String message) {
            message.lines().forEach(line -> out.println(kind + " " + line));
        }
    }
}
