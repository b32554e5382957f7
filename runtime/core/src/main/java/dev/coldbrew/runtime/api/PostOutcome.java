package dev.coldbrew.runtime.api;

/**
 * How the Runtime API took a post.
 *
 * @param status the HTTP status
 * @param detail what the Runtime API said, for a log line
 */
public record PostOutcome(int status, String detail) {

    /** Whether the result or error reached the platform. When not, the next event is asked for all the same. */
    public boolean isAccepted() {
        return status >= 200 && status < 300;
    }
}
