package dev.coldbrew.runtime.api;

import java.io.IOException;

/** What the Runtime API sent is not HTTP/1.1 as we know it. The connection is of no further use. */
final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}
