package dev.coldbrew.platform.sandbox;

/** A limit of Lambda's execution environment that an engine may keep. */
public enum Limit {
    /** At most 1,024 open files in a process. */
    OPEN_FILES,
    /** A set-user-id executable gives no more rights (E-11). */
    NO_NEW_PRIVILEGES,
}
