package dev.coldbrew.platform.sandbox;

/** How a process ended. */
public sealed interface Exit {

    /** By itself, with a status of 0 to 255. */
    record Code(int status) implements Exit {}

    /** By a signal, given as Linux's number. */
    record Signal(int number) implements Exit {}
}
