package dev.coldbrew.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function on AWS's own Java client, {@code aws-lambda-java-runtime-interface-client}, started by java itself: no shell and no
 * launcher comes before it.
 */
final class AwsClient implements Contender {

    /** How its JVM is started. */
    enum Tuning {
        /** As its documentation says. */
        DEFAULTS("JDK defaults"),
        /**
         * With all that a JDK 25 has to offer. The class archive is JEP 483's cache in the form that -Xshare:dump writes: this
         * client starts with a tenth less of processor time than with one of -XX:AOTCacheOutput, whose profiles have the compiler
         * busy meanwhile.
         */
        BEST("tuned");

        private final String label;

        Tuning(String label) {
            this.label = label;
        }
    }

    /** The handler that is measured. */
    enum Handler {
        STRING("awsstring", "EchoString", "String", Task.STRING),
        STREAM("awsstream", "EchoStream", "stream", Task.STRING),
        POJO("awspojo", "DescribeRequest", "POJO", Task.RECORD);

        private final String packageName;
        private final String className;
        private final String label;
        private final Task task;

        Handler(String packageName, String className, String label, Task task) {
            this.packageName = packageName;
            this.className = className;
            this.label = label;
            this.task = task;
        }

        Task task() {
            return task;
        }
    }

    static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String[] CLIENT = {
        MAIN,
        "com.amazonaws.services.lambda.runtime.RequestHandler",
        "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
        "software.amazon.awssdk.utilslite.SdkInternalThreadLocal",
        "software.amazon.awssdk.annotations.SdkProtectedApi",
    };

    private static final String FUNCTIONS = "dev.coldbrew.bench.function.";

    /** The client's socket library; named by this property it isn't unpacked to /tmp at each start. */
    private static final String LIBRARY_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    /**
     * Product flags that pay, the same that Coldbrew starts its own JVM with, and the heap as AWS's managed runtimes size it:
     * 85 % of the memory.
     */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:-UseContainerSupport",
            "-Xms16m",
            "-Xmx" + FunctionProcess.MEMORY_MB * 85 / 100 + "m",
            "-XX:StringTableSize=1024",
            "-XX:+ErrorFileToStderr",
            "--enable-native-access=ALL-UNNAMED");

    /** Enough that whatever a later event does differently is loaded too. */
    private static final int TRAINING_EVENTS = 20;

    private final Handler handler;
    private final Tuning tuning;

    AwsClient(Handler handler, Tuning tuning) {
        this.handler = handler;
        this.tuning = tuning;
    }

    /** How a table calls it. */
    static String name(Handler handler, Tuning tuning) {
        return "AWS's client, " + handler.label + " handler, " + tuning.label;
    }

    @Override
    public String name() {
        return name(handler, tuning);
    }

    @Override
    public Task task() {
        return handler.task;
    }

    @Override
    public Variant prepare(Path folder) throws IOException, InterruptedException {
        Path task = Files.createDirectories(folder.resolve("task"));
        String classPath = Stream.concat(Stream.of(functionJar(folder)), FunctionClasses.entriesWith(CLIENT).stream())
                .map(Path::toString)
                .collect(Collectors.joining(":"));
        if (tuning == Tuning.DEFAULTS) {
            return variant(task, Tool.jdk("java"), List.of(), classPath);
        }
        Path java = image(folder, classPath);
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("-D" + LIBRARY_PROPERTY + "=" + library(folder));
        Path classList = folder.resolve("classes.txt");
        Measurement.train(
                variant(task, java, with(flags, "-Xshare:off", "-XX:DumpLoadedClassList=" + classList), classPath),
                TRAINING_EVENTS);
        Path archive = folder.resolve("function.jsa");
        List<String> dump = with(flags, "-Xshare:dump", "-XX:+AOTClassLinking", "-XX:SharedClassListFile=" + classList);
        Tool.run(
                variant(task, java, with(dump, "-XX:SharedArchiveFile=" + archive), classPath)
                        .command(),
                task);
        flags.add("-XX:SharedArchiveFile=" + archive);
        // A JVM that refuses to start where the archive is not used.
        Measurement.train(variant(task, java, with(flags, "-Xshare:on"), classPath), 1);
        return variant(task, java, flags, classPath);
    }

    private Variant variant(Path folder, Path java, List<String> flags, String classPath) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, MAIN, FUNCTIONS + handler.packageName + "." + handler.className));
        String recipe = String.join(" ", command)
                .replace(classPath, "$CLASS_PATH")
                .replace(folder.getParent() + "/", "")
                .replace(Tool.JAVA_HOME.toString(), "$JAVA_HOME");
        return new Variant(name(), task(), folder, List.copyOf(command), recipe);
    }

    /** A JVM that is linked from this JDK with no more than the client needs. */
    private static Path image(Path folder, String classPath) throws IOException, InterruptedException {
        List<String> jdeps = new ArrayList<>(List.of(
                Tool.jdk("jdeps").toString(),
                "--multi-release",
                Integer.toString(Runtime.version().feature()),
                "--ignore-missing-deps",
                "--print-module-deps"));
        jdeps.addAll(List.of(classPath.split(":")));
        String modules = Tool.run(jdeps, folder).strip();
        Path image = folder.resolve("jre");
        Tool.run(
                List.of(
                        Tool.jdk("jlink").toString(),
                        "--add-modules",
                        modules,
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        image.toString()),
                folder);
        return image.resolve("bin/java");
    }

    /** The socket library that the client would unpack for itself. */
    private static Path library(Path folder) throws IOException {
        String architecture = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "aarch_64";
            default -> throw new UnavailableException("AWS's client has no library for this processor");
        };
        String name = "libaws-lambda-jni.linux-" + architecture + ".so";
        Path library = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(AwsClient.class.getResourceAsStream("/jni/" + name))) {
            Files.copy(in, library);
        }
        return library;
    }

    /** A jar, since a class archive takes no folders. */
    private Path functionJar(Path folder) throws IOException, InterruptedException {
        Path classes = FunctionClasses.copy(handler.packageName, folder.resolve("classes"));
        Path jar = folder.resolve("function.jar");
        Tool.run(
                List.of(
                        Tool.jdk("jar").toString(),
                        "--create",
                        "--file",
                        jar.toString(),
                        "-C",
                        classes.toString(),
                        "."),
                folder);
        return jar;
    }

    private static List<String> with(List<String> flags, String... more) {
        return Stream.concat(flags.stream(), Stream.of(more)).toList();
    }
}
