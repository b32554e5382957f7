package dev.coldbrew.platform.environment;

/** Receives the log events of all execution environments, those of one log stream in order. */
@FunctionalInterface
public interface LogListener {

    /**
     * Must not throw and should not wait: the function that prints waits with it. Called by several threads, but for
     * one log stream never concurrently.
     */
    void event(LogEvent event);
}
