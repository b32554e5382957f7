package dev.coldbrew.runtime.json;

/** A text is not JSON; the message says where and why. */
public final class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JsonSyntaxException(String message, int position) {
        super(message + " at position " + position);
    }
}
