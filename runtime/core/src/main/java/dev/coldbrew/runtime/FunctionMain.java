package dev.coldbrew.runtime;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Starts a function's own {@code main} and reports what it throws as a failed initialisation, so that the invoker
 * sees the exception and not just a status of 1. {@code coldbrew build} makes it the main class of a bootstrap.
 */
public final class FunctionMain {
    private FunctionMain() {}

    /**
     * Runs {@code public static void main(String[])} of another class.
     *
     * @param args the class's name, then its arguments
     */
    public static void main(String[] args) throws Throwable {
        Throwable failure;
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
            return;
        } catch (InvocationTargetException e) {
            failure = e.getCause();
        } catch (ReflectiveOperationException | LinkageError e) {
            failure = e;
        }
        if (FunctionProcess.isInitialised()) {
            throw failure;
        }
        System.exit(new FunctionProcess(System.getenv()).failBeforeRun(failure));
    }
}
