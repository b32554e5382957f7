package dev.coldbrew.platform.environment;

import dev.coldbrew.inspect.Architecture;
import dev.coldbrew.inspect.FunctionFiles;
import dev.coldbrew.inspect.LambdaOs;
import dev.coldbrew.inspect.Verdict;
import dev.coldbrew.inspect.Verdict.Target;
import dev.coldbrew.platform.functions.FunctionVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/**
 * Why a function doesn't start, in the words of {@code coldbrew build} and {@code coldbrew inspect}: a line for the log that
 * AWS has not. What the invoker gets stays AWS's (L-13).
 */
final class StartAdvice {
    private static final System.Logger LOG = System.getLogger(StartAdvice.class.getName());

    /** A bootstrap that the kernel refuses, or one whose dynamic linker does. */
    private static final Set<String> TYPES = Set.of("Runtime.InvalidEntrypoint", "Runtime.ExitError");

    private StartAdvice() {}

    /** Empty when nothing is wrong with the function's files. */
    static Optional<String> of(FunctionVersion version, Failure failure) {
        Optional<LambdaOs> os = LambdaOs.of(version.runtime());
        if (failure instanceof Failure.Told || !TYPES.contains(failure.errorType()) || os.isEmpty()) {
            return Optional.empty();
        }
        try {
            Verdict verdict = FunctionFiles.inFolder(version.taskRoot())
                    .verdict(new Target(os.get(), Architecture.ofThisMachine()));
            return verdict.runs() ? Optional.empty() : Optional.of("Coldbrew: " + verdict.reason());
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "The code of " + version.arn() + " can't be inspected", e);
            return Optional.empty();
        }
    }
}
