package dev.coldbrew.cli.doctor;

import dev.coldbrew.build.toolchain.Architecture;
import dev.coldbrew.build.toolchain.Machine;

/** A C compiler for Lambda's other processor. */
record CrossCompilerCheck() implements Check {
    @Override
    public Finding look(Machine machine) throws InterruptedException {
        Architecture other = Check.other(machine.architecture());
        String tool = other.id() + "-linux-gnu-gcc";
        String debian = "gcc-" + other.id().replace('_', '-') + "-linux-gnu";
        return new ToolCheck(
                        tool,
                        "gcc for " + other.id(),
                        "tests of what Coldbrew tells about executables of the other processor",
                        "apt-get install " + debian)
                .look(machine);
    }
}
