package dev.coldbrew.build;

/** A build that can't go on. The message is for the user: it says what is wrong and, where there is a way out, what to do. */
public final class BuildException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BuildException(String message) {
        super(message);
    }

    BuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
