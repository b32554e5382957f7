package dev.coldbrew.platform.environment;

import dev.coldbrew.platform.sandbox.Exit;
import dev.coldbrew.platform.sandbox.StartFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Why an init or invoke phase failed, other than by an error that the handler reported. */
sealed interface Failure {

    /** One of L-14, or what the runtime called it. */
    String errorType();

    /** What the invoker gets. */
    byte[] payload(String requestId);

    /** The tail of a REPORT or INIT_REPORT line (G-06, G-08). */
    default String status() {
        return errorType().equals(TIMED_OUT) ? "Status: timeout" : "Status: error\tError Type: " + errorType();
    }

    /** The result for the invoker. */
    default FunctionResult result(String requestId) {
        return new FunctionResult(payload(requestId), true);
    }

    /** L-10. */
    String TIMED_OUT = "Sandbox.Timedout";

    /** Where a bootstrap is looked for, as AWS names the places (E-12). */
    String BOOTSTRAP = "/var/task/bootstrap";

    /** Noticed by the platform. */
    record Platform(String errorType, String message) implements Failure {
        @Override
        public byte[] payload(String requestId) {
            Map<String, String> error = new LinkedHashMap<>();
            error.put("errorType", errorType);
            error.put("errorMessage", "RequestId: " + requestId + " Error: " + message);
            return Json.object(error);
        }
    }

    /** With an error object that is there already: the runtime's own, or a fixed one. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Told(String errorType, byte[] body) implements Failure {
        @Override
        public byte[] payload(String requestId) {
            return body;
        }
    }

    /** L-07, L-08. */
    static Failure exited(Exit exit) {
        return new Platform("Runtime.ExitError", message(exit));
    }

    /** the runtime ended in the middle of its response. */
    static Failure truncated(Exit exit) {
        return new Platform("Runtime.TruncatedResponse", message(exit));
    }

    /** L-10. */
    static Failure timedOut(Duration timeout) {
        return new Platform(
                TIMED_OUT,
                String.format(Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / 1000.0));
    }

    /** L-13. */
    static Failure noBootstrap() {
        return new Platform(
                "Runtime.InvalidEntrypoint", "Couldn't find valid bootstrap(s): [" + BOOTSTRAP + " /opt/bootstrap]");
    }

    /** L-13. */
    static Failure notStarted(StartFailedException refusal) {
        String reason = refusal.reason().toLowerCase(Locale.ROOT);
        return switch (refusal.stage()) {
            case FORK -> new Platform("Sandbox.Failure", "fork: " + reason);
            case CHDIR -> new Platform("Runtime.InvalidWorkingDir", "chdir /var/task: " + reason);
            case EXEC -> new Platform("Runtime.InvalidEntrypoint", "fork/exec " + BOOTSTRAP + ": " + reason);
        };
    }

    /** The service itself could not do its part. */
    static Failure noSandbox(IOException e) {
        return new Platform("Sandbox.Failure", String.valueOf(e.getMessage()));
    }

    /** */
    static Failure responseTooLarge(int limit) {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("errorMessage", "Response payload size exceeded maximum allowed payload size (" + limit + " bytes).");
        error.put("errorType", "Function.ResponseSizeTooLarge");
        return new Told("Function.ResponseSizeTooLarge", Json.object(error));
    }

    /** R-20 (4). */
    static Failure invalidResponseMode() {
        return new Platform("Runtime.InvalidResponseModeHeader", "Invalid function response mode");
    }

    private static String message(Exit exit) {
        return switch (exit) {
            case Exit.Code(int status) when status == 0 -> "Runtime exited without providing a reason";
            case Exit.Code(int status) -> "Runtime exited with error: exit status " + status;
            case Exit.Signal(int number) -> "Runtime exited with error: signal: " + signal(number);
        };
    }

    /** Signals as Go prints them. */
    private static String signal(int number) {
        return switch (number) {
            case 1 -> "hangup";
            case 2 -> "interrupt";
            case 3 -> "quit";
            case 4 -> "illegal instruction";
            case 5 -> "trace/breakpoint trap";
            case 6 -> "aborted";
            case 7 -> "bus error";
            case 8 -> "floating point exception";
            case 9 -> "killed";
            case 10 -> "user defined signal 1";
            case 11 -> "segmentation fault";
            case 12 -> "user defined signal 2";
            case 13 -> "broken pipe";
            case 14 -> "alarm clock";
            case 15 -> "terminated";
            default -> "signal " + number;
        };
    }
}
