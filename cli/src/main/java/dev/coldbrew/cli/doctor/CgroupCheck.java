package dev.coldbrew.cli.doctor;

import dev.coldbrew.build.toolchain.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Control groups, version 2 or 1, and whether this user may make some. */
record CgroupCheck() implements Check {
    private static final String NAME = "cgroups";
    private static final String ENABLES =
            "Lambda's limits of memory, processor and processes for local functions (planned)";
    private static final String DELEGATE =
            "run as root, or in a scope of your own: systemd-run --user --scope -p Delegate=yes";
    private static final String HIERARCHY = "/sys/fs/cgroup";
    private static final List<String> CONTROLLERS = List.of("memory", "cpu", "pids");

    @Override
    public Finding look(Machine machine) {
        Path root = machine.file(HIERARCHY);
        Path controllers = root.resolve("cgroup.controllers");
        if (Files.exists(controllers)) {
            Path own = root.resolve(ownGroup(machine).orElse("."));
            Finding finding = Finding.found(NAME, ENABLES, own.normalize()).version(Optional.of("v2"));
            List<String> missing = without(
                    read(controllers).map(text -> List.of(text.split("\\s+"))).orElse(List.of()));
            if (!missing.isEmpty()) {
                return finding.unusable("these controllers are missing: " + String.join(", ", missing), DELEGATE);
            }
            return writable(finding, own);
        }
        List<String> there = CONTROLLERS.stream()
                .filter(controller -> Files.isDirectory(root.resolve(controller)))
                .toList();
        if (there.isEmpty()) {
            return Finding.missing(NAME, ENABLES, "mount them: mount -t cgroup2 none " + HIERARCHY);
        }
        Finding finding = Finding.found(NAME, ENABLES, root).version(Optional.of("v1"));
        List<String> missing = without(there);
        return missing.isEmpty()
                ? writable(finding, root.resolve("memory"))
                : finding.unusable("these controllers are missing: " + String.join(", ", missing), DELEGATE);
    }

    private static Finding writable(Finding finding, Path folder) {
        return Files.isWritable(folder) ? finding : finding.unusable("this user can't write to " + folder, DELEGATE);
    }

    private static List<String> without(List<String> there) {
        return CONTROLLERS.stream()
                .filter(controller -> !there.contains(controller))
                .toList();
    }

    /** This process's own group of version 2, relative to the hierarchy. */
    private static Optional<String> ownGroup(Machine machine) {
        return read(machine.file("/proc/self/cgroup")).stream()
                .flatMap(text -> Stream.of(text.split("\n")))
                .filter(line -> line.startsWith("0::/"))
                .map(line -> line.substring("0::/".length()))
                .findFirst();
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            // Told by the finding: no controllers, or the root group.
            return Optional.empty();
        }
    }
}
