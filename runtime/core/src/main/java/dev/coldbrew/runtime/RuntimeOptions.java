package dev.coldbrew.runtime;

/**
 * Which threads execute the handler: the optional second argument of {@link Lambda#run(Handler, RuntimeOptions)}. An
 * execution environment serves one event at a time, so this decides where a handler runs and which workers
 * {@link Context#executor()} gives it for work of its own.
 *
 * <pre>{@code
 * Lambda.run(handler, RuntimeOptions.platformThreads(4).named("orders-"));
 * }</pre>
 */
public final class RuntimeOptions {
    /** Lambda's limit for an environment's processes and threads together. */
    private static final int MAX_THREADS = 1_024;

    private enum Kind {
        MAIN_THREAD,
        PLATFORM_THREADS,
        VIRTUAL_THREADS
    }

    private final Kind kind;
    private final int count;
    private final String name;

    private RuntimeOptions(Kind kind, int count, String name) {
        this.kind = kind;
        this.count = count;
        this.name = name;
    }

    /** The handler runs on the thread that called {@link Lambda#run(Handler)}: the default, and the quickest. */
    public static RuntimeOptions mainThread() {
        return new RuntimeOptions(Kind.MAIN_THREAD, 1, "worker-");
    }

    /**
     * The handler runs in a pool of platform threads.
     *
     * @param count 1 to 1,023: Lambda allows 1,024 threads, and one asks for events
     */
    public static RuntimeOptions platformThreads(int count) {
        if (count < 1 || count >= MAX_THREADS) {
            throw new IllegalArgumentException("platformThreads takes 1 to " + (MAX_THREADS - 1) + ", not " + count
                    + ": Lambda allows an environment " + MAX_THREADS + " processes and threads");
        }
        return new RuntimeOptions(Kind.PLATFORM_THREADS, count, "worker-");
    }

    /** The handler runs on a virtual thread, a new one for each event. */
    public static RuntimeOptions virtualThreads() {
        return new RuntimeOptions(Kind.VIRTUAL_THREADS, 0, "worker-");
    }

    /** The same with another name for the threads: {@code prefix} and a number. */
    public RuntimeOptions named(String prefix) {
        return new RuntimeOptions(kind, count, prefix);
    }

    Workers start() {
        return switch (kind) {
            case MAIN_THREAD -> Workers.onMainThread();
            case PLATFORM_THREADS -> Workers.platformThreads(count, name);
            case VIRTUAL_THREADS -> Workers.virtualThreads(name);
        };
    }
}
