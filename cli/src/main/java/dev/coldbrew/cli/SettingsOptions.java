package dev.coldbrew.cli;

import dev.coldbrew.build.settings.Setting;
import dev.coldbrew.build.settings.Settings;
import dev.coldbrew.build.settings.SettingsFile;
import dev.coldbrew.build.settings.SettingsSource;
import dev.coldbrew.build.toolchain.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** A build's settings on the command line; they go before all other places. */
final class SettingsOptions {
    @Option(names = "--target", paramLabel = "TARGET", description = "What it runs on: see coldbrew targets.")
    private String target;

    @Option(names = "--form", paramLabel = "FORM", description = "jvm, or native by GraalVM (default: jvm).")
    private String form;

    @Option(
            names = "--linkage",
            paramLabel = "HOW",
            description =
                    "Native form: static, mostly-static or dynamic (default: static with musl, mostly-static with glibc).")
    private String linkage;

    @Option(names = "--linker", paramLabel = "CC", description = "Native form: the C compiler that links.")
    private String linker;

    @Option(
            names = "--jdk",
            paramLabel = "DIR",
            description = "The JDK to link Java from (default: the one that runs this).")
    private String jdk;

    @Option(names = "--graalvm", paramLabel = "DIR", description = "The GraalVM (default: looked for).")
    private String graalVm;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "The largest heap, such as 256m (default: auto, by the function's memory).")
    private String heap;

    @Option(
            names = "--compiler",
            paramLabel = "WHICH",
            description = "The JVM's: c1, or tiered for C2 too (default: c1).")
    private String compiler;

    @Option(names = "--tuned", arity = "0", description = "Diagnostic flags of the JVM that start it a little faster.")
    private Boolean tuned;

    @Option(
            names = "--jvm-arg",
            paramLabel = "ARG",
            description = "An argument for the function's JVM, for example --jvm-arg=-Xss512k. May be repeated.")
    private List<String> jvmArguments = new ArrayList<>();

    @Option(names = "--native-arg", paramLabel = "ARG", description = "An argument for native-image. May be repeated.")
    private List<String> nativeArguments = new ArrayList<>();

    /**
     * Decides with all places that there are.
     *
     * @param folder where coldbrew.toml may lie, beside the pom
     */
    Settings decide(Path folder) throws IOException {
        return Settings.of(
                commandLine(),
                SettingsSource.environment(System.getenv()),
                SettingsFile.in(folder),
                SettingsSource.empty(),
                Architecture.ofThisMachine());
    }

    private SettingsSource commandLine() {
        SettingsSource source = SettingsSource.empty();
        set(source, Setting.TARGET, target);
        set(source, Setting.FORM, form);
        set(source, Setting.LINKAGE, linkage);
        set(source, Setting.LINKER, linker);
        set(source, Setting.JDK, jdk);
        set(source, Setting.GRAALVM, graalVm);
        set(source, Setting.HEAP, heap);
        set(source, Setting.COMPILER, compiler);
        set(source, Setting.TUNED, tuned == null ? null : tuned.toString());
        Map.of(Setting.JVM_ARGUMENTS, jvmArguments, Setting.NATIVE_ARGUMENTS, nativeArguments)
                .forEach((setting, members) -> {
                    if (!members.isEmpty()) {
                        source.set(setting, members, origin(setting).replaceAll("s$", ""));
                    }
                });
        return source;
    }

    private static void set(SettingsSource source, Setting setting, String value) {
        if (value != null) {
            source.set(setting, List.of(value), origin(setting));
        }
    }

    private static String origin(Setting setting) {
        return "--" + setting.key();
    }
}
