package dev.coldbrew.cli;

import dev.coldbrew.build.BootstrapBuild;
import dev.coldbrew.build.BootstrapResult;
import dev.coldbrew.platform.LocalLambda;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code coldbrew demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Coldbrew.Version.class,
        description = {
            "Build examples/orders, run it in a local Lambda, and invoke it.",
            "",
            "First cold, then warm, then with an order that it refuses. Nothing is left running."
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Coldbrew coldbrew;

    @Mixin
    private FunctionOptions function;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = new Console(spec);
        MavenProject project = MavenProject.at(home().resolve("examples").resolve("orders"));

        console.headline("1. Build " + project.name() + ": a bootstrap, and the zip that AWS takes");
        BootstrapResult built = BootstrapBuild.of(project.compile(console, coldbrew.verbose()))
                .output(project.output())
                .sampleEvents(project.events())
                .progress(console)
                .build();
        console.result(built);

        console.headline("2. Start a local Lambda and create the function");
        try (LocalLambda lambda = LocalLambda.builder().start();
                LambdaCalls calls = new LambdaCalls(lambda.endpoint())) {
            calls.deploy(project.name(), built.zip(), function);
            console.note("  " + project.name() + " is active on " + lambda.endpoint());

            boolean failed = false;
            for (Step step : List.of(
                    new Step("3. Invoke it, cold", "place-order.json"),
                    new Step("4. Again, warm", "place-order.json"),
                    new Step("5. An order that it refuses", "invalid-order.json"))) {
                console.headline(step.title());
                failed |= invoke(console, calls, project, step.event());
            }
            return failed ? 1 : 0;
        }
    }

    private record Step(String title, String event) {}

    private static boolean invoke(Console console, LambdaCalls calls, MavenProject project, String event)
            throws IOException {
        LambdaCalls.Invocation invocation = calls.invoke(
                project.name(),
                Files.readAllBytes(project.folder().resolve("events").resolve(event)));
        invocation.log().lines().forEach(console::log);
        console.out(invocation.payload());
        return invocation.failed();
    }

    /** The checkout, as the start script tells it; else this folder. */
    private static Path home() {
        return Path.of(System.getProperty("coldbrew.home", "."));
    }
}
