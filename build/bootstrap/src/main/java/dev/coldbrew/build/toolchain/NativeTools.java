package dev.coldbrew.build.toolchain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a native executable for a target is made with.
 *
 * @param graalVm what compiles it
 * @param linker the C compiler that links it
 * @param zlibFolder where musl's zlib lies, when the linker doesn't find it by itself
 * @param missing what there is not; empty when the executable can be made
 */
public record NativeTools(
        Optional<GraalVm> graalVm, Optional<Path> linker, Optional<Path> zlibFolder, List<Missing> missing) {
    private static final String GCC =
            "apt-get install gcc zlib1g-dev (Debian, Ubuntu), dnf install gcc zlib-static (Fedora)";

    /**
     * Looks for them. Takes a second, not the minutes after which native-image would notice.
     *
     * @param graalVmHome the GraalVM's folder; empty to look for one
     * @param linkerName a name on the PATH or a path; empty to take what fits the target
     */
    public static NativeTools find(
            Machine machine, Target target, Optional<Path> graalVmHome, Optional<String> linkerName)
            throws InterruptedException {
        List<Missing> missing = new ArrayList<>();
        if (target.architecture() != machine.architecture()) {
            // native-image makes code for the processor that it runs on.
            String other = target.architecture().id();
            missing.add(new Missing(
                    "a machine with " + other + ": native-image compiles for its own",
                    "build there, or take "
                            + Target.of(machine.architecture(), target.libc()).id()));
            return new NativeTools(Optional.empty(), Optional.empty(), Optional.empty(), List.copyOf(missing));
        }
        Optional<GraalVm> graalVm = graalVmHome
                .map(home -> GraalVm.at(home, "setting"))
                .filter(named -> Files.isExecutable(named.nativeImage()))
                .or(() -> graalVmHome.isPresent() ? Optional.empty() : GraalVm.find(machine));
        if (graalVm.isEmpty()) {
            String where = graalVmHome.map(Path::toString).orElse(GraalVm.PLACES);
            missing.add(new Missing("GraalVM's native-image, not in " + where, GraalVm.INSTALL));
        }
        Optional<Path> linker =
                linkerName.isPresent() ? named(machine, linkerName.get()) : defaultLinker(machine, target);
        if (linker.isEmpty()) {
            missing.add(noLinker(target, linkerName));
        }
        Optional<Path> zlibFolder = Optional.empty();
        if (target.libc() == Target.Libc.MUSL && linker.isPresent()) {
            Optional<MuslZlib> zlib = MuslZlib.find(machine, new MuslCompiler(linker.get(), target.architecture()));
            if (zlib.isEmpty()) {
                missing.add(new Missing("a static zlib for musl", MuslZlib.INSTALL));
            }
            zlibFolder = zlib.flatMap(MuslZlib::folder);
        }
        return new NativeTools(graalVm, linker, zlibFolder, List.copyOf(missing));
    }

    private static Optional<Path> named(Machine machine, String name) {
        return name.contains("/") ? Optional.of(Path.of(name)).filter(Files::isExecutable) : machine.tool(name);
    }

    private static Optional<Path> defaultLinker(Machine machine, Target target) {
        return switch (target.libc()) {
            case MUSL -> MuslCompiler.find(machine, target.architecture()).map(MuslCompiler::path);
            case GNU -> machine.tool("gcc");
        };
    }

    private static Missing noLinker(Target target, Optional<String> name) {
        String what = name.map(text -> "the linker " + text)
                .orElse(
                        target.libc() == Target.Libc.MUSL
                                ? target.architecture().id() + "-linux-musl-gcc"
                                : "gcc");
        return new Missing(what, target.libc() == Target.Libc.MUSL ? MuslCompiler.INSTALL : GCC);
    }
}
