package dev.coldbrew.platform.environment;

/** When a runtime is initialised (L-02). */
enum InitPhase {
    /** Before the first invocation, for at most the init limit. */
    INIT,
    /** Inside an invocation, as part of its duration: the "suppressed init" after a failure. */
    INVOKE,
}
