package dev.coldbrew.runtime;

/**
 * A function that maps the bytes of an event to the bytes of a result. The same instance serves all invocations of its
 * execution environment.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     Lambda.run((event, context) -> event);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Handler {

    /**
     * Handles one event.
     *
     * @param event the payload, byte for byte as the invoker sent it; never null, may be empty
     * @param context what Lambda tells of this invocation
     * @return the result, usually JSON in UTF-8, at most 6,291,556 bytes; null stands for JSON's {@code null} (J-03)
     * @throws Exception anything: it becomes the function's error, and the next event is served all the same
     */
    byte[] handle(byte[] event, Context context) throws Exception;

    /**
     * Called once, before the first event is asked for. Work that the first event would otherwise wait for belongs here:
     * initialisation has a full CPU on AWS, the first invocation only its share. A failure ends the initialisation.
     *
     * @throws Exception anything
     */
    default void warmUp() throws Exception {}
}
