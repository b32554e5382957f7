package dev.coldbrew.cli;

import dev.coldbrew.build.BootstrapBuild;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.ToolProvider;

/** A small function over our own runtime, compiled and built for the tests of this module. */
final class TestFunction {
    private static final String SOURCE = """
            package acme;

            import dev.coldbrew.runtime.Lambda;

            public final class Acme {
                public static void main(String[] args) {
                    if (System.getenv("FAIL_INIT") != null) {
                        throw new IllegalArgumentException("bad configuration");
                    }
                    Lambda.run((event, context) -> {
                        String text = new String(event, java.nio.charset.StandardCharsets.UTF_8);
                        if (text.contains("fail")) {
                            throw new IllegalStateException("as asked");
                        }
                        System.out.println("printed 日本");
                        System.getLogger("acme").log(System.Logger.Level.INFO, "got " + text);
                        return event;
                    });
                }
            }
            """;

    private TestFunction() {}

    /** The folder of its classes. */
    static Path compile(Path folder) throws IOException {
        Path source = folder.resolve("Acme.java");
        Path classes = folder.resolve("classes");
        Files.writeString(source, SOURCE);
        Files.createDirectories(classes);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        runtime().toString(),
                        source.toString());
        if (status != 0) {
            throw new AssertionError("the test function does not compile");
        }
        return classes;
    }

    /** The runtime's jar or class folder. */
    static Path runtime() {
        List<String> entries =
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        return entries.stream()
                .map(Path::of)
                .filter(entry -> Files.exists(entry.resolve("dev/coldbrew/runtime/Lambda.class"))
                        || entry.getFileName().toString().startsWith("coldbrew-runtime"))
                .findFirst()
                .orElseThrow();
    }

    /** The zip of a build in {@code folder}. */
    static Path zip(Path folder) throws IOException, InterruptedException {
        return BootstrapBuild.of(
                        dev.coldbrew.build.FunctionCode.of(compile(folder)).withClassPath(List.of(runtime())))
                .output(folder.resolve("target/coldbrew"))
                .build()
                .zip();
    }
}
