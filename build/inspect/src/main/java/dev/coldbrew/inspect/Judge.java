package dev.coldbrew.inspect;

import dev.coldbrew.inspect.Binary.Elf;
import dev.coldbrew.inspect.Binary.NotExecutable;
import dev.coldbrew.inspect.Binary.Script;
import dev.coldbrew.inspect.Verdict.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Judges a file for one of Lambda's machines.
 *
 * @param target the machine
 * @param packaged whether a library of this name is in the same zip
 */
record Judge(Target target, Predicate<String> packaged) {

    /**
     * Judges what Lambda is to execute.
     *
     * @param name what the sentence calls it
     */
    Verdict executable(String name, Binary binary) {
        return switch (binary) {
            case NotExecutable no -> Verdict.fails(name + " " + no.reason());
            case Script script -> script(name, script);
            case Elf elf -> machine(name, elf).orElseGet(() -> elf(name, elf));
        };
    }

    /** Judges a library of the zip; empty when it loads. */
    Optional<Verdict> library(String name, Elf elf) {
        Optional<Verdict> machine = machine(name, elf);
        return machine.isPresent() ? machine : glibc(name, elf);
    }

    private Verdict script(String name, Script script) {
        String interpreter = script.interpreter();
        if (target.os().hasInterpreter(interpreter)) {
            return Verdict.runs(name + " is a script for " + interpreter + ", which "
                    + target.os().id() + " has");
        }
        if (interpreter.startsWith("/var/task/") || interpreter.startsWith("/opt/")) {
            return Verdict.unsure(name + " is a script for " + interpreter + ", which the zip or a layer has to bring");
        }
        return Verdict.fails(name + " is a script for " + interpreter + ", and "
                + target.os().id() + " has no such file: use /bin/sh, or bring the interpreter with the zip");
    }

    private Optional<Verdict> machine(String name, Elf elf) {
        Machine machine = elf.file().machine();
        Architecture wanted = target.architecture();
        // x86_64 with pointers of 32 bits (x32) is 32-bit too, and Lambda's kernel doesn't run it.
        if (machine.equals(wanted.machine()) && elf.file().bits() == 64) {
            return Optional.empty();
        }
        String is = name + " is for " + machine.name() + (elf.file().bits() == 32 ? " (32-bit)" : "");
        return Optional.of(Verdict.fails(
                machine.architecture().isPresent() && elf.file().bits() == 64
                        ? is + ", and the function's machine is " + wanted.id() + ": build it for "
                                + wanted.machine().name()
                                + ", or give the function the architecture "
                                + machine.architecture().get().id()
                        : is + ", and Lambda has x86_64 and arm64 only: build it for "
                                + wanted.machine().name()));
    }

    private Verdict elf(String name, Elf elf) {
        return switch (elf.linkage()) {
            case NOT_EXECUTABLE ->
                Verdict.fails(name + " is an object or core file, which nothing executes: link it first");
            case SHARED_LIBRARY -> Verdict.fails(name + " is a shared library: link an executable");
            case STATIC, STATIC_PIE ->
                Verdict.runs(
                        name + " is " + elf.linkage().id() + ": it brings all that it needs, whatever libc is there");
            case DYNAMIC -> dynamic(name, elf);
        };
    }

    private Verdict dynamic(String name, Elf elf) {
        Optional<String> interpreter = elf.file().interpreter();
        if (interpreter.isEmpty()) {
            return Verdict.fails(
                    name + " needs libraries, but names no interpreter that would load them: link it statically");
        }
        if (!target.os().hasDynamicLinker(interpreter.get(), target.architecture())) {
            return Verdict.fails(name + " needs the interpreter " + interpreter.get() + ", and "
                    + target.os().id() + " has no such file: link it "
                    + (elf.libc().family() == Libc.Family.MUSL ? "statically, or with glibc" : "statically"));
        }
        Optional<Verdict> glibc = glibc(name, elf);
        if (glibc.isPresent()) {
            return glibc.get();
        }
        List<String> unknown = elf.file().dynamic().needed().stream()
                .filter(library -> !target.os().hasLibrary(library) && !packaged.test(library))
                .toList();
        if (!unknown.isEmpty()) {
            return Verdict.unsure(name + " needs " + String.join(", ", unknown) + ", which "
                    + target.os().id() + " doesn't promise: put " + (unknown.size() == 1 ? "it" : "them")
                    + " into the zip's folder lib");
        }
        return Verdict.runs(name + " needs "
                + elf.glibcVersions().values().stream()
                        .max(GlibcVersion::compareTo)
                        .map(version -> "glibc " + version)
                        .orElse("glibc of any version")
                + ", and " + target.os().id() + " has " + target.os().glibc());
    }

    private Optional<Verdict> glibc(String name, Elf elf) {
        return elf.glibcVersions().entrySet().stream()
                .filter(need -> need.getValue().compareTo(target.os().glibc()) > 0)
                .max(Map.Entry.comparingByValue())
                .map(need -> Verdict.fails(name + " needs GLIBC_" + need.getValue() + " of " + need.getKey() + ", and "
                        + target.os().id() + " has glibc " + target.os().glibc()
                        + ": build it on a system with that glibc or an older one, or link it statically"));
    }
}
