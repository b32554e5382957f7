package dev.coldbrew.cli.doctor;

import dev.coldbrew.build.toolchain.Machine;

/** QEMU for this machine's processor. */
record QemuCheck() implements Check {
    @Override
    public Finding look(Machine machine) throws InterruptedException {
        String debian = switch (machine.architecture()) {
            case X86_64 -> "qemu-system-x86";
            case AARCH64 -> "qemu-system-arm";
        };
        return new ToolCheck(
                        "qemu-system-" + machine.architecture().id(),
                        "QEMU",
                        "microVMs, without KVM too, though slow (planned)",
                        "apt-get install " + debian)
                .look(machine);
    }
}
