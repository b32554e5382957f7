package dev.coldbrew.platform.environment;

/** A request to the Runtime API that is answered with an error, of which the invocation may know nothing. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String errorType;

    private RefusedException(int status, String errorType, String message) {
        super(message);
        this.status = status;
        this.errorType = errorType;
    }

    static RefusedException invalidRequestId() {
        return new RefusedException(400, "InvalidRequestID", "Invalid request ID");
    }

    /** The text is not recorded (U); it follows its neighbour's. */
    static RefusedException invalidInvocationId() {
        return new RefusedException(400, "InvalidInvocationId", "Invalid invocation ID");
    }

    static RefusedException invalidResponseMode() {
        return new RefusedException(400, "InvalidFunctionResponseMode", "Invalid function response mode");
    }

    static RefusedException truncated() {
        return new RefusedException(400, "TruncatedHTTPRequest", "HTTP request detected as truncated");
    }

    static RefusedException tooLarge(int limit) {
        return new RefusedException(
                413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (" + limit + " bytes).");
    }

    /** Whoever reads this is no longer there, or should go (1.1). */
    static RefusedException processEnded() {
        return new RefusedException(500, "InternalServerError", "Internal Server Error");
    }

    static RefusedException invalidTransition(RuntimeState from, RuntimeState to) {
        return new RefusedException(
                403,
                "InvalidStateTransition",
                "State transition from " + from.text() + " to " + to.text()
                        + " failed for runtime. Error: State transition is not allowed");
    }

    /** The HTTP status. */
    int status() {
        return status;
    }

    String errorType() {
        return errorType;
    }
}
