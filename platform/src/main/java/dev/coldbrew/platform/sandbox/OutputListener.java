package dev.coldbrew.platform.sandbox;

/** Receives what runs in a sandbox prints, standard output and error merged in the order of writing, as on Lambda. */
@FunctionalInterface
public interface OutputListener {

    /**
     * Called by one thread of the sandbox, never concurrently. While it runs, the process waits once its pipe is full.
     *
     * @param buffer valid during the call only
     */
    void output(byte[] buffer, int offset, int length);
}
