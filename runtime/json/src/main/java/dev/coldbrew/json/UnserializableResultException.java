package dev.coldbrew.json;

/** A handler's result could not be written as JSON; the cause tells why. */
public final class UnserializableResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnserializableResultException(Object result, Throwable cause) {
        super(
                "The result, a " + result.getClass().getName() + ", can't be written as JSON: " + cause.getMessage(),
                cause);
    }
}
