package dev.coldbrew.build;

import dev.coldbrew.build.toolchain.Machine;
import dev.coldbrew.build.toolchain.Missing;
import dev.coldbrew.build.toolchain.NativeTools;
import dev.coldbrew.build.toolchain.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Builds a function's {@code bootstrap} as a native executable, by GraalVM's native-image, and {@code function.zip}.
 *
 * <p>What is missing is told before anything is compiled. Nothing is trained: the executable needs no archive.
 */
public final class NativeBuild {
    /** Analysing and compiling a large function takes minutes. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final FunctionCode code;
    private final Target target;
    private Machine machine = Machine.here();
    private Path output = Path.of("target/coldbrew");
    private String linkage = "static";
    private Optional<Path> graalVm = Optional.empty();
    private Optional<String> linker = Optional.empty();
    private Optional<String> heap = Optional.empty();
    private List<String> arguments = List.of();

    private NativeBuild(FunctionCode code, Target target) {
        this.code = code;
        this.target = target;
    }

    /**
     * What was made.
     *
     * @param bootstrap the executable
     * @param zip {@code function.zip}
     * @param command how native-image was called
     */
    public record Result(Path bootstrap, Path zip, List<String> command) {}

    public static NativeBuild of(FunctionCode code, Target target) {
        return new NativeBuild(code, target);
    }

    /** The machine whose tools are used; by default this one. */
    public NativeBuild machine(Machine machine) {
        this.machine = machine;
        return this;
    }

    /** Where the result goes, by default {@code target/coldbrew}. */
    public NativeBuild output(Path folder) {
        this.output = folder;
        return this;
    }

    /** {@code static} (musl only), {@code mostly-static} (all but glibc) or {@code dynamic}. */
    public NativeBuild linkage(String linkage) {
        this.linkage = linkage;
        return this;
    }

    /** The GraalVM's folder; empty to look for one. */
    public NativeBuild graalVm(Optional<Path> home) {
        this.graalVm = home;
        return this;
    }

    /** The C compiler that links, by name or path; empty to take the one that fits. */
    public NativeBuild linker(Optional<String> linker) {
        this.linker = linker;
        return this;
    }

    /** The largest heap, such as 256m; empty for native-image's own rule, 80 % of the machine's memory. */
    public NativeBuild heap(Optional<String> heap) {
        this.heap = heap;
        return this;
    }

    /** Arguments for native-image. They come after Coldbrew's own, so that they win. */
    public NativeBuild arguments(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
        return this;
    }

    /**
     * Whether it can be built; quick, before anything is compiled.
     *
     * @throws BuildException that names what is missing, and how to get it
     */
    public static NativeTools check(
            Machine machine, Target target, String linkage, Optional<Path> graalVm, Optional<String> linker)
            throws InterruptedException {
        boolean musl = target.libc() == Target.Libc.MUSL;
        if (musl != linkage.equals("static")) {
            throw new BuildException("The target " + target.id() + " can't be linked " + linkage
                    + ": musl is static, glibc" + " mostly-static or dynamic");
        }
        NativeTools tools = NativeTools.find(machine, target, graalVm, linker);
        if (!tools.missing().isEmpty()) {
            throw new BuildException("The native form for " + target.id() + " needs:\n"
                    + tools.missing().stream()
                            .map((Missing missing) -> "  " + missing.what() + "\n    fix: " + missing.fix())
                            .collect(Collectors.joining("\n"))
                    + "\nThe jvm form needs none of that: coldbrew build --form jvm");
        }
        return tools;
    }

    /**
     * Builds.
     *
     * @throws BuildException when something is missing, or native-image refuses the function; with its output
     */
    public Result build() throws InterruptedException {
        try {
            NativeTools tools = check(machine, target, linkage, graalVm, linker);
            Path folder = output.toAbsolutePath().normalize();
            Files.createDirectories(folder);
            LastBuild.forget(folder);
            Path scratch = Files.createTempDirectory(folder, "work");
            try {
                return build(tools, folder, scratch);
            } finally {
                BootstrapBuild.delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result build(NativeTools tools, Path folder, Path scratch) throws IOException, InterruptedException {
        // What a build of the jvm form left; it would go into the zip.
        BootstrapBuild.delete(folder.resolve("coldbrew"));
        Path bootstrap = folder.resolve(BootstrapBuild.BOOTSTRAP);
        Files.deleteIfExists(bootstrap);
        List<Path> classPath = new ArrayList<>();
        classPath.addAll(code.classes());
        classPath.addAll(code.classPath());
        int feature = Runtime.version().feature();
        MainClass mainClass = MainClass.in(MergedClasses.of(code.classes(), feature), code.mainClass());
        String startClass = mainClass.name();
        if (StartClass.isPossible(mainClass, MergedClasses.of(classPath, feature))) {
            StartClass start = StartClass.of(mainClass);
            start.writeTo(scratch.resolve("start"));
            classPath.add(scratch.resolve("start"));
            startClass = start.name();
        }
        List<String> command = command(tools, classPath, startClass, bootstrap);
        Command.run(command, scratch, LIMIT);
        if (!Files.isExecutable(bootstrap)) {
            throw new BuildException("native-image ended well and made no " + bootstrap + ". It was called as: "
                    + String.join(" ", command));
        }
        FunctionZip zip = FunctionZip.of(folder, folder.resolve(BootstrapBuild.ZIP));
        return new Result(bootstrap, zip.file(), command);
    }

    /** No metadata of ours: the runtime uses no reflection. URL protocols and locales stay native-image's few. */
    private List<String> command(NativeTools tools, List<Path> classPath, String startClass, Path bootstrap) {
        List<String> command = new ArrayList<>();
        command.add(tools.graalVm().orElseThrow().nativeImage().toString());
        command.add("--no-fallback");
        command.add("-march=" + march());
        switch (linkage) {
            case "static" -> command.addAll(List.of("--static", "--libc=musl"));
            case "mostly-static" -> command.add("--static-nolibc");
            default -> {
                // dynamic is native-image's own way
            }
        }
        command.add("--native-compiler-path=" + tools.linker().orElseThrow());
        tools.zlibFolder()
                .ifPresent(zlib -> command.addAll(List.of(
                        "-H:+UnlockExperimentalVMOptions",
                        "-H:CLibraryPath=" + zlib,
                        "-H:-UnlockExperimentalVMOptions")));
        heap.ifPresent(size -> command.add("-R:MaxHeapSize=" + size));
        command.addAll(arguments);
        command.addAll(List.of("-o", bootstrap.toString(), "-cp"));
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(":")));
        command.add(startClass);
        return List.copyOf(command);
    }

    /** Lambda's x86_64 machines have AVX2, its arm64 ones are Graviton2 and later (Armv8.2). */
    private String march() {
        return switch (target.architecture()) {
            case X86_64 -> "x86-64-v3";
            case AARCH64 -> "armv8.1-a";
        };
    }
}
