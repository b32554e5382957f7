package dev.coldbrew.platform.sandbox;

/** The operating system refused to run the command. */
public final class StartFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Stage stage;
    private final String reason;

    /**
     * @param reason the operating system's words, for example {@code Permission denied}
     */
    public StartFailedException(Stage stage, String reason) {
        super("The process could not be started (" + stage + "): " + reason);
        this.stage = stage;
        this.reason = reason;
    }

    /** What was refused. */
    public Stage stage() {
        return stage;
    }

    /** The operating system's words, for example {@code Permission denied}. */
    public String reason() {
        return reason;
    }

    /** The steps of a start. */
    public enum Stage {
        /** Making a process. */
        FORK,
        /** Entering the working directory. */
        CHDIR,
        /** Running the executable. */
        EXEC,
    }
}
