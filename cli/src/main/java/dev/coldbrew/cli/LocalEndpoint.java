package dev.coldbrew.cli;

import java.net.URI;

/** Where {@code coldbrew local} serves unless told otherwise. */
final class LocalEndpoint {
    static final int PORT = 9070;
    static final String DEFAULT = "http://127.0.0.1:" + PORT;

    private LocalEndpoint() {}

    /** @throws CommandFailedException if it is no http URL */
    static URI parse(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new CommandFailedException("An endpoint is a URL such as " + DEFAULT + ", unlike " + text);
    }
}
