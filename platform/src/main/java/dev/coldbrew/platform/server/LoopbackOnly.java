package dev.coldbrew.platform.server;

import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/**
 * Keeps web pages away from a service that runs code for whoever asks. The socket is bound to 127.0.0.1, but a browser on
 * this machine reaches that too: by a page whose host name was rebound to 127.0.0.1, which its {@code Host} gives away,
 * and by a page that just posts here, which its {@code Origin} gives away.
 */
final class LoopbackOnly {
    /** {@code *.localhost} never leaves the machine either (RFC 6761). */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private LoopbackOnly() {}

    /**
     * Checks where a request says that it goes to and comes from.
     *
     * @throws LambdaException AccessDeniedException if one of them isn't a loopback name
     */
    static void check(Request request) {
        String host = request.getHttpURI().getHost();
        if (host == null || !isLoopback(host)) {
            throw LambdaException.accessDenied("The local Lambda answers only requests whose Host is localhost or"
                    + " 127.0.0.1, as protection against DNS rebinding.");
        }
        String origin = request.getHeaders().get("Origin");
        if (origin != null && !isLoopbackOrigin(origin)) {
            throw LambdaException.accessDenied("The local Lambda answers no web page of another host.");
        }
    }

    private static boolean isLoopbackOrigin(String origin) {
        try {
            String host = HttpURI.from(origin).getHost();
            return host != null && isLoopback(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
