package dev.coldbrew.cli;

import dev.coldbrew.platform.LocalLambda;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coldbrew invoke}. */
@Command(
        name = "invoke",
        mixinStandardHelpOptions = true,
        versionProvider = Coldbrew.Version.class,
        description = {
            "Invoke a function and print its result.",
            "",
            "FUNCTION is a function.zip or the folder of a project that was built: it runs in a local Lambda that lives as"
                    + " long as this command. Or it is the name of a function in a Lambda that runs already."
        },
        footer = {
            "",
            "The result goes to standard output, the log to standard error.",
            "",
            "Examples:",
            "  coldbrew invoke examples/orders --event examples/orders/events/place-order.json",
            "  coldbrew invoke orders --payload '{}' --endpoint http://127.0.0.1:9070"
        })
final class InvokeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FunctionOptions function;

    @Parameters(paramLabel = "FUNCTION", description = "A zip, a built project's folder, or a name.")
    private String target;

    @ArgGroup
    private Event event = new Event();

    private static final class Event {
        @Option(
                names = {"-e", "--event"},
                paramLabel = "FILE",
                description = "The event; - for standard input.")
        private Path file;

        @Option(
                names = {"-p", "--payload"},
                paramLabel = "JSON",
                description = "The event itself (default: {}).")
        private String payload = "{}";
    }

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The Lambda to call (default: " + LocalEndpoint.DEFAULT + " for a name).")
    private String endpoint;

    @Option(
            names = {"-n", "--repeat"},
            paramLabel = "N",
            defaultValue = "1",
            description = "Invoke so many times, one after the other (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Override
    public Integer call() throws IOException {
        Console console = new Console(spec);
        byte[] payload = payload();
        if (endpoint == null && Files.exists(Path.of(target))) {
            FunctionSource source = FunctionSource.parse(target);
            try (LocalLambda lambda = LocalLambda.builder().start();
                    LambdaCalls calls = new LambdaCalls(lambda.endpoint())) {
                calls.deploy(source.name(), source.zip(), function);
                return invoke(console, calls, source.name(), payload);
            }
        }
        if (target.endsWith(".zip") || target.contains("/")) {
            throw new CommandFailedException("There is no " + target + ". Build it first with: coldbrew build");
        }
        try (LambdaCalls calls =
                new LambdaCalls(LocalEndpoint.parse(endpoint == null ? LocalEndpoint.DEFAULT : endpoint))) {
            return invoke(console, calls, target, payload);
        }
    }

    private int invoke(Console console, LambdaCalls calls, String name, byte[] payload) {
        boolean failed = false;
        for (int i = 0; i < repeat; i++) {
            LambdaCalls.Invocation invocation = calls.invoke(name, payload);
            invocation.log().lines().forEach(console::log);
            console.out(invocation.payload());
            failed |= invocation.failed();
        }
        return failed ? 1 : 0;
    }

    private byte[] payload() throws IOException {
        if (event.file == null) {
            return event.payload.getBytes(StandardCharsets.UTF_8);
        }
        if (event.file.toString().equals("-")) {
            return System.in.readAllBytes();
        }
        try {
            return Files.readAllBytes(event.file);
        } catch (NoSuchFileException e) {
            throw new CommandFailedException("There is no event file " + event.file, e);
        }
    }
}
