package dev.coldbrew.platform.environment;

import dev.coldbrew.platform.functions.FunctionVersion;
import dev.coldbrew.platform.sandbox.StartFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One execution environment of a function version: initialises the runtime, hands it one event after the other,
 * and starts it again after it failed (1.7). Its folder for temporary files outlives such a reset; memory does not
 * (L-05).
 *
 * <p>{@link #invoke} is called by one thread at a time, {@link #close} by any.
 */
public final class ExecutionEnvironment implements AutoCloseable {

    private static final DateTimeFormatter STREAM_DATE = DateTimeFormatter.ofPattern("uuuu/MM/dd");

    private final FunctionVersion version;
    private final EnvironmentContext context;
    private final EnvironmentLog log;
    private final EnvironmentDirectory directory;

    private boolean used;
    private long peakMemoryBytes;

    /** Guarded by this, as {@link #closed} is: whatever starts is seen by {@link #close}. */
    private RuntimeProcess runtime;

    private boolean closed;

    /** Makes an environment; nothing runs before the first {@link #invoke}. */
    public ExecutionEnvironment(FunctionVersion version, EnvironmentContext context) {
        this.version = version;
        this.context = context;
        String id = UUID.randomUUID().toString().replace("-", "");
        this.directory = new EnvironmentDirectory(context.directory().resolve(id));
        this.log = new EnvironmentLog(version.logGroup(), logStream(version, id), context.logs());
    }

    /** In a log group of their own choice, functions tell their streams apart by name (G-33). */
    private static String logStream(FunctionVersion version, String id) {
        String name = version.arn().name();
        boolean ownGroup = version.logGroup().equals("/aws/lambda/" + name);
        return STREAM_DATE.format(LocalDate.now(ZoneOffset.UTC)) + "/" + (ownGroup ? "" : name) + "["
                + version.version() + "]" + id;
    }

    /** What environments of a service that was killed have left in {@link EnvironmentContext#directory}. */
    public static void removeFoldersOfAnEarlierService(Path directory) {
        EnvironmentDirectory.delete(directory);
    }

    /** What runs here. */
    public FunctionVersion version() {
        return version;
    }

    /**
     * Runs one invocation to the end of its invoke phase: until the runtime asks for the next event, ends, or is
     * killed at the deadline.
     *
     * @param answer gets the result as soon as there is one, exactly once
     * @return START to REPORT, at most the last 4,096 bytes (G-10)
     */
    public byte[] invoke(Invocation invocation, Consumer<FunctionResult> answer) throws InterruptedException {
        Duration init = null;
        Optional<Failure> failure = Optional.empty();
        if (!used) {
            used = true;
            long begin = System.nanoTime();
            failure = initialise(InitPhase.INIT, begin + context.initLimit().toNanos(), begin);
            init = failure.isEmpty() ? Duration.ofNanos(System.nanoTime() - begin) : null;
        }
        long begin = System.nanoTime();
        long deadlineNanos = begin + version.timeout().toNanos();
        Instant deadline = Instant.now().plus(version.timeout());
        // What the runtime itself said about its init is the answer; anything else is tried once more (L-02).
        if (!(failure.orElse(null) instanceof Failure.Told) && !alive()) {
            failure = initialise(InitPhase.INVOKE, deadlineNanos, begin);
        }
        log.begin("START RequestId: " + invocation.requestId() + " Version: " + version.version());
        boolean reusable = false;
        if (failure.isPresent()) {
            answer.accept(failure.get().result(invocation.requestId()));
        } else {
            failure = serve(new Delivery(invocation, UUID.randomUUID().toString(), deadline), deadlineNanos, answer);
            reusable = failure.isEmpty();
            // The runtime is fine, but its answer was not.
            failure = failure.or(runtime.session()::failure);
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - begin);
        settle(reusable);
        return log.end(
                "END RequestId: " + invocation.requestId(),
                ReportLine.report(
                        invocation.requestId(), duration, init, version.memoryMb(), peakMemoryBytes, failure));
    }

    /** Starts the runtime and waits until it asks for an event. On failure nothing of it is left. */
    private Optional<Failure> initialise(InitPhase phase, long deadlineNanos, long beginNanos)
            throws InterruptedException {
        log.platform(RuntimeVersion.initStart(version));
        Optional<Failure> failure = start();
        if (failure.isEmpty()) {
            RuntimeSession session = runtime.session();
            RuntimeSession.Wake wake = session.awaitReady(deadlineNanos);
            failure = switch (wake) {
                case REACHED -> Optional.empty();
                case EXITED -> session.failure().or(() -> Optional.of(session.exitFailure()));
                case TIMED_OUT -> session.failure().or(() -> Optional.of(Failure.timedOut(version.timeout())));
            };
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - beginNanos);
        settle(failure.isEmpty());
        failure.ifPresent(why -> log.platform(ReportLine.initReport(duration, phase, why)));
        if (phase == InitPhase.INIT && failure.isPresent()) {
            StartAdvice.of(version, failure.get()).ifPresent(log::platform);
        }
        log.endInit();
        return failure;
    }

    private synchronized Optional<Failure> start() {
        if (closed) {
            return Optional.of(Failure.noSandbox(new IOException("The execution environment is closed")));
        }
        Optional<Path> bootstrap = Bootstrap.of(version.taskRoot());
        if (bootstrap.isEmpty()) {
            return Optional.of(Failure.noBootstrap());
        }
        try {
            runtime = RuntimeProcess.start(context, version, bootstrap.get(), directory.temporary(), log);
            return Optional.empty();
        } catch (StartFailedException e) {
            return Optional.of(Failure.notStarted(e));
        } catch (IOException e) {
            return Optional.of(Failure.noSandbox(e));
        }
    }

    /** The invoke phase of an initialised runtime; a failure is one that the runtime does not survive. */
    private Optional<Failure> serve(Delivery delivery, long deadlineNanos, Consumer<FunctionResult> answer)
            throws InterruptedException {
        RuntimeSession session = runtime.session();
        session.deliver(delivery);
        Optional<Failure> failure = failure(session, session.awaitAnswer(deadlineNanos));
        if (failure.isPresent()) {
            answer.accept(failure.get().result(delivery.invocation().requestId()));
            return failure;
        }
        answer.accept(session.result());
        // The result stands whatever happens from here on (L-09); the REPORT line tells of it (U).
        return failure(session, session.awaitReady(deadlineNanos));
    }

    private Optional<Failure> failure(RuntimeSession session, RuntimeSession.Wake wake) {
        return switch (wake) {
            case REACHED -> Optional.empty();
            case EXITED -> Optional.of(session.exitFailure());
            case TIMED_OUT -> Optional.of(Failure.timedOut(version.timeout()));
        };
    }

    private boolean alive() {
        return runtime != null && runtime.session().alive();
    }

    /**
     * Ends a phase: all that was printed is in the log, the memory is measured, and a runtime that has failed is gone.
     *
     * @param reusable otherwise the runtime is killed if it still runs (L-05, L-06: no extension, so no time to shut
     *     down)
     */
    private void settle(boolean reusable) throws InterruptedException {
        if (runtime == null) {
            return;
        }
        if (alive()) {
            runtime.sandbox().drain();
            peakMemoryBytes = Math.max(peakMemoryBytes, runtime.sandbox().peakMemoryBytes());
        }
        if (!reusable || !alive()) {
            runtime.close();
            peakMemoryBytes = Math.max(peakMemoryBytes, runtime.sandbox().peakMemoryBytes());
            synchronized (this) {
                runtime = null;
            }
        }
    }

    /**
     * Ends the environment: kills what runs, at once as there are no extensions (L-06), and removes its folder. An
     * invocation under way fails.
     */
    @Override
    public void close() {
        RuntimeProcess last;
        synchronized (this) {
            closed = true;
            last = runtime;
        }
        if (last != null) {
            last.close();
        }
        directory.delete();
    }
}
