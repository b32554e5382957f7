package dev.coldbrew.runtime;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that handlers run on. */
abstract class Workers {

    /** Runs one handler call and waits for it; what it throws comes out as it is. */
    abstract byte[] call(Callable<byte[]> invocation) throws Throwable;

    /** Where handlers may put work of their own. */
    abstract ExecutorService executor();

    static Workers onMainThread() {
        return new MainThread();
    }

    static Workers platformThreads(int count, String name) {
        AtomicInteger number = new AtomicInteger();
        return new Pool(Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }));
    }

    static Workers virtualThreads(String name) {
        return new Pool(virtualExecutor(name));
    }

    private static ExecutorService virtualExecutor(String name) {
        ThreadFactory threads = Thread.ofVirtual().name(name, 1).factory();
        return Executors.newThreadPerTaskExecutor(threads);
    }

    /** The quickest: no thread is started and none is switched to. */
    private static final class MainThread extends Workers {
        private volatile ExecutorService executor;

        @Override
        byte[] call(Callable<byte[]> invocation) throws Exception {
            return invocation.call();
        }

        @Override
        ExecutorService executor() {
            if (executor == null) {
                synchronized (this) {
                    if (executor == null) {
                        executor = virtualExecutor("worker-"); // few handlers ask: none is made for the others
                    }
                }
            }
            return executor;
        }
    }

    private static final class Pool extends Workers {
        private final ExecutorService executor;

        Pool(ExecutorService executor) {
            this.executor = executor;
        }

        @Override
        byte[] call(Callable<byte[]> invocation) throws Throwable {
            try {
                return executor.submit(invocation).get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        }

        @Override
        ExecutorService executor() {
            return executor;
        }
    }
}
