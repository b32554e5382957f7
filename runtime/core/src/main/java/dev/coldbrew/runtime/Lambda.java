package dev.coldbrew.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/**
 * Turns a plain program into a Lambda function. {@code main} makes a handler and gives it to {@code run}, which asks
 * Lambda's Runtime API for events until the environment ends:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     Lambda.run((event, context) -> event);
 * }
 * }</pre>
 *
 * <p>A handler that throws fails its event only; the next event is served. {@code run} does not return: the process ends
 * with the environment, and with status 1 when the initialisation failed or the Runtime API is gone.
 */
public final class Lambda {
    private Lambda() {}

    /** Serves events on this thread. */
    public static void run(Handler handler) {
        run(handler, RuntimeOptions.mainThread());
    }

    /**
     * Serves events.
     *
     * @param options the threads that execute the handler
     */
    public static void run(Handler handler, RuntimeOptions options) {
        run(() -> handler, options);
    }

    /** Serves events by streams, on this thread. */
    public static void run(StreamHandler handler) {
        run(handler, RuntimeOptions.mainThread());
    }

    /**
     * Serves events by streams.
     *
     * @param options the threads that execute the handler
     */
    public static void run(StreamHandler handler, RuntimeOptions options) {
        run(() -> bytesToBytes(handler), options);
    }

    /** Makes the handler, then serves events on this thread. */
    public static void run(HandlerFactory factory) {
        run(factory, RuntimeOptions.mainThread());
    }

    /**
     * Makes the handler, then serves events. A factory that fails is reported as a failed initialisation, with its stack
     * trace, to whoever invoked the function.
     *
     * @param options the threads that execute the handler
     */
    public static void run(HandlerFactory factory, RuntimeOptions options) {
        System.exit(new FunctionProcess(System.getenv()).run(factory, options));
    }

    private static Handler bytesToBytes(StreamHandler handler) {
        if (handler == null) {
            return null;
        }
        return (event, context) -> {
            ByteArrayOutputStream response = new ByteArrayOutputStream();
            handler.handle(new ByteArrayInputStream(event), response, context);
            return response.toByteArray();
        };
    }
}
