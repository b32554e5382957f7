package dev.coldbrew.runtime.api;

/** The Runtime API is gone or says that the environment can't go on; the process should end (section 1.1). */
public final class RuntimeApiException extends Exception {
    private static final long serialVersionUID = 1L;

    RuntimeApiException(String message) {
        super(message);
    }

    RuntimeApiException(String message, Throwable cause) {
        super(message, cause);
    }
}
