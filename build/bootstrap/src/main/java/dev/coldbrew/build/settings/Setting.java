package dev.coldbrew.build.settings;

import dev.coldbrew.build.toolchain.Target;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Something that can be set about a build. All values are texts, checked here, wherever they come from. */
public enum Setting {
    /** What the executable runs on. */
    TARGET("target", Kind.TEXT, "one of " + Target.ids(), Target.ids().replace(", ", "|")),
    /** How the function is packed: with a Java image, or compiled ahead of time. */
    FORM("form", Kind.TEXT, "jvm or native", "jvm|native"),
    /** How a native executable is linked with its C library. */
    LINKAGE("linkage", Kind.TEXT, "static, mostly-static or dynamic", "static|mostly-static|dynamic"),
    /** The compiler that links a native executable. */
    LINKER("linker", Kind.TEXT, "the name or path of a C compiler", ".*\\S.*"),
    /** The JDK that a Java image is linked from. */
    JDK("jdk", Kind.TEXT, "the folder of a JDK", ".*\\S.*"),
    /** The GraalVM that compiles a native executable. */
    GRAALVM("graalvm", Kind.TEXT, "the folder of a GraalVM", ".*\\S.*"),
    /** The largest heap. */
    HEAP("heap", Kind.TEXT, "auto or a size such as 256m", "auto|[1-9]\\d*[kKmMgG]"),
    /** The JVM's compilers: the quick C1 alone, or C1 and then C2. */
    COMPILER("compiler", Kind.TEXT, "c1 or tiered", "c1|tiered"),
    /** Diagnostic flags of the JVM that start it a little faster. */
    TUNED("tuned", Kind.SWITCH, "true or false", "true|false"),
    /** Arguments for the function's JVM. */
    JVM_ARGUMENTS("jvm-args", Kind.LIST, "a list of arguments", ".+"),
    /** Arguments for native-image. */
    NATIVE_ARGUMENTS("native-args", Kind.LIST, "a list of arguments", ".+");

    /** What a value looks like. */
    public enum Kind {
        TEXT,
        SWITCH,
        /** In an environment variable, the members are separated by spaces. */
        LIST
    }

    private final String key;
    private final Kind kind;
    private final String allowed;
    private final String pattern;

    Setting(String key, Kind kind, String allowed, String pattern) {
        this.key = key;
        this.kind = kind;
        this.allowed = allowed;
        this.pattern = pattern;
    }

    /** Its name in {@code coldbrew.toml}, and with two hyphens on the command line. */
    public String key() {
        return key;
    }

    /** Its environment variable, such as {@code COLDBREW_TARGET}. */
    public String variable() {
        return "COLDBREW_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    public Kind kind() {
        return kind;
    }

    /** What it may be, for a message. */
    public String allowed() {
        return allowed;
    }

    /** Whether a value, or a member of a list, may be. */
    boolean allows(String value) {
        return value.matches(pattern);
    }

    /** The one of that key; empty when there is none. */
    public static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }
}
