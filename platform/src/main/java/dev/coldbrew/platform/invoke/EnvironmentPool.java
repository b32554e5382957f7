package dev.coldbrew.platform.invoke;

import dev.coldbrew.platform.environment.EnvironmentContext;
import dev.coldbrew.platform.environment.ExecutionEnvironment;
import dev.coldbrew.platform.environment.FunctionResult;
import dev.coldbrew.platform.environment.Invocation;
import dev.coldbrew.platform.environment.LogListener;
import dev.coldbrew.platform.environment.RuntimeApiServer;
import dev.coldbrew.platform.functions.FunctionArn;
import dev.coldbrew.platform.functions.FunctionVersion;
import dev.coldbrew.platform.sandbox.Probe;
import dev.coldbrew.platform.sandbox.ProcessEngine;
import dev.coldbrew.platform.sandbox.SandboxEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The {@link Invoker} of one service: as many execution environments as there are invocations at once, kept warm for the
 * next ones.
 *
 * <p>An invocation holds a unit of the account's concurrency until its result is there. Its environment may be busy a
 * little longer, until the runtime asks for the next event.
 */
public final class EnvironmentPool implements Invoker {

    private final EnvironmentContext context;
    private final WarmEnvironments environments;
    private final Semaphore concurrency;
    private final ExecutorService invocations = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("idle-expiry").daemon().factory());

    private EnvironmentPool(EnvironmentContext context, InvokerSettings settings) {
        this.context = context;
        this.environments = new WarmEnvironments(settings.idleExpiry());
        this.concurrency = new Semaphore(settings.concurrency());
        long period = Math.max(1, settings.idleExpiry().toMillis() / 10);
        var _ = clock.scheduleWithFixedDelay(
                () -> end(environments.takeExpired()), period, period, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens a pool over plain processes.
     *
     * @param directory the service's own folder, used by no other service at the time; what an earlier service left in
     *     its {@code environments} is removed
     * @param logs gets all log events
     * @throws IOException when no function could be started here; the message says what to do
     */
    public static EnvironmentPool open(Path directory, InvokerSettings settings, LogListener logs) throws IOException {
        Path home = directory.toAbsolutePath();
        SandboxEngine engine = ProcessEngine.open(home);
        Probe probe = engine.probe();
        if (!probe.usable()) {
            throw new IOException("No function can be started from " + home + ": " + probe.reason());
        }
        Path folders = home.resolve("environments");
        ExecutionEnvironment.removeFoldersOfAnEarlierService(folders);
        var context = new EnvironmentContext(
                engine, RuntimeApiServer.start(), logs, settings.credentials(), settings.initLimit(), folders);
        return new EnvironmentPool(context, settings);
    }

    @Override
    public InvokeResult invoke(FunctionVersion version, InvokeRequest request)
            throws TooManyRequestsException, InterruptedException {
        if (!concurrency.tryAcquire()) {
            throw new TooManyRequestsException("ConcurrentInvocationLimitExceeded");
        }
        var answer = new CompletableFuture<FunctionResult>();
        // Here and not when the invoker leaves: an invocation that nobody waits for still runs.
        var _ = answer.whenComplete((result, problem) -> concurrency.release());
        Future<byte[]> tail;
        try {
            var key = new WarmEnvironments.Key(version.revisionId(), request.tenantId());
            WarmEnvironments.Member member = environments.take(key, () -> new ExecutionEnvironment(version, context));
            tail = invocations.submit(() -> run(member, request, answer));
        } catch (InterruptedException | RuntimeException e) {
            answer.completeExceptionally(e);
            throw e;
        }
        try {
            byte[] logs = request.logTail() ? tail.get() : new byte[0];
            FunctionResult result = answer.get();
            return new InvokeResult(
                    result.payload(), result.failed() ? Optional.of("Unhandled") : Optional.empty(), logs);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An invocation failed in the platform", e.getCause());
        }
    }

    private byte[] run(WarmEnvironments.Member member, InvokeRequest request, CompletableFuture<FunctionResult> answer)
            throws InterruptedException {
        boolean usable = false;
        try {
            byte[] tail = member.environment().invoke(invocation(request), result -> {
                environments.answered(member);
                answer.complete(result);
            });
            usable = true;
            return tail;
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
            throw e;
        } finally {
            end(environments.giveBack(member, usable));
        }
    }

    private static Invocation invocation(InvokeRequest request) {
        return new Invocation(
                request.requestId(),
                request.invokedArn(),
                request.payload(),
                request.contentType(),
                request.traceId(),
                request.clientContext(),
                request.tenantId());
    }

    @Override
    public void retire(FunctionArn function, String keepRevisionId) {
        end(environments.retire(version ->
                version.arn().equals(function) && !version.revisionId().equals(keepRevisionId)));
    }

    /** All at the same time; returns when the last has ended. */
    private static void end(List<ExecutionEnvironment> ended) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ended.forEach(environment -> threads.execute(environment::close));
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        end(environments.closeAll());
        invocations.close();
        context.runtimeApi().close();
    }
}
