package dev.coldbrew.runtime.api;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One kept-alive connection to the Runtime API. Not thread-safe. */
final class Connection implements Closeable {
    private final OutputStream out;
    private final HttpReader reader;
    private final Closeable socket;
    private boolean used;
    private boolean closed;

    private Connection(InputStream in, OutputStream out, Closeable socket) {
        this.out = out;
        this.reader = new HttpReader(in);
        this.socket = socket;
    }

    /**
     * The connection that the launcher opened and left as file descriptor 0. Reading it as a file spares the JVM its
     * socket classes, a third of the cold start.
     */
    static Connection inherited() {
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        return new Connection(in, new FileOutputStream(FileDescriptor.in), in);
    }

    static Connection open(Endpoint endpoint) throws IOException {
        return SocketConnector.connect(endpoint);
    }

    static Connection of(InputStream in, OutputStream out, Closeable socket) {
        return new Connection(in, out, socket);
    }

    /**
     * Sends a request and waits for its response.
     *
     * @param head request line and headers, each ended by CR LF, with the empty line
     * @param body null for none
     */
    HttpResponse exchange(String head, byte[] body) throws IOException {
        try {
            send(head.getBytes(StandardCharsets.ISO_8859_1), body);
            HttpResponse response = reader.read();
            used = true;
            if ("close".equalsIgnoreCase(response.header(HeaderNames.CONNECTION))) {
                close();
            }
            return response;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Whether a request was answered here: the server may have closed such a connection without our knowing. */
    boolean isUsed() {
        return used;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            // It is given up anyway.
        }
    }

    private void send(byte[] head, byte[] body) throws IOException {
        if (body == null || body.length == 0) {
            out.write(head);
        } else if (body.length <= 64 * 1024) {
            // One write, one packet.
            byte[] whole = new byte[head.length + body.length];
            System.arraycopy(head, 0, whole, 0, head.length);
            System.arraycopy(body, 0, whole, head.length, body.length);
            out.write(whole);
        } else {
            out.write(head);
            out.write(body);
        }
        out.flush();
    }
}
