package dev.coldbrew.platform.sandbox;

import java.util.concurrent.CompletableFuture;

/** A running process with all its descendants, and the only handle on them. Safe for use by several threads. */
public interface Sandbox extends AutoCloseable {

    /**
     * Returns when the {@link OutputListener} has received everything that was written before this call. What is
     * written meanwhile may or may not be among it.
     */
    void drain() throws InterruptedException;

    /** Kills everything in the sandbox without waiting: {@link #exit} tells when it is done. */
    void kill();

    /**
     * Completes when nothing of the sandbox is left and all its output has been received; never exceptionally. Of
     * several processes it is the main one's end that is told.
     */
    CompletableFuture<Exit> exit();

    /**
     * The most memory that the sandbox was seen to use so far, in bytes. For one process it is its exact peak resident
     * set; of other processes it counts what they use at the time of this call, with shared pages divided among their
     * users.
     */
    long peakMemoryBytes();

    /** Kills everything in the sandbox and returns when nothing is left. */
    @Override
    void close();
}
