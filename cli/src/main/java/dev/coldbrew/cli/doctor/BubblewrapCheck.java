package dev.coldbrew.cli.doctor;

import dev.coldbrew.build.toolchain.Machine;

/** Bubblewrap, proven by running a command in it: a kernel or a container may refuse it its namespaces. */
record BubblewrapCheck() implements Check {
    private static final String TOOL = "bwrap";
    private static final String REFUSED =
            "allow user namespaces (Ubuntu: install apparmor-profiles and copy its bwrap-userns-restrict to /etc/apparmor.d)";

    @Override
    public Finding look(Machine machine) throws InterruptedException {
        Finding finding = new ToolCheck(
                        TOOL,
                        "bubblewrap",
                        "a sandbox for local functions, without root (planned)",
                        "apt-get install bubblewrap, or dnf install bubblewrap")
                .look(machine);
        if (finding.status() != Finding.Status.FOUND) {
            return finding;
        }
        Machine.Answer proof = machine.ask(
                machine.tool(TOOL).orElseThrow(), "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true");
        return proof.ok()
                ? finding
                : finding.unusable("it can't run a command: " + ToolCheck.firstLine(proof.text()), REFUSED);
    }
}
