package dev.coldbrew.runtime.api;

/**
 * Where the Runtime API listens: the value of {@code AWS_LAMBDA_RUNTIME_API}.
 *
 * @param authority {@code host:port} as given, for the Host header
 * @param host without the brackets of an IPv6 address
 * @param port 80 when none was given
 * @param basePath empty, or a path that all requests start with: emulators put several environments behind one port
 */
public record Endpoint(String authority, String host, int port, String basePath) {

    /**
     * Reads {@code host[:port][/base/path]}, with or without {@code http://} before it.
     *
     * @throws IllegalArgumentException when it is nothing of the kind
     */
    public static Endpoint parse(String value) {
        String rest = value.startsWith("http://") ? value.substring("http://".length()) : value;
        int slash = rest.indexOf('/');
        String basePath = slash < 0 ? "" : rest.substring(slash);
        while (basePath.endsWith("/")) {
            basePath = basePath.substring(0, basePath.length() - 1);
        }
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = hasPort ? port(value, authority.substring(colon + 1)) : 80;
        if (host.isEmpty()) {
            throw bad(value);
        }
        return new Endpoint(authority, host, port, basePath);
    }

    private static int port(String value, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw bad(value);
    }

    private static IllegalArgumentException bad(String value) {
        return new IllegalArgumentException("AWS_LAMBDA_RUNTIME_API must be host:port, but is '" + value + "'");
    }
}
