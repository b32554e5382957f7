package dev.coldbrew.build;

import dev.coldbrew.build.BootstrapResult.Form;
import dev.coldbrew.build.BootstrapResult.Part;
import dev.coldbrew.build.BuildProgress.Step;
import dev.coldbrew.launcher.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Builds a function's {@code bootstrap} and {@code function.zip}.
 *
 * {@snippet :
 * BootstrapResult result = BootstrapBuild.of(FunctionCode.of(Path.of("target/classes")))
 *         .sampleEvents(List.of(Path.of("event.json")))
 *         .build();
 * System.out.println(result.zip() + ": " + result.zipSize() + " bytes");
 * }
 *
 * <p>The function is run while it is built (see {@link #sampleEvents}): its main method has to run a Runtime API loop. A build
 * whose inputs are the same as those of the result that is already in the output folder does nothing.
 */
public final class BootstrapBuild {
    static final String BOOTSTRAP = "bootstrap";
    static final String ZIP = "function.zip";
    private static final String IMAGE = "coldbrew/jre";
    private static final String LIBRARIES = "coldbrew/lib";

    private final FunctionCode code;
    private Path jdkHome = Path.of(System.getProperty("java.home"));
    private Path output = Path.of("target/coldbrew");
    private List<Path> sampleEvents = List.of();
    private List<String> modules = List.of();
    private List<String> jvmArguments = List.of();
    private boolean tuned;
    private boolean classPathForm;
    private Launcher launcher = Launcher.forThisMachine();
    private BuildProgress progress = BuildProgress.NONE;
    private final List<String> warnings = new ArrayList<>();

    private BootstrapBuild(FunctionCode code) {
        this.code = code;
    }

    public static BootstrapBuild of(FunctionCode code) {
        return new BootstrapBuild(code);
    }

    /** The JDK that the image is linked from, 25 or later, with jlink; by default the one that runs this. */
    public BootstrapBuild jdk(Path home) {
        this.jdkHome = home;
        return this;
    }

    /** Where the result goes, by default {@code target/coldbrew}. A result that is there is replaced, other files stay. */
    public BootstrapBuild output(Path folder) {
        this.output = folder;
        return this;
    }

    /**
     * Files with events that the function is trained with; by default one event, {@code {}}. What the function loads while it
     * answers them starts fast afterwards. An event that it answers with an error is a warning.
     */
    public BootstrapBuild sampleEvents(List<Path> files) {
        this.sampleEvents = List.copyOf(files);
        return this;
    }

    /** Modules of the JDK that the function needs and its code doesn't name, such as {@code jdk.localedata}. */
    public BootstrapBuild modules(List<String> names) {
        this.modules = List.copyOf(names);
        return this;
    }

    /** Arguments for the function's JVM. They come after Coldbrew's own, so that they win. */
    public BootstrapBuild jvmArguments(List<String> arguments) {
        this.jvmArguments = List.copyOf(arguments);
        return this;
    }

    /** Whether diagnostic flags of the JVM are used that start it a little faster; by default not. */
    public BootstrapBuild tuned(boolean tuned) {
        this.tuned = tuned;
        return this;
    }

    /**
     * Leaves the classes in jars beside the image: for code that looks for jars, or that reads files of the same name from more
     * than one of them. Without it that is done only for code that can't be a module.
     */
    public BootstrapBuild classPathForm(boolean classPathForm) {
        this.classPathForm = classPathForm;
        return this;
    }

    /** What becomes {@code bootstrap}; by default {@link Launcher#forThisMachine}. */
    public BootstrapBuild launcher(Launcher launcher) {
        this.launcher = launcher;
        return this;
    }

    /** Who hears how the build gets on. */
    public BootstrapBuild progress(BuildProgress progress) {
        this.progress = progress;
        return this;
    }

    /**
     * Builds.
     *
     * @throws BuildException when the function can't be built or doesn't work; the message says why
     * @throws UncheckedIOException when files can't be read or written
     * @throws InterruptedException when the thread is interrupted; what was started is ended
     */
    public BootstrapResult build() throws InterruptedException {
        try {
            Path folder = output.toAbsolutePath().normalize();
            Jdk jdk = Jdk.at(jdkHome);
            List<byte[]> events = events();
            String inputs = inputs(jdk, events);
            Optional<BootstrapResult> last = LastBuild.find(folder, inputs);
            if (last.isPresent()) {
                return last.get();
            }
            warnings.clear();
            Files.createDirectories(folder);
            LastBuild.forget(folder);
            Path scratch = Files.createTempDirectory(folder, "work");
            try {
                BootstrapResult result = build(jdk, events, folder, scratch);
                LastBuild.write(result, inputs);
                return result;
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BootstrapResult build(Jdk jdk, List<byte[]> events, Path folder, Path scratch)
            throws IOException, InterruptedException {
        delete(folder.resolve("coldbrew"));
        Files.createDirectories(folder.resolve("coldbrew"));
        launcher.writeTo(folder.resolve(BOOTSTRAP));

        progress.started(Step.MODULES);
        MainClass mainClass = MainClass.in(MergedClasses.of(code.classes(), jdk.feature()), code.mainClass());
        List<Path> classPath = new ArrayList<>(classPath());
        MergedClasses all = MergedClasses.of(classPath, jdk.feature());
        String startClass = mainClass.name();
        if (StartClass.isPossible(mainClass, all)) {
            StartClass start = StartClass.of(mainClass);
            startClass = start.name();
            start.writeTo(scratch.resolve("start"));
            classPath.add(scratch.resolve("start"));
            all = MergedClasses.of(classPath, jdk.feature());
        }
        ClassScan scan = ClassScan.of(all);
        JdkModules jdkModules = JdkModules.of(jdk);
        jdkModules.check(modules);
        progress.done(Step.MODULES, all.classes().size() + " classes, main class " + mainClass.name());

        progress.started(Step.IMAGE);
        Optional<String> reason =
                classPathForm ? Optional.empty() : linkModule(jdk, jdkModules, all, scan, mainClass, folder, scratch);
        boolean asModule = !classPathForm && reason.isEmpty();
        LaunchFile launch = asModule
                ? LaunchFile.ofModule(startClass, arguments())
                : linkClassPath(jdk, jdkModules, scan, startClass, classPath, folder, scratch);
        reason.ifPresent(text -> warn("The classes stay in jars beside the image, since " + text));
        progress.done(Step.IMAGE, SizeLimits.megabytes(size(folder.resolve(IMAGE))));

        boolean archived = archive(folder, launch, events, mainClass, scratch);
        launch.write(folder, archived ? ClassArchive.used() : List.of());

        progress.started(Step.ZIP);
        FunctionZip zip = FunctionZip.of(folder, folder.resolve(ZIP));
        List<Part> parts = parts(folder);
        long unpacked = parts.stream().mapToLong(Part::size).sum();
        SizeLimits.check(zip.size(), unpacked).forEach(this::warn);
        LambdaCheck.warnings(zip.file()).forEach(this::warn);
        progress.done(Step.ZIP, SizeLimits.megabytes(zip.size()) + ", " + SizeLimits.megabytes(unpacked) + " unpacked");
        return new BootstrapResult(
                folder,
                folder.resolve(BOOTSTRAP),
                zip.file(),
                mainClass.name(),
                asModule ? Form.MODULE : Form.CLASS_PATH,
                reason,
                archived,
                launcher.kind(),
                parts,
                zip.size(),
                false,
                List.copyOf(warnings));
    }

    /** Links the image with the function inside; gives the reason when that can't be done. */
    private Optional<String> linkModule(
            Jdk jdk,
            JdkModules jdkModules,
            MergedClasses all,
            ClassScan scan,
            MainClass mainClass,
            Path folder,
            Path scratch)
            throws IOException, InterruptedException {
        try {
            FunctionModule module = FunctionModule.of(all, scan, jdkModules, mainClass, modules);
            Path moduleFolder = scratch.resolve("module");
            module.writeTo(moduleFolder);
            JavaImage.link(jdk, List.of(moduleFolder), List.of(FunctionModule.NAME), folder.resolve(IMAGE), scratch);
            module.warnings().forEach(this::warn);
            return Optional.empty();
        } catch (FunctionModule.NotPossible e) {
            return Optional.of(e.getMessage());
        } catch (BuildException e) {
            delete(folder.resolve(IMAGE));
            return Optional.of("they can't be linked into it: " + e.getMessage());
        }
    }

    private LaunchFile linkClassPath(
            Jdk jdk,
            JdkModules jdkModules,
            ClassScan scan,
            String startClass,
            List<Path> classPath,
            Path folder,
            Path scratch)
            throws IOException, InterruptedException {
        SortedSet<String> needed = scan.modules(jdkModules);
        needed.add("java.base");
        needed.addAll(modules);
        JavaImage.link(jdk, List.of(), needed, folder.resolve(IMAGE), scratch);
        FunctionLibraries libraries = FunctionLibraries.write(classPath, folder.resolve(LIBRARIES));
        return LaunchFile.ofClassPath(startClass, libraries.jars(), arguments());
    }

    /** Trains the function and archives its classes; false, with a warning, when the JVM doesn't take the archive. */
    private boolean archive(Path folder, LaunchFile launch, List<byte[]> events, MainClass mainClass, Path scratch)
            throws IOException, InterruptedException {
        Path classList = scratch.resolve("classes.txt");
        progress.started(Step.TRAINING);
        TrainingRun training = ClassArchive.train(folder, launch, events, mainClass.name(), classList, scratch);
        training.functionError()
                .ifPresent(error -> warn("The function answered a sample event with an error: " + error.strip()));
        progress.done(Step.TRAINING, training.invocations() + " invocations");
        try {
            progress.started(Step.ARCHIVE);
            boolean reproducible = ClassArchive.write(folder, launch, classList, scratch);
            progress.done(
                    Step.ARCHIVE,
                    SizeLimits.megabytes(Files.size(folder.resolve(ClassArchive.FILE)))
                            + (reproducible ? "" : ", not the same bytes each time"));
            progress.started(Step.CHECK);
            ClassArchive archive = ClassArchive.check(folder, launch, events, mainClass.name(), scratch);
            progress.done(Step.CHECK, archive.mapped() + " of " + archive.loaded() + " classes come from the archive");
            return true;
        } catch (BuildException e) {
            warn("There is no class archive, so the function starts slowly: " + e.getMessage());
            Files.deleteIfExists(folder.resolve(ClassArchive.FILE));
            return false;
        }
    }

    private void warn(String message) {
        warnings.add(message);
        progress.warning(message);
    }

    private List<String> arguments() {
        return tuned
                ? Stream.concat(LaunchFile.TUNED.stream(), jvmArguments.stream())
                        .toList()
                : jvmArguments;
    }

    private List<Path> classPath() {
        return Stream.concat(code.classes().stream(), code.classPath().stream()).toList();
    }

    private List<byte[]> events() throws IOException {
        List<byte[]> events = new ArrayList<>();
        for (Path file : sampleEvents) {
            if (!Files.isRegularFile(file)) {
                throw new BuildException("The sample event " + file + " doesn't exist");
            }
            events.add(Files.readAllBytes(file));
        }
        return events.isEmpty() ? List.of("{}".getBytes(StandardCharsets.UTF_8)) : List.copyOf(events);
    }

    private String inputs(Jdk jdk, List<byte[]> events) throws IOException {
        BuildInputs inputs = new BuildInputs()
                .addFiles("classes", code.classes())
                .addFiles("classPath", code.classPath())
                .addAll("mainClass", code.mainClass().stream().toList())
                .add("jdk", jdk.release())
                .addAll("modules", modules)
                .addAll("jvmArguments", arguments())
                .add("classPathForm", classPathForm)
                .add("launcher", launcher.content())
                .add("strip", Command.find("strip").isPresent())
                .add("events", events.size());
        events.forEach(event -> inputs.add("event", event));
        return inputs.addFiles("coldbrew", List.of(ownCode())).hash();
    }

    /** This very code, as a folder or a jar: another version of it makes another function. */
    private static Path ownCode() {
        return Path.of(BootstrapBuild.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    static List<Part> parts(Path folder) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (String name : List.of(BOOTSTRAP, Launcher.LAUNCH_FILE, IMAGE, ClassArchive.FILE, LIBRARIES)) {
            if (Files.exists(folder.resolve(name))) {
                parts.add(new Part(name, size(folder.resolve(name))));
            }
        }
        return List.copyOf(parts);
    }

    private static long size(Path path) throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
