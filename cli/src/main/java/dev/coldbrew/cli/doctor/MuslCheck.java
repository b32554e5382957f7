package dev.coldbrew.cli.doctor;

import dev.coldbrew.build.toolchain.Machine;
import dev.coldbrew.build.toolchain.MuslCompiler;
import java.util.Optional;

/** The compiler that links with musl, for this machine's own processor. */
record MuslCheck() implements Check {
    private static final String ENABLES = "the static launcher of the jvm form, and static native executables";

    @Override
    public Finding look(Machine machine) throws InterruptedException {
        Optional<MuslCompiler> compiler = MuslCompiler.find(machine, machine.architecture());
        if (compiler.isEmpty()) {
            return Finding.missing("musl-gcc", ENABLES, MuslCompiler.INSTALL);
        }
        Machine.Answer version = machine.ask(compiler.get().path(), "-dumpfullversion");
        Finding finding = Finding.found("musl-gcc", ENABLES, compiler.get().path())
                .because("for " + compiler.get().target());
        return version.ok()
                ? finding.version(ToolCheck.version(version.text()))
                : finding.unusable("it doesn't run: " + ToolCheck.firstLine(version.text()), MuslCompiler.INSTALL);
    }
}
