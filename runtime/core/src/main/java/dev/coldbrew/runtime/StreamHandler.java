package dev.coldbrew.runtime;

import java.io.InputStream;
import java.io.OutputStream;

/** A function that reads the event from one stream and writes the result to another. */
@FunctionalInterface
public interface StreamHandler {

    /**
     * Handles one event.
     *
     * @param event the payload
     * @param response takes the result; it is sent when this method returns, and dropped when it throws. Closing is not needed
     * @param context what Lambda tells of this invocation
     * @throws Exception anything: it becomes the function's error, and the next event is served all the same
     */
    void handle(InputStream event, OutputStream response, Context context) throws Exception;
}
