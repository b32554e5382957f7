package dev.coldbrew.platform.invoke;

import dev.coldbrew.platform.environment.ExecutionEnvironment;
import dev.coldbrew.platform.functions.FunctionVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Knows every execution environment and what it is doing. It only decides: whoever gets environments from a method that
 * returns a list has to close them.
 */
final class WarmEnvironments {

    /**
     * How long an invocation waits for an environment that has answered already and is about to ask for its next event.
     * Two invocations one after the other so share an environment; a function that works on after its answer does not
     * hold up others.
     */
    private static final long ABOUT_TO_BE_IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /**
     * Environments with equal keys serve the same invocations.
     *
     * @param tenantId tenants never share an environment
     */
    record Key(String revisionId, Optional<String> tenantId) {}

    private enum Activity {
        IDLE,
        BUSY,
        /** The invoker has its result, the runtime has not asked for the next event yet. */
        ANSWERED,
    }

    /** An environment and what it is doing. Its fields belong to the lock of its pool. */
    static final class Member {
        private final Key key;
        private final ExecutionEnvironment environment;
        private Activity activity = Activity.BUSY;
        private boolean retired;
        private long idleSince;

        private Member(Key key, ExecutionEnvironment environment) {
            this.key = key;
            this.environment = environment;
        }

        ExecutionEnvironment environment() {
            return environment;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Member> members = new ArrayList<>();
    private final Map<Key, Integer> waiting = new HashMap<>();
    private final long expiryNanos;
    private boolean closed;

    WarmEnvironments(Duration expiry) {
        this.expiryNanos = expiry.toNanos();
    }

    /**
     * Gives an environment for one invocation: the idle one that was used last, else a new one.
     *
     * @throws IllegalStateException after {@link #closeAll}
     */
    Member take(Key key, Supplier<ExecutionEnvironment> fresh) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long patience = ABOUT_TO_BE_IDLE_NANOS;
            while (true) {
                if (closed) {
                    throw new IllegalStateException("The service is shutting down");
                }
                Optional<Member> idle =
                        of(key, Activity.IDLE).max(Comparator.comparingLong(member -> member.idleSince));
                if (idle.isPresent()) {
                    idle.get().activity = Activity.BUSY;
                    return idle.get();
                }
                if (patience <= 0 || of(key, Activity.ANSWERED).count() <= waiting.getOrDefault(key, 0)) {
                    var member = new Member(key, fresh.get());
                    members.add(member);
                    return member;
                }
                waiting.merge(key, 1, Integer::sum);
                try {
                    patience = changed.awaitNanos(patience);
                } finally {
                    waiting.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Stream<Member> of(Key key, Activity activity) {
        return members.stream()
                .filter(member -> !member.retired && member.activity == activity && member.key.equals(key));
    }

    /** Its invoker has got the result. */
    void answered(Member member) {
        lock.lock();
        try {
            member.activity = Activity.ANSWERED;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Its invocation is over.
     *
     * @param usable false when the platform itself failed with it
     */
    List<ExecutionEnvironment> giveBack(Member member, boolean usable) {
        lock.lock();
        try {
            member.activity = Activity.IDLE;
            member.idleSince = System.nanoTime();
            changed.signalAll();
            return remove(same -> same == member && (!usable || same.retired));
        } finally {
            lock.unlock();
        }
    }

    /** Versions that are no longer wanted: gives the idle environments; the busy ones come with {@link #giveBack}. */
    List<ExecutionEnvironment> retire(Predicate<FunctionVersion> unwanted) {
        lock.lock();
        try {
            members.stream()
                    .filter(member -> unwanted.test(member.environment.version()))
                    .forEach(member -> member.retired = true);
            changed.signalAll();
            return remove(member -> member.retired && member.activity == Activity.IDLE);
        } finally {
            lock.unlock();
        }
    }

    /** Those that have been idle for too long. */
    List<ExecutionEnvironment> takeExpired() {
        lock.lock();
        try {
            long now = System.nanoTime();
            return remove(member -> member.activity == Activity.IDLE && now - member.idleSince >= expiryNanos);
        } finally {
            lock.unlock();
        }
    }

    /** All of them, the busy ones too. No other is ever given out. */
    List<ExecutionEnvironment> closeAll() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            return remove(member -> true);
        } finally {
            lock.unlock();
        }
    }

    private List<ExecutionEnvironment> remove(Predicate<Member> which) {
        List<ExecutionEnvironment> removed =
                members.stream().filter(which).map(Member::environment).toList();
        members.removeIf(which);
        return removed;
    }
}
