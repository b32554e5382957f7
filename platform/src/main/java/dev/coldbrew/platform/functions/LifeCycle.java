package dev.coldbrew.platform.functions;

/**
 * Where a function is in its life. AWS shows this as two members, {@code State} and {@code LastUpdateStatus}, of which
 * only these combinations occur.
 *
 * <pre>
 * CREATING ──► ACTIVE ◄──► UPDATING
 *    │                        │ ▲
 *    ▼                        ▼ │
 *  FAILED              UPDATE_FAILED
 * </pre>
 */
public enum LifeCycle {
    /** Pending: its first code is being unpacked; it can't be invoked yet (C-10, I-10). */
    CREATING,
    /** Active with its last update successful (C-11). */
    ACTIVE,
    /** Active, and an update is in progress; invocations run what was there before (C-20, C-24). */
    UPDATING,
    /** Active, but the last update failed; what was there before keeps running. */
    UPDATE_FAILED,
    /** Failed: its first code could not be unpacked. */
    FAILED
}
