package dev.coldbrew.build.settings;

import dev.coldbrew.build.settings.SettingsSource.Value;
import dev.coldbrew.build.toolchain.Architecture;
import dev.coldbrew.build.toolchain.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one build, each with where it came from. One precedence for all: command line, environment,
 * {@code coldbrew.toml}, Maven plugin configuration, default. The first place that says something wins; lists are not joined.
 */
public final class Settings {
    private static final String DEFAULT = "default";

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

    /**
     * Decides.
     *
     * @param commandLine what the user typed
     * @param environment from {@link SettingsSource#environment}
     * @param file from {@link SettingsFile#in}
     * @param plugin what the Maven plugin is configured with; {@link SettingsSource#empty} elsewhere
     * @param machine the processor that is built for unless a target says otherwise
     */
    public static Settings of(
            SettingsSource commandLine,
            SettingsSource environment,
            SettingsSource file,
            SettingsSource plugin,
            Architecture machine) {
        Settings settings = new Settings();
        for (Setting setting : Setting.values()) {
            commandLine
                    .get(setting)
                    .or(() -> environment.get(setting))
                    .or(() -> file.get(setting))
                    .or(() -> plugin.get(setting))
                    .ifPresent(value -> settings.values.put(setting, value));
        }
        settings.addDefaults(machine);
        return settings;
    }

    private void addDefaults(Architecture machine) {
        addDefault(Setting.FORM, "jvm");
        // A Java image has the JDK's own C library, glibc; only a native executable can be static.
        Target.Libc libc = nativeForm() ? Target.Libc.MUSL : Target.Libc.GNU;
        addDefault(Setting.TARGET, Target.of(machine, libc).id());
        addDefault(Setting.LINKAGE, target().libc() == Target.Libc.MUSL ? "static" : "mostly-static");
        addDefault(Setting.HEAP, "auto");
        addDefault(Setting.COMPILER, "c1");
        addDefault(Setting.TUNED, "false");
    }

    private void addDefault(Setting setting, String value) {
        values.putIfAbsent(setting, new Value(List.of(value), DEFAULT));
    }

    /** A value and where it came from; empty when nobody says something and there is no default. */
    public Optional<Value> get(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    private String text(Setting setting) {
        return values.get(setting).text();
    }

    private List<String> list(Setting setting) {
        return get(setting).map(Value::values).orElse(List.of());
    }

    private Optional<Path> folder(Setting setting) {
        return get(setting).map(Value::text).map(Path::of);
    }

    /** Whether the function is compiled ahead of time; else it is packed with a Java image. */
    public boolean nativeForm() {
        return text(Setting.FORM).equals("native");
    }

    public Target target() {
        return Target.parse(text(Setting.TARGET)).orElseThrow();
    }

    /** {@code static}, {@code mostly-static} or {@code dynamic}. */
    public String linkage() {
        return text(Setting.LINKAGE);
    }

    /** The compiler that links; empty to take the one that fits. */
    public Optional<String> linker() {
        return get(Setting.LINKER).map(Value::text);
    }

    /** The JDK; empty to take the one that runs this. */
    public Optional<Path> jdk() {
        return folder(Setting.JDK);
    }

    /** The GraalVM; empty to look for one. */
    public Optional<Path> graalVm() {
        return folder(Setting.GRAALVM);
    }

    /** The largest heap as the JVM writes it, {@code 256m}; empty to work it out of the function's memory at each start. */
    public Optional<String> heap() {
        return Optional.of(text(Setting.HEAP)).filter(heap -> !heap.equals("auto"));
    }

    /** Whether the JVM has C2 besides C1. */
    public boolean tiered() {
        return text(Setting.COMPILER).equals("tiered");
    }

    /** Whether diagnostic flags of the JVM are used. */
    public boolean tuned() {
        return text(Setting.TUNED).equals("true");
    }

    /** Arguments for the function's JVM: what heap and compiler come to, then the user's own, which win. */
    public List<String> jvmArguments() {
        List<String> arguments = new ArrayList<>();
        heap().ifPresent(heap -> arguments.add("-Xmx" + heap));
        if (tiered()) {
            arguments.add("-XX:TieredStopAtLevel=4");
        }
        arguments.addAll(list(Setting.JVM_ARGUMENTS));
        return List.copyOf(arguments);
    }

    /** The user's own arguments for native-image. */
    public List<String> nativeArguments() {
        return list(Setting.NATIVE_ARGUMENTS);
    }
}
