package dev.coldbrew.platform.functions;

import dev.coldbrew.platform.functions.FunctionException.Conflict;
import dev.coldbrew.platform.functions.FunctionException.NotFound;
import dev.coldbrew.platform.functions.FunctionException.StaleRevision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The functions of a local Lambda: creating, changing and deleting them as AWS does. A change is acknowledged when it is
 * on the disk, and completed in the background: code is unpacked, then the function is Active (C-10, C-20). A change that
 * a killed service left half done is completed by the next one.
 *
 * <p>Reads come from memory, which holds what the disk holds: a {@link DataDirectory} has one service.
 */
public final class Functions implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Functions.class.getName());

    /**
     * How long code stays that nobody references any more, for the environments that still run it: an invocation lasts
     * at most 15 minutes, and its environment ends with it.
     */
    private static final Duration GRACE = Duration.ofMinutes(20);

    private final FunctionStore store;
    private final CodeStore codeStore;
    private final ChangeListener listener;
    private final InstantSource clock;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    /** Held by whoever changes anything, on the disk or in memory. */
    private final ReentrantLock changes = new ReentrantLock();

    private final Map<FunctionArn, Function> functions = new ConcurrentHashMap<>();
    /** When the last reference to a code went, by its SHA-256. */
    private final Map<String, Instant> unreferenced = new HashMap<>();

    /** Wants to know when environments of an older revision have no use any more. */
    @FunctionalInterface
    public interface ChangeListener {
        /**
         * A change of {@code function} is complete, or it is deleted.
         *
         * @param keepRevisionId the only revision that invocations run from now on; null after a deletion
         */
        void changed(FunctionArn function, String keepRevisionId);
    }

    private Functions(FunctionStore store, CodeStore codeStore, ChangeListener listener, InstantSource clock) {
        this.store = store;
        this.codeStore = codeStore;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Opens what is kept in {@code directory}, and completes the changes that were under way when its last service ended.
     *
     * @throws IOException when the folder can't be read or written
     */
    public static Functions open(
            DataDirectory directory, CodeLimits limits, ChangeListener listener, InstantSource clock)
            throws IOException {
        Path root = directory.path();
        Functions functions = new Functions(
                new FunctionStore(root.resolve("coldbrew.db")),
                new CodeStore(root.resolve("code"), limits),
                listener,
                clock);
        functions.recover();
        return functions;
    }

    /** All functions, by name. */
    public List<FunctionConfiguration> list() {
        return functions.values().stream()
                .map(Function::latest)
                .sorted(Comparator.comparing(function -> function.arn().name()))
                .toList();
    }

    /** The function, if there is one. */
    public Optional<Function> find(FunctionArn arn) {
        return Optional.ofNullable(functions.get(arn));
    }

    /** The zip with this SHA-256 (in hexadecimal) as it was uploaded, if it is still here. */
    public Optional<Path> findZip(String sha256) {
        return codeStore.findZip(sha256);
    }

    /**
     * What an invocation of {@code $LATEST} runs: while an update is in progress, what was there before (C-24).
     *
     * @throws NotFound if there is no such function
     * @throws Conflict if it has never been Active (I-10)
     */
    public FunctionVersion versionToInvoke(FunctionArn arn) {
        Function function = functions.get(arn);
        if (function == null) {
            throw new NotFound(arn.toString());
        }
        FunctionConfiguration serving = function.serving();
        if (serving == null) {
            throw notReady(function);
        }
        FunctionSettings settings = serving.settings();
        return new FunctionVersion(
                arn,
                serving.version(),
                serving.revisionId(),
                settings.runtime(),
                settings.handler(),
                Duration.ofSeconds(settings.timeoutSeconds()),
                settings.memoryMb(),
                settings.ephemeralStorageMb(),
                variables(settings),
                settings.logging().group(),
                serving.code().base64Sha256(),
                codeStore.unpacked(serving.code().sha256()));
    }

    /** The function's own variables, and what LoggingConfig adds to them (E-02) unless they say otherwise (E-05). */
    private static Map<String, String> variables(FunctionSettings settings) {
        Map<String, String> variables = new HashMap<>();
        if (settings.logging().applicationLevel() != null) {
            variables.put("AWS_LAMBDA_LOG_FORMAT", settings.logging().format());
            variables.put("AWS_LAMBDA_LOG_LEVEL", settings.logging().applicationLevel());
        }
        variables.putAll(settings.environment());
        return variables;
    }

    /**
     * Creates a function, which is Pending at first (C-10).
     *
     * @throws Conflict if there is one of that name (C-17)
     * @throws FunctionException.InvalidCode if the zip can't be taken (V-02, E-13)
     * @throws FunctionException.CodeTooLarge if the zip is too large (V-02)
     */
    public FunctionConfiguration create(
            FunctionArn arn, FunctionSettings settings, Map<String, String> tags, byte[] zip) {
        if (functions.containsKey(arn)) {
            throw Conflict.exists(arn);
        }
        return withUpload(zip, upload -> {
            if (functions.containsKey(arn)) {
                throw Conflict.exists(arn);
            }
            upload.keep();
            FunctionConfiguration created = new FunctionConfiguration(
                    arn,
                    FunctionConfiguration.LATEST,
                    settings,
                    upload.code(),
                    newRevisionId(),
                    clock.instant(),
                    LifeCycle.CREATING,
                    null);
            begin(new Function(created, null, new LinkedHashMap<>(tags)));
            return created;
        });
    }

    /**
     * Gives a function other code (C-20).
     *
     * @param architecture the code's architecture; null leaves it as it is
     * @param revisionId what the function's RevisionId must be; null for any (C-23)
     * @param dryRun to check everything and change nothing
     * @return the function as it is now, or as it would be
     * @throws FunctionException as {@link #create}, and if there is no such function, it is changing (C-24) or
     *     {@code revisionId} is stale
     */
    public FunctionConfiguration updateCode(
            FunctionArn arn, byte[] zip, String architecture, String revisionId, boolean dryRun) {
        changeable(arn, revisionId);
        return withUpload(zip, upload -> {
            Function function = changeable(arn, revisionId);
            FunctionConfiguration latest = function.latest();
            FunctionSettings settings =
                    architecture == null ? latest.settings() : latest.settings().withArchitecture(architecture);
            if (dryRun) {
                return new FunctionConfiguration(
                        arn,
                        latest.version(),
                        settings,
                        upload.code(),
                        latest.revisionId(),
                        latest.lastModified(),
                        latest.lifeCycle(),
                        latest.failure());
            }
            upload.keep();
            return beginUpdate(function, settings, upload.code());
        });
    }

    /**
     * Gives a function other settings (C-21).
     *
     * @param revisionId what the function's RevisionId must be; null for any (C-23)
     * @param change from the settings as they are to those wanted; may refuse by an exception
     * @throws FunctionException if there is no such function, it is changing (C-24) or {@code revisionId} is stale
     */
    public FunctionConfiguration updateSettings(
            FunctionArn arn, String revisionId, UnaryOperator<FunctionSettings> change) {
        changes.lock();
        try {
            Function function = changeable(arn, revisionId);
            return beginUpdate(
                    function,
                    change.apply(function.latest().settings()),
                    function.latest().code());
        } finally {
            changes.unlock();
        }
    }

    /**
     * Deletes a function, in whatever state it is (C-28).
     *
     * @throws NotFound if there is no such function
     */
    public void delete(FunctionArn arn) {
        changes.lock();
        try {
            if (!functions.containsKey(arn)) {
                throw new NotFound(arn.toString());
            }
            store.delete(arn);
            functions.remove(arn);
        } finally {
            changes.unlock();
        }
        listener.changed(arn, null);
        removeUnreferencedCode(GRACE);
    }

    /** Waits for the changes under way. All environments must have ended: code that nobody references is removed. */
    @Override
    public void close() {
        background.close();
        removeUnreferencedCode(Duration.ZERO);
    }

    private void recover() throws IOException {
        codeStore.deleteTemporary();
        store.all().forEach(function -> functions.put(function.latest().arn(), function));
        removeUnreferencedCode(Duration.ZERO);
        functions.values().stream().filter(Function::changing).forEach(this::completeInBackground);
    }

    private interface Change {
        FunctionConfiguration apply(CodeStore.Upload upload) throws IOException;
    }

    /** Checks and digests the zip before it takes the lock. */
    private FunctionConfiguration withUpload(byte[] zip, Change change) {
        try (CodeStore.Upload upload = codeStore.check(zip)) {
            changes.lock();
            try {
                return change.apply(upload);
            } finally {
                changes.unlock();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Function changeable(FunctionArn arn, String revisionId) {
        Function function = functions.get(arn);
        if (function == null) {
            throw new NotFound(arn.toString());
        }
        switch (function.latest().lifeCycle()) {
            case CREATING, FAILED -> throw notReady(function);
            case UPDATING -> throw Conflict.updating(arn);
            case ACTIVE, UPDATE_FAILED -> {}
        }
        if (revisionId != null && !revisionId.equals(function.latest().revisionId())) {
            throw new StaleRevision();
        }
        return function;
    }

    private static Conflict notReady(Function function) {
        return Conflict.inState(function.latest().lifeCycle() == LifeCycle.FAILED ? "Failed" : "Pending");
    }

    private FunctionConfiguration beginUpdate(Function function, FunctionSettings settings, FunctionCode code) {
        FunctionConfiguration updating = function.latest().updating(settings, code, newRevisionId(), clock.instant());
        begin(function.withLatest(updating));
        return updating;
    }

    private void begin(Function function) {
        put(function);
        completeInBackground(function);
    }

    private void put(Function function) {
        store.save(function);
        functions.put(function.latest().arn(), function);
    }

    private void completeInBackground(Function function) {
        background.execute(() -> complete(function));
    }

    private void complete(Function begun) {
        FunctionArn arn = begun.latest().arn();
        Optional<String> failure = unpack(begun.latest().code());
        Function completed;
        changes.lock();
        try {
            Function current = functions.get(arn);
            if (current == null
                    || !current.latest().revisionId().equals(begun.latest().revisionId())) {
                return; // deleted meanwhile
            }
            completed = failure.map(why -> current.failed(newRevisionId(), why))
                    .orElseGet(() -> current.activated(newRevisionId()));
            put(completed);
        } finally {
            changes.unlock();
        }
        if (completed.serving() != null) {
            listener.changed(arn, completed.serving().revisionId());
        }
        removeUnreferencedCode(GRACE);
    }

    /** Why it failed, for the user, if it did. */
    private Optional<String> unpack(FunctionCode code) {
        try {
            codeStore.unpack(code.sha256());
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "unpacking " + codeStore.unpacked(code.sha256()), e);
            // The exception may name a host path, which no answer shows.
            return Optional.of("The function's code could not be unpacked ("
                    + e.getClass().getSimpleName() + "); the local Lambda's log says why.");
        }
    }

    /**
     * Removes the code that no function references, if that has been so for {@code grace}. What can't be removed is told
     * and tried again later: a full answer to the user doesn't depend on it.
     */
    private void removeUnreferencedCode(Duration grace) {
        changes.lock();
        try {
            for (String sha256 : codeStore.all()) {
                if (functions.values().stream().anyMatch(function -> function.uses(sha256))) {
                    unreferenced.remove(sha256);
                    continue;
                }
                Instant since = unreferenced.computeIfAbsent(sha256, unknown -> clock.instant());
                if (!clock.instant().isBefore(since.plus(grace))) {
                    codeStore.delete(sha256);
                    unreferenced.remove(sha256);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "removing code that no function has any more", e);
        } finally {
            changes.unlock();
        }
    }

    private static String newRevisionId() {
        return UUID.randomUUID().toString();
    }
}
