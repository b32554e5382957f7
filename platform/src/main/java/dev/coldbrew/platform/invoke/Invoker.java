package dev.coldbrew.platform.invoke;

import dev.coldbrew.platform.functions.FunctionArn;
import dev.coldbrew.platform.functions.FunctionVersion;

/** Brings events to execution environments: finds a warm one or starts another, and gives back the result. */
public interface Invoker extends AutoCloseable {

    /**
     * Runs one synchronous invocation and waits for its result. A failing function is a result too, with
     * {@link InvokeResult#functionError} set (I-06).
     *
     * @throws TooManyRequestsException when the account's or the function's concurrency is used up (I-22)
     * @throws InterruptedException when the calling thread is interrupted while it waits
     */
    InvokeResult invoke(FunctionVersion version, InvokeRequest request)
            throws TooManyRequestsException, InterruptedException;

    /**
     * The function was updated or deleted: its idle environments end now, the busy ones after the invocation that they
     * serve. Environments of {@code keepRevisionId} stay; null keeps none.
     */
    void retire(FunctionArn function, String keepRevisionId);

    /** Ends all environments; no process is left when this returns. */
    @Override
    void close();
}
