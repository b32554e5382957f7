package dev.coldbrew.platform.sandbox;

import java.io.IOException;

/**
 * A way to run one process apart from the service. What an engine can keep of Lambda's limits differs from engine to
 * engine and from machine to machine: {@link #probe} tries it and says so, and nothing else is ever claimed.
 */
public interface SandboxEngine {

    /** The name as users write it, for example {@code process}. */
    String name();

    /** Starts a real sandbox in which nothing happens and tells what it kept. */
    Probe probe();

    /**
     * Starts a process; returns when the executable runs.
     *
     * @param output gets everything that the process and its descendants print
     * @throws StartFailedException when the operating system refused the working directory or the executable
     * @throws IOException when the engine itself does not work on this machine; the message says what to do
     */
    Sandbox start(SandboxSpec spec, OutputListener output) throws StartFailedException, IOException;
}
