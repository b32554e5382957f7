package dev.coldbrew.cli;

import dev.coldbrew.platform.LocalLambda;
import dev.coldbrew.platform.environment.LogEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coldbrew local}. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        versionProvider = Coldbrew.Version.class,
        description = {
            "Serve AWS Lambda's API on this machine.",
            "",
            "Any AWS SDK and the AWS CLI work against it. Logs of the functions are printed. Ends with Ctrl-C; no process"
                    + " of a function is left."
        },
        footer = {
            "",
            "Example:",
            "  coldbrew local examples/orders",
            "  aws lambda invoke --endpoint-url http://127.0.0.1:9070 --function-name orders out.json"
        })
final class LocalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FunctionOptions function;

    @Parameters(
            arity = "0..*",
            paramLabel = "[NAME=]PATH",
            description = "Functions to create: a function.zip, or the folder of a project that was built.")
    private List<String> functions = new ArrayList<>();

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "" + LocalEndpoint.PORT,
            description = "The port on 127.0.0.1; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "DIR",
            description = "Keeps functions in this folder (default: they are forgotten at the end).")
    private Path data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = new Console(spec);
        List<FunctionSource> sources =
                functions.stream().map(FunctionSource::parse).toList();
        LocalLambda.Builder builder = LocalLambda.builder().port(port).logs(event -> print(console, event));
        if (data != null) {
            builder.dataDirectory(data);
        }
        CountDownLatch ended = new CountDownLatch(1);
        try (LocalLambda lambda = builder.start()) {
            // Ctrl-C and SIGTERM start the shutdown; it waits until the functions' processes are gone.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                lambda.close();
                ended.countDown();
            }));
            try (LambdaCalls calls = new LambdaCalls(lambda.endpoint())) {
                for (FunctionSource source : sources) {
                    calls.deploy(source.name(), source.zip(), function);
                    console.note("Created " + source.name() + " from " + source.zip());
                }
            }
            console.out("Lambda listens on " + lambda.endpoint());
            ended.await();
        }
        return 0;
    }

    private static void print(Console console, LogEvent event) {
        String message = new String(event.message(), StandardCharsets.UTF_8);
        // A carriage return parts the lines of one event (G-03); a terminal would print them over each other.
        console.note(event.logGroup() + "  " + message.replace("\r", "\n  "));
    }
}
