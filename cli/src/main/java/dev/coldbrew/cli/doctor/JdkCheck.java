package dev.coldbrew.cli.doctor;

import dev.coldbrew.build.toolchain.JavaRelease;
import dev.coldbrew.build.toolchain.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The JDK that runs Coldbrew, and from which Java images are linked. */
record JdkCheck() implements Check {
    private static final String FIX = "install a full JDK 25 or later, and set JAVA_HOME to its folder";

    @Override
    public Finding look(Machine machine) {
        Path home = machine.javaHome();
        Optional<JavaRelease> release = JavaRelease.of(home);
        Finding finding = Finding.found("JDK", "Coldbrew itself, and functions in jvm form", home)
                .version(release.map(found -> found.version()
                        + found.implementor()
                                .map(implementor -> " " + implementor)
                                .orElse("")));
        if (release.map(JavaRelease::feature).orElse(0) < 25) {
            return finding.unusable("it is older than Java 25", FIX);
        }
        return Files.isExecutable(home.resolve("bin/jlink")) ? finding : finding.unusable("it has no jlink", FIX);
    }
}
