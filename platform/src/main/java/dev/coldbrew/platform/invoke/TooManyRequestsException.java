package dev.coldbrew.platform.invoke;

/** The invocation was throttled (I-22). */
public final class TooManyRequestsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason one of AWS's reasons, for example {@code ConcurrentInvocationLimitExceeded}
     */
    public TooManyRequestsException(String reason) {
        super("Rate Exceeded.");
        this.reason = reason;
    }

    /** One of AWS's reasons. */
    public String reason() {
        return reason;
    }
}
