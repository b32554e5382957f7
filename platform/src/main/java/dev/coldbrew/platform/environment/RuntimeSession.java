package dev.coldbrew.platform.environment;

import dev.coldbrew.platform.sandbox.Exit;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The conversation with one runtime process, from its start to its end: where the process (through the Runtime API), the
 * invoking thread and the process's exit meet. Its {@link RuntimeState} changes in {@link #go} only.
 */
final class RuntimeSession {

    /** What ended a wait. */
    enum Wake {
        /** What was waited for has come, be the process still there or not. */
        REACHED,
        /** The process has ended before. */
        EXITED,
        /** The deadline has passed. */
        TIMED_OUT,
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private RuntimeState state = RuntimeState.STARTED;
    private Delivery delivery;
    private FunctionResult result;
    private Failure failure;
    private Exit exit;

    // ---- the runtime's side -------------------------------------------------------------------------------------

    /**
     * Waits for the next event, with no limit. While an event is being worked on, that one is returned again
     * (R-13).
     *
     * @throws RefusedException in the wrong state, and when the process ends meanwhile
     */
    Delivery next() throws RefusedException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (state != RuntimeState.RUNNING) {
                go(RuntimeState.READY);
                while (exit == null && delivery == null) {
                    changed.await();
                }
                if (exit != null) {
                    throw RefusedException.processEnded();
                }
                if (state == RuntimeState.READY) {
                    go(RuntimeState.RUNNING);
                }
            }
            return delivery;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The runtime begins to post a response or an error.
     *
     * @param invocationId null when the runtime did not echo it, which is fine
     * @throws RefusedException by the first three checks of R-20
     */
    void beginAnswer(RuntimeState kind, String requestId, String invocationId) throws RefusedException {
        lock.lock();
        try {
            if (delivery == null || !delivery.invocation().requestId().equals(requestId)) {
                throw RefusedException.invalidRequestId();
            }
            if (invocationId != null && !invocationId.equals(delivery.invocationId())) {
                throw RefusedException.invalidInvocationId();
            }
            go(kind);
        } finally {
            lock.unlock();
        }
    }

    /** The answer is here. */
    void answer(FunctionResult answer) {
        finishAnswer(answer, null);
    }

    /** The answer is here, but the invoker gets an error of the platform's instead. */
    void rejectAnswer(Failure reason) {
        finishAnswer(null, reason);
    }

    private void finishAnswer(FunctionResult answer, Failure reason) {
        lock.lock();
        try {
            if (state.allows(RuntimeState.RESPONSE_SENT)) {
                state = RuntimeState.RESPONSE_SENT;
                result = reason == null
                        ? answer
                        : reason.result(delivery.invocation().requestId());
                failure = reason;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The runtime could not initialise. */
    void initError(Failure reason) throws RefusedException {
        lock.lock();
        try {
            go(RuntimeState.INIT_ERROR);
            failure = reason;
        } finally {
            lock.unlock();
        }
    }

    private void go(RuntimeState next) throws RefusedException {
        if (!state.allows(next)) {
            throw RefusedException.invalidTransition(state, next);
        }
        if (state == RuntimeState.RESPONSE_SENT) {
            delivery = null;
        }
        state = next;
        changed.signalAll();
    }

    // ---- the environment's side ---------------------------------------------------------------------------------

    /** Hands over an event; the runtime is {@link RuntimeState#READY} or dead. */
    void deliver(Delivery next) {
        lock.lock();
        try {
            delivery = next;
            result = null;
            failure = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The process has ended. */
    void exited(Exit how) {
        lock.lock();
        try {
            exit = how;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the runtime asks for an event: the end of init, and of an invocation that was answered. */
    Wake awaitReady(long deadlineNanos) throws InterruptedException {
        return await(() -> state == RuntimeState.READY && delivery == null, deadlineNanos);
    }

    /** Waits for the answer to what was delivered. */
    Wake awaitAnswer(long deadlineNanos) throws InterruptedException {
        return await(() -> result != null, deadlineNanos);
    }

    private Wake await(BooleanSupplier reached, long deadlineNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long left = deadlineNanos - System.nanoTime(); ; left = changed.awaitNanos(left)) {
                if (reached.getAsBoolean()) {
                    return Wake.REACHED;
                }
                if (exit != null) {
                    return Wake.EXITED;
                }
                if (left <= 0) {
                    return Wake.TIMED_OUT;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The answer, after {@link #awaitAnswer} has reached it. */
    FunctionResult result() {
        lock.lock();
        try {
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** What the platform or init/error has said against the current phase so far. */
    Optional<Failure> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the process still runs. */
    boolean alive() {
        lock.lock();
        try {
            return exit == null;
        } finally {
            lock.unlock();
        }
    }

    /** Why a process that has ended failed the current phase. */
    Failure exitFailure() {
        lock.lock();
        try {
            return state == RuntimeState.INVOCATION_RESPONSE ? Failure.truncated(exit) : Failure.exited(exit);
        } finally {
            lock.unlock();
        }
    }
}
