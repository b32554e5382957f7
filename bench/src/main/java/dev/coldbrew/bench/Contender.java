package dev.coldbrew.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A variant that has yet to be built. */
interface Contender {

    /** Of the row in the table. */
    String name();

    Task task();

    /**
     * Builds it in a folder of its own.
     *
     * @throws UnavailableException when this machine lacks what it takes
     */
    Variant prepare(Path folder) throws IOException, InterruptedException;

    /** What {@code --only} is matched against. */
    default String label() {
        return name() + ", " + task().label();
    }

    /** Something is missing on this machine; the message says what, and what to do. */
    final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message) {
            super(message);
        }
    }
}
