package dev.coldbrew.cli.doctor;

import dev.coldbrew.build.toolchain.Architecture;
import dev.coldbrew.build.toolchain.Machine;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a machine has something that Coldbrew can use. */
public interface Check {
    /** Never fails: what can't be found out is a finding too. */
    Finding look(Machine machine) throws InterruptedException;

    /** All checks, in the order of a report. */
    static List<Check> all() {
        return List.of(
                new JdkCheck(),
                new GraalVmCheck(),
                new MuslCheck(),
                new MuslZlibCheck(),
                new ToolCheck(
                        "strip",
                        "strip",
                        "smaller Java images: libjvm.so without its symbols",
                        "apt-get install binutils"),
                new CrossCompilerCheck(),
                new BubblewrapCheck(),
                new ToolCheck("crun", "crun", "an OCI sandbox, the quickest one (planned)", "apt-get install crun"),
                new ToolCheck("runc", "runc", "an OCI sandbox, Docker's own (planned)", "apt-get install runc"),
                new ToolCheck(
                        "runsc",
                        "gVisor",
                        "an OCI sandbox with a kernel in user space (planned)",
                        "apt-get install runsc"),
                new CgroupCheck(),
                new KvmCheck(),
                new QemuCheck(),
                new AwsCredentialsCheck());
    }

    /** What they all find. */
    static List<Finding> lookAt(Machine machine) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Check check : all()) {
            findings.add(check.look(machine));
        }
        return List.copyOf(findings);
    }

    /** The other processor that Lambda has. */
    static Architecture other(Architecture architecture) {
        return architecture == Architecture.X86_64 ? Architecture.AARCH64 : Architecture.X86_64;
    }
}
