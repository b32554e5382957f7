package dev.coldbrew.build.toolchain;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * What can be built for a target, here and now.
 *
 * @param target the target
 * @param jvm what the jvm form lacks; empty when it can be built
 * @param nativeForm what the native form lacks; empty when it can be built
 */
public record TargetSupport(Target target, List<Missing> jvm, List<Missing> nativeForm) {
    /** Looks. */
    public static TargetSupport of(Machine machine, Target target) throws InterruptedException {
        NativeTools tools = NativeTools.find(machine, target, Optional.empty(), Optional.empty());
        return new TargetSupport(target, jvm(machine, target), tools.missing());
    }

    /** What the jvm form lacks for a target: at most one thing. */
    public static List<Missing> jvm(Machine machine, Target target) {
        Target own = Target.of(machine.architecture(), Target.Libc.GNU);
        if (target.libc() == Target.Libc.MUSL) {
            return List.of(new Missing(
                    "musl on Lambda's machines: a Java image is linked dynamically, and they have glibc",
                    "take " + Target.of(target.architecture(), Target.Libc.GNU).id() + ", or the native form"));
        }
        if (target != own) {
            return List.of(new Missing(
                    "a machine with " + target.architecture().id()
                            + ": the image is linked from the JDK, and trained, here",
                    "build there, or take " + own.id()));
        }
        return Files.isExecutable(machine.javaHome().resolve("bin/jlink"))
                ? List.of()
                : List.of(new Missing("jlink in " + machine.javaHome(), "set JAVA_HOME to a full JDK 25 or later"));
    }
}
