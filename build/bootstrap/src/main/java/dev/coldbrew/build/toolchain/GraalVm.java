package dev.coldbrew.build.toolchain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An installed GraalVM: any JDK whose {@code bin} has {@code native-image}.
 *
 * @param nativeImage the executable
 * @param foundBy what led to it, for a message: {@code GRAALVM_HOME}, {@code PATH} and so on
 */
public record GraalVm(Path nativeImage, String foundBy) {
    /** How to get one, for a message. */
    public static final String INSTALL =
            "unpack a GraalVM for JDK 25 and set GRAALVM_HOME to its folder, or: sdk install java 25-graalce (sdk list java has the names)";

    /** Where it is looked for, in this order. */
    public static final String PLACES = "GRAALVM_HOME, JAVA_HOME, PATH and sdkman's folder";

    /** Looks in GRAALVM_HOME, JAVA_HOME, PATH and SDKMAN's folder, in this order. */
    public static Optional<GraalVm> find(Machine machine) {
        List<GraalVm> candidates = new ArrayList<>();
        for (String variable : List.of("GRAALVM_HOME", "JAVA_HOME")) {
            machine.variable(variable).ifPresent(home -> candidates.add(at(Path.of(home), variable)));
        }
        machine.tool("native-image").ifPresent(tool -> candidates.add(new GraalVm(tool, "PATH")));
        candidates.addAll(ofSdkman(machine));
        return candidates.stream()
                .filter(candidate -> Files.isExecutable(candidate.nativeImage))
                .findFirst();
    }

    /** The one in a folder, whether it is there or not. */
    public static GraalVm at(Path home, String foundBy) {
        return new GraalVm(home.resolve("bin").resolve("native-image"), foundBy);
    }

    private static List<GraalVm> ofSdkman(Machine machine) {
        Path sdkman = machine.variable("SDKMAN_DIR")
                .map(Path::of)
                .orElseGet(() -> machine.home().resolve(".sdkman"));
        Path candidates = sdkman.resolve("candidates").resolve("java");
        if (!Files.isDirectory(candidates)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(candidates)) {
            // "current" links to the version in use, so it is asked first.
            return Stream.concat(Stream.of(candidates.resolve("current")), homes.sorted())
                    .map(home -> at(home, "sdkman"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its folder. A {@code native-image} on the PATH may be a link to it. */
    public Path home() {
        try {
            Path real = nativeImage.toRealPath();
            return Objects.requireNonNull(
                    Objects.requireNonNull(real.getParent()).getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line of {@code native-image --version}. */
    public Optional<String> version(Machine machine) throws InterruptedException {
        Machine.Answer answer = machine.ask(nativeImage, "--version");
        return answer.ok() ? answer.text().lines().findFirst() : Optional.empty();
    }
}
