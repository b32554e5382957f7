package dev.coldbrew.runtime;

import dev.coldbrew.runtime.api.Endpoint;
import dev.coldbrew.runtime.api.ErrorReport;
import dev.coldbrew.runtime.api.RuntimeApi;
import dev.coldbrew.runtime.api.RuntimeApiException;
import dev.coldbrew.runtime.log.LambdaLog;
import dev.coldbrew.runtime.log.LogLevel;
import java.util.Map;
import java.util.Objects;

/** The life of the process: initialisation, then invocations, then an exit status. */
final class FunctionProcess {
    /** The launcher sets it to 0, the file descriptor of a connection that it opened. */
    private static final String INHERITED_SOCKET = "coldbrew.socket";

    /** Stack traces for users end before our own frames (J-04). */
    private static final String OWN_FRAMES = "dev.coldbrew.runtime.FunctionProcess";

    private static final int FAILED = 1;

    private static volatile boolean initialised;

    private final FunctionEnvironment function;

    FunctionProcess(Map<String, String> variables) {
        function = FunctionEnvironment.of(variables);
    }

    /** Whether the first event was asked for: after that a failure is no longer the initialisation's. */
    static boolean isInitialised() {
        return initialised;
    }

    /** Serves until the end and tells the exit status. */
    int run(HandlerFactory factory, RuntimeOptions options) {
        RuntimeApi api = connect();
        if (api == null) {
            return FAILED;
        }
        try {
            InvocationLoop loop;
            try {
                Handler handler = Objects.requireNonNull(factory.create(), "The handler is null");
                handler.warmUp();
                loop = new InvocationLoop(api, handler, function, options.start());
            } catch (Throwable e) { // whatever it is, the invoker should see it
                return failInit(api, e);
            }
            initialised = true;
            loop.run();
        } catch (RuntimeApiException e) {
            LambdaLog.log(LogLevel.FATAL, e.getMessage());
        }
        return FAILED;
    }

    /** Reports a failure of the program before it called {@link Lambda#run(Handler)}. */
    int failBeforeRun(Throwable error) {
        RuntimeApi api = connect();
        try {
            return api == null ? FAILED : failInit(api, error);
        } catch (RuntimeApiException e) {
            LambdaLog.log(LogLevel.FATAL, e.getMessage());
            return FAILED;
        }
    }

    private static int failInit(RuntimeApi api, Throwable error) throws RuntimeApiException {
        ErrorReport report = ErrorReport.ofInit(error, OWN_FRAMES);
        LambdaLog.log(LogLevel.FATAL, "The initialisation failed", report);
        api.failInit(report);
        return FAILED;
    }

    private RuntimeApi connect() {
        if (function.runtimeApi().isEmpty()) {
            LambdaLog.log(
                    LogLevel.FATAL,
                    "AWS_LAMBDA_RUNTIME_API is not set. This program is a Lambda function and gets its events from Lambda:"
                            + " run it there, or with: coldbrew invoke");
            return null;
        }
        try {
            return new RuntimeApi(
                    Endpoint.parse(function.runtimeApi()), "0".equals(System.getProperty(INHERITED_SOCKET)));
        } catch (IllegalArgumentException e) {
            LambdaLog.log(LogLevel.FATAL, e.getMessage());
            return null;
        }
    }
}
