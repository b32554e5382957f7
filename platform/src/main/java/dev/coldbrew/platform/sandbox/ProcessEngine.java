package dev.coldbrew.platform.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The engine {@code process}: an ordinary process of the service's own user, with the host's files and network. It
 * isolates nothing; what it does keep is that nothing survives, see {@code sandbox-init.c}.
 */
public final class ProcessEngine implements SandboxEngine {

    private static final String INIT = "sandbox-init";

    private final Path init;

    private ProcessEngine(Path init) {
        this.init = init;
    }

    /**
     * Unpacks the native part into {@code directory}, readable and executable for this user only.
     *
     * @param directory the service's own folder; created if absent
     * @throws IOException when that fails, or when this build has no native part as it was built without a C compiler
     */
    public static ProcessEngine open(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (InputStream binary = ProcessEngine.class.getResourceAsStream(INIT)) {
            if (binary == null) {
                throw new IOException("Coldbrew was built without a C compiler, so it has no " + INIT
                        + " to start functions with: install musl-tools (or any C compiler) and rebuild");
            }
            Path fresh = Files.createTempFile(
                    directory,
                    INIT,
                    null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.copy(binary, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
            // By renaming: an older service's copy may be running.
            Path init = directory.resolve(INIT).toAbsolutePath();
            Files.move(fresh, init, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new ProcessEngine(init);
        }
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public Probe probe() {
        var output = new ByteArrayOutputStream();
        var spec = new SandboxSpec(
                List.of("/bin/sh", "-c", "ulimit -n; grep NoNewPrivs /proc/self/status"),
                Map.of("PATH", "/usr/bin:/bin"),
                Path.of("/"));
        try (Sandbox sandbox = start(spec, output::write)) {
            sandbox.exit().join();
        } catch (StartFailedException | IOException e) {
            return new Probe(false, Set.of(), e.getMessage());
        }
        List<String> lines = output.toString(StandardCharsets.UTF_8).lines().toList();
        Set<Limit> enforced = EnumSet.noneOf(Limit.class);
        if (lines.contains("1024")) {
            enforced.add(Limit.OPEN_FILES);
        }
        if (lines.contains("NoNewPrivs:\t1")) {
            enforced.add(Limit.NO_NEW_PRIVILEGES);
        }
        return new Probe(true, enforced, "");
    }

    @Override
    public Sandbox start(SandboxSpec spec, OutputListener output) throws StartFailedException, IOException {
        List<String> command = new ArrayList<>();
        command.add(init.toString());
        command.add(spec.workingDirectory().toString());
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        return ProcessSandbox.start(builder.start(), output);
    }
}
