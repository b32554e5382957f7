package dev.coldbrew.cli;

import dev.coldbrew.build.BootstrapBuild;
import dev.coldbrew.build.FunctionCode;
import dev.coldbrew.build.NativeBuild;
import dev.coldbrew.build.settings.Settings;
import dev.coldbrew.build.toolchain.Machine;
import dev.coldbrew.build.toolchain.Missing;
import dev.coldbrew.build.toolchain.TargetSupport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code coldbrew build}. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        versionProvider = Coldbrew.Version.class,
        description = {
            "Build a function's bootstrap and function.zip.",
            "",
            "Compiles a Maven project, links its classes and the parts of Java that they need into an image, trains it"
                    + " with sample events so that it starts fast, and packs a zip that AWS Lambda takes for the runtime"
                    + " provided.al2023. The result is in target/coldbrew."
        },
        footer = {"", "Example:", "  coldbrew build examples/orders"})
final class BuildCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Coldbrew coldbrew;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "A Maven project (default: this folder).")
    private Path project;

    @Option(
            names = "--main",
            paramLabel = "CLASS",
            description = "The class whose main is the function, where there is more than one.")
    private String mainClass;

    @Option(
            names = {"-e", "--event"},
            paramLabel = "FILE",
            description = "A sample event to train with. May be repeated (default: all of events/*.json).")
    private List<Path> events = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where the result goes (default: target/coldbrew of the project).")
    private Path output;

    @Option(
            names = "--classes",
            paramLabel = "PATH",
            description = "A folder or jar of the function's own classes, instead of a Maven project.")
    private Path classes;

    @Option(
            names = "--class-path",
            paramLabel = "PATHS",
            description = "With --classes: the jars and folders that the function depends on, separated by colons.")
    private String classPath = "";

    @Option(
            names = "--add-module",
            paramLabel = "NAME",
            description = "A module of the JDK that the function needs and its code doesn't name. May be repeated.")
    private List<String> modules = new ArrayList<>();

    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--class-path-form",
            description = "Leave the classes in jars beside the Java image instead of inside it.")
    private boolean classPathForm;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = new Console(spec);
        Settings settings = options.decide(classes == null ? project : Path.of("."));
        if (classes == null) {
            MavenProject maven = MavenProject.at(project);
            console.headline("Building " + maven.name());
            check(settings);
            FunctionCode code = maven.compile(console, coldbrew.verbose());
            build(
                    console,
                    settings,
                    code,
                    events.isEmpty() ? maven.events() : events,
                    output == null ? maven.output() : output);
        } else {
            console.headline("Building " + classes);
            check(settings);
            FunctionCode code = FunctionCode.of(classes).withClassPath(libraries());
            build(console, settings, code, events, output == null ? Path.of("target", "coldbrew") : output);
        }
        return 0;
    }

    /** Before anything is compiled: whether the target can be built for. */
    private static void check(Settings settings) throws InterruptedException {
        if (settings.nativeForm()) {
            NativeBuild.check(
                    Machine.here(), settings.target(), settings.linkage(), settings.graalVm(), settings.linker());
            return;
        }
        List<Missing> missing = TargetSupport.jvm(Machine.here(), settings.target());
        if (!missing.isEmpty()) {
            throw new CommandFailedException(
                    "The jvm form for " + settings.target().id() + " needs "
                            + missing.getFirst().what() + ". To fix it: "
                            + missing.getFirst().fix());
        }
    }

    private void build(Console console, Settings settings, FunctionCode plain, List<Path> sampleEvents, Path folder)
            throws InterruptedException {
        FunctionCode code = mainClass == null ? plain : plain.withMainClass(mainClass);
        if (settings.nativeForm()) {
            console.note("  Compiling ahead of time, which takes minutes");
            NativeBuild.Result result = NativeBuild.of(code, settings.target())
                    .output(folder)
                    .linkage(settings.linkage())
                    .graalVm(settings.graalVm())
                    .linker(settings.linker())
                    .heap(settings.heap())
                    .arguments(settings.nativeArguments())
                    .build();
            console.note("  " + result.zip());
            return;
        }
        BootstrapBuild build = BootstrapBuild.of(code)
                .output(folder)
                .sampleEvents(sampleEvents)
                .modules(modules)
                .jvmArguments(settings.jvmArguments())
                .tuned(settings.tuned())
                .classPathForm(classPathForm)
                .progress(console);
        settings.jdk().ifPresent(build::jdk);
        console.result(build.build());
    }

    private List<Path> libraries() {
        List<Path> libraries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                libraries.add(Path.of(entry));
            }
        }
        return libraries;
    }
}
