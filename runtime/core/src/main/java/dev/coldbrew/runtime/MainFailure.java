package dev.coldbrew.runtime;

/**
 * Reports what a function's {@code main} threw before it called {@link Lambda#run(Handler)}, so that the invoker sees the
 * exception and not just a status of 1. {@code coldbrew build} wraps every {@code main} with it; it is of no use elsewhere.
 */
public final class MainFailure {
    private MainFailure() {}

    /**
     * Posts it as a failed initialisation and ends the process; after the initialisation, throws it on.
     *
     * @param thrown by {@code main}
     */
    public static void report(Throwable thrown) throws Throwable {
        if (FunctionProcess.isInitialised()) {
            throw thrown;
        }
        System.exit(new FunctionProcess(System.getenv()).failBeforeRun(thrown));
    }
}
