package dev.coldbrew.cli.doctor;

import dev.coldbrew.build.toolchain.GraalVm;
import dev.coldbrew.build.toolchain.Machine;
import java.util.Optional;

/** GraalVM's native-image. */
record GraalVmCheck() implements Check {
    private static final String NAME = "GraalVM";
    private static final String ENABLES = "functions in native form: coldbrew build --form native";

    @Override
    public Finding look(Machine machine) throws InterruptedException {
        Optional<GraalVm> graalVm = GraalVm.find(machine);
        if (graalVm.isEmpty()) {
            return Finding.missing(NAME, ENABLES, GraalVm.INSTALL).because("not in " + GraalVm.PLACES);
        }
        Finding finding = Finding.found(NAME, ENABLES, graalVm.get().nativeImage())
                .because("found by " + graalVm.get().foundBy());
        Optional<String> version = graalVm.get().version(machine);
        return version.isPresent()
                ? finding.version(version)
                : finding.unusable("native-image --version fails", GraalVm.INSTALL);
    }
}
