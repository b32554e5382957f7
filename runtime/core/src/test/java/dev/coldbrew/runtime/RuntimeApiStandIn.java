package dev.coldbrew.runtime;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A Runtime API on a real socket whose every byte a test decides: it answers GET /next with what was queued, byte for
 * byte, and POSTs with 202 unless told otherwise.
 */
final class RuntimeApiStandIn implements AutoCloseable {
    /** A raw answer; {@code hangUp} closes the connection behind it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(byte[] bytes, boolean hangUp) {}

    /** What the function sent. Header names are in lower case. */
    record Request(String method, String path, Map<String, String> headers, String body, int connection) {}

    private static final Answer ACCEPTED = json(202, "{\"status\":\"OK\"}\n");

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Answer> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Request> posts = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<Socket> sockets = new ArrayDeque<>();
    private volatile Function<Request, Answer> onPost = request -> ACCEPTED;
    private volatile Request lastNext;

    RuntimeApiStandIn() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    Request lastNext() {
        return lastNext;
    }

    /** Queues an event with the headers that Lambda always sends. */
    void event(String id, String payload, String... moreHeaders) {
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\n");
        head.append("Lambda-Runtime-Aws-Request-Id: ").append(id).append("\r\n");
        head.append("Lambda-Runtime-Deadline-Ms: ")
                .append(System.currentTimeMillis() + 60_000)
                .append("\r\n");
        head.append("Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:000000000000:function:f\r\n");
        for (String header : moreHeaders) {
            head.append(header).append("\r\n");
        }
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        raw(concat(head.toString().getBytes(StandardCharsets.UTF_8), body), false);
    }

    void raw(byte[] bytes, boolean hangUp) {
        events.add(new Answer(bytes, hangUp));
    }

    void answerPosts(Function<Request, Answer> answer) {
        onPost = answer;
    }

    static Answer json(int status, String body) {
        return new Answer(
                ("HTTP/1.1 " + status + " Whatever\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8),
                false);
    }

    /** The next POST, which must come soon. */
    Request post() throws InterruptedException {
        Request post = posts.poll(30, TimeUnit.SECONDS);
        if (post == null) {
            throw new AssertionError("no POST arrived within 30 s");
        }
        return post;
    }

    boolean hasMorePosts() {
        return !posts.isEmpty();
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                int number = connections.incrementAndGet();
                synchronized (sockets) {
                    if (server.isClosed()) {
                        socket.close(); // close() has gone through the sockets already
                        return;
                    }
                    sockets.add(socket);
                }
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                Request request = read(in, number);
                Answer answer;
                if (request.method().equals("GET")) {
                    lastNext = request;
                    answer = events.take();
                } else {
                    answer = onPost.apply(request);
                    posts.add(request);
                }
                out.write(answer.bytes());
                out.flush();
                if (answer.hangUp()) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The function ended, or the test did.
        }
    }

    private static Request read(InputStream in, int number) throws IOException {
        String[] start = line(in).split(" ", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(start[0], start[1], headers, new String(body, StandardCharsets.UTF_8), number);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(a);
        both.writeBytes(b);
        return both.toByteArray();
    }
}
