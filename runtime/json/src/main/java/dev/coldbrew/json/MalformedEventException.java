package dev.coldbrew.json;

/**
 * An event does not fit the handler's type. The message has the JSON path of the first thing that does not, and what was
 * expected there, for example {@code $.items[2].quantity: expected a whole number but found a string}.
 */
public final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /** @param cause null where the problem says it all */
    MalformedEventException(String path, String problem, Throwable cause) {
        super("The event can't be decoded at " + path + ": " + problem, cause);
        this.path = path;
    }

    /** Where in the event, as a JSON path: {@code $} is the event itself. */
    public String path() {
        return path;
    }
}
