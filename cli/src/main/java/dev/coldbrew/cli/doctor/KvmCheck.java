package dev.coldbrew.cli.doctor;

import dev.coldbrew.build.toolchain.Architecture;
import dev.coldbrew.build.toolchain.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * KVM by hardware. That {@code /dev/kvm} opens proves nothing: some clouds have a backend in software there, {@code kvm_pvm},
 * which interprets ordinary kernels one instruction after the other until they die.
 */
record KvmCheck() implements Check {
    private static final String ENABLES = "microVMs at the hardware's speed (planned)";

    @Override
    public Finding look(Machine machine) {
        Path device = machine.file("/dev/kvm");
        if (!Files.exists(device)) {
            return Finding.missing(
                    "KVM", ENABLES, "turn on virtualisation in the firmware, or nested in the cloud; modprobe kvm");
        }
        Finding finding = Finding.found("KVM", ENABLES, device);
        if (Files.exists(machine.file("/sys/module/kvm_pvm"))) {
            return finding.unusable(
                    "its backend is kvm_pvm, in software: ordinary kernels don't boot on it",
                    "take a machine with virtualisation in hardware, or nested");
        }
        boolean hardware = machine.architecture() == Architecture.AARCH64
                || Stream.of("kvm_intel", "kvm_amd")
                        .anyMatch(module -> Files.exists(machine.file("/sys/module/" + module)));
        if (!hardware) {
            return finding.unusable("neither kvm_intel nor kvm_amd is there", "modprobe kvm_intel, or kvm_amd");
        }
        return Files.isReadable(device) && Files.isWritable(device)
                ? finding
                : finding.unusable("this user can't open it", "sudo usermod -aG kvm $USER, and log in again");
    }
}
