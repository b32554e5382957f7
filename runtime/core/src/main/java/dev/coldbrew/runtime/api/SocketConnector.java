package dev.coldbrew.runtime.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Opens a connection by an ordinary socket. A class of its own, so that the socket classes load only where they are needed. */
final class SocketConnector {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private SocketConnector() {}

    static Connection connect(Endpoint endpoint) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), CONNECT_TIMEOUT_MILLIS);
            return Connection.of(socket.getInputStream(), socket.getOutputStream(), socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
