package dev.coldbrew.runtime.log;

/** Prints an entry as one line that ends with a newline. */
interface LogFormat {
    String line(LogEntry entry);
}
