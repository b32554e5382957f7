package dev.coldbrew.runtime;

import dev.coldbrew.runtime.api.ErrorReport;
import dev.coldbrew.runtime.api.NextEvent;
import dev.coldbrew.runtime.api.PostOutcome;
import dev.coldbrew.runtime.api.RuntimeApi;
import dev.coldbrew.runtime.api.RuntimeApiException;
import dev.coldbrew.runtime.log.LambdaLog;
import dev.coldbrew.runtime.log.LogLevel;
import java.nio.charset.StandardCharsets;

/** Asks for an event, runs the handler, posts what came of it, and again. */
final class InvocationLoop {
    /** Stack traces for users end before our own frames (J-04). */
    private static final String OWN_FRAMES = "dev.coldbrew.runtime.InvocationLoop";

    /** AWS's X-Ray SDK looks for the trace header here (J-08). */
    private static final String XRAY_PROPERTY = "com.amazonaws.xray.traceHeader";

    private static final byte[] JSON_NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final RuntimeApi api;
    private final Handler handler;
    private final FunctionEnvironment function;
    private final Workers workers;

    InvocationLoop(RuntimeApi api, Handler handler, FunctionEnvironment function, Workers workers) {
        this.api = api;
        this.handler = handler;
        this.function = function;
        this.workers = workers;
    }

    /**
     * Returns when the handler failed with an error of the virtual machine itself, out of memory for instance (J-07).
     * Any other failure of a handler is the event's alone.
     *
     * @throws RuntimeApiException when there will be no more events
     */
    void run() throws RuntimeApiException {
        Throwable failure;
        do {
            NextEvent event = api.next();
            LambdaLog.enter(event.requestId(), event.tenantId());
            traceTo(event.traceId());
            failure = serve(event);
            Thread.interrupted(); // the handler's interrupt is not the loop's (J-07)
        } while (!(failure instanceof VirtualMachineError));
    }

    /** Gives null, or what the handler failed with. */
    private Throwable serve(NextEvent event) throws RuntimeApiException {
        byte[] result;
        try {
            Context context = ContextReader.read(event, function, workers);
            result = workers.call(() -> handler.handle(event.payload(), context));
        } catch (Throwable e) { // one bad input never ends the process
            fail(event, e);
            return e;
        }
        warnUnlessAccepted("result", api.respond(event, result == null ? JSON_NULL : result));
        return null;
    }

    private void fail(NextEvent event, Throwable error) throws RuntimeApiException {
        ErrorReport report = ErrorReport.ofInvocation(error, OWN_FRAMES);
        LambdaLog.log(LogLevel.ERROR, "The invocation failed", report);
        warnUnlessAccepted("error", api.fail(event, report));
    }

    /** 400, 403: the invocation is over already; 410: it timed out; 413: too large. The next event will do better. */
    private static void warnUnlessAccepted(String what, PostOutcome outcome) {
        if (!outcome.isAccepted()) {
            LambdaLog.log(
                    LogLevel.WARN,
                    "Lambda did not take the " + what + ": " + outcome.status() + " " + outcome.detail());
        }
    }

    private static void traceTo(String traceId) {
        if (traceId == null) {
            System.clearProperty(XRAY_PROPERTY);
        } else {
            System.setProperty(XRAY_PROPERTY, traceId);
        }
    }
}
