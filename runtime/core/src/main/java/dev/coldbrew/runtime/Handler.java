package dev.coldbrew.runtime;

/** x. */
@FunctionalInterface
public interface Handler {
    /** x. */
    byte[] handle(byte[] event, Object context) throws Exception;
}
