package dev.coldbrew.platform.environment;

/** The states of a runtime as the Runtime API sees them (1.6), without those of SnapStart. */
enum RuntimeState {
    /** The process runs and has said nothing yet. */
    STARTED("Started"),
    /** It has posted init/error. */
    INIT_ERROR("InitError"),
    /** It waits for an event. */
    READY("Ready"),
    /** It has an event. */
    RUNNING("Running"),
    /** It posts a response. */
    INVOCATION_RESPONSE("InvocationResponse"),
    /** It posts an error. */
    INVOCATION_ERROR_RESPONSE("InvocationErrorResponse"),
    /** Its response or error was received. */
    RESPONSE_SENT("RuntimeResponseSentState");

    private final String text;

    RuntimeState(String text) {
        this.text = text;
    }

    /** The name that AWS uses in error messages. */
    String text() {
        return text;
    }

    /** Whether a runtime in this state may go to {@code next}. */
    boolean allows(RuntimeState next) {
        return switch (this) {
            case STARTED -> next == READY || next == INIT_ERROR;
            case INIT_ERROR -> false;
            case READY -> next == READY || next == RUNNING;
            // A repeated GET next is no transition: it returns the same event again.
            case RUNNING -> next == INVOCATION_RESPONSE || next == INVOCATION_ERROR_RESPONSE;
            case INVOCATION_RESPONSE, INVOCATION_ERROR_RESPONSE -> next == RESPONSE_SENT;
            case RESPONSE_SENT -> next == READY;
        };
    }
}
