package dev.coldbrew.runtime;

/** The client context or the Cognito identity that came with an event is no JSON object. The event's handler is not called. */
public final class MalformedContextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedContextException(String header, Throwable cause) {
        super("The header " + header + " is not a JSON object: " + cause.getMessage(), cause);
    }
}
