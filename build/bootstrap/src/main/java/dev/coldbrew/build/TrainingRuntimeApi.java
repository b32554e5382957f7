package dev.coldbrew.build;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A stand-in of the Runtime API that gives a function a fixed number of events and then leaves it waiting, as Lambda does with
 * a function that nobody invokes. It knows, for one function that answers one event after the other.
 */
final class TrainingRuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ServerSocket server;
    private final List<byte[]> events;
    private final int invocations;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Socket> connections = new ArrayList<>();
    private int given;
    private int answered;
    private String functionError;
    private String initError;

    /** @param invocations how many events are given, taken from {@code events} in turn */
    TrainingRuntimeApi(List<byte[]> events, int invocations) throws IOException {
        this.events = events;
        this.invocations = invocations;
        this.server = new ServerSocket(0, 16, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::accept);
    }

    /** What goes into {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Waits for the call of next that finds no more events, or for a failure of init; false when the time is over before. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return over.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many events were asked for. */
    synchronized int given() {
        return given;
    }

    /** How many events were answered, with a result or an error. */
    synchronized int answered() {
        return answered;
    }

    /** The body of the first {@code /invocation/ID/error}. */
    synchronized Optional<String> functionError() {
        return Optional.ofNullable(functionError);
    }

    /** The body of {@code /init/error}. */
    synchronized Optional<String> initError() {
        return Optional.ofNullable(initError);
    }

    /** Ends all connections. */
    @Override
    public void close() throws IOException {
        server.close();
        synchronized (connections) {
            for (Socket connection : connections) {
                connection.close();
            }
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                synchronized (connections) {
                    connections.add(connection);
                }
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            for (Request request = Request.read(in); request != null; request = Request.read(in)) {
                byte[] answer = answer(request);
                if (answer == null) {
                    over.countDown();
                    in.transferTo(OutputStream.nullOutputStream()); // no more events: wait till the function ends
                    return;
                }
                out.write(answer);
                out.flush();
            }
        } catch (SocketException e) {
            // The function was ended, or we were closed, while it waited.
            over.countDown();
        } catch (IOException e) {
            synchronized (this) {
                initError = "The function does not speak HTTP as the Runtime API does: " + e.getMessage();
            }
            over.countDown();
        }
    }

    /** The whole answer to a request, or null for a call of next that finds no more events. */
    private synchronized byte[] answer(Request request) {
        if (request.path().equals(ROOT + "invocation/next")) {
            if (given == invocations) {
                return null;
            }
            byte[] event = events.get(given++ % events.size());
            return response(
                    "200 OK",
                    "Lambda-Runtime-Aws-Request-Id: " + requestId(given) + "\r\nLambda-Runtime-Deadline-Ms: "
                            + (System.currentTimeMillis() + TIMEOUT.toMillis())
                            + "\r\nLambda-Runtime-Invoked-Function-Arn: " + TrainingRun.FUNCTION_ARN
                            + "\r\nLambda-Runtime-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0\r\n",
                    event);
        }
        byte[] accepted = "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.UTF_8);
        if (request.path().equals(ROOT + "init/error")) {
            initError = request.body();
            over.countDown();
        } else if (request.path().equals(ROOT + "invocation/" + requestId(given) + "/response")) {
            answered++;
        } else if (request.path().equals(ROOT + "invocation/" + requestId(given) + "/error")) {
            answered++;
            functionError = functionError == null ? request.body() : functionError;
        } else {
            String unknown = "{\"errorMessage\":\"Not found: " + request.path().replace("\"", "")
                    + "\",\"errorType\":\"NotFound\"}\n";
            return response("404 Not Found", "", unknown.getBytes(StandardCharsets.UTF_8));
        }
        return response("202 Accepted", "", accepted);
    }

    private static String requestId(int number) {
        return String.format(Locale.ROOT, "c01dbeef-0000-4000-8000-%012d", number);
    }

    private static byte[] response(String status, String headers, byte[] body) {
        byte[] head = ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /** A request whose body was read, be it of known length or chunked. */
    private record Request(String path, String body) {
        /** Null at the end of the connection. */
        static Request read(InputStream in) throws IOException {
            String first = line(in);
            if (first == null) {
                return null;
            }
            String[] parts = first.split(" ", 3);
            if (parts.length != 3) {
                throw new IOException("request line \"" + first + "\"");
            }
            int length = 0;
            boolean chunked = false;
            for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
                String[] field = header.toLowerCase(Locale.ROOT).split(":", 2);
                if (field[0].equals("content-length")) {
                    length = Integer.parseInt(field[1].strip());
                } else if (field[0].equals("transfer-encoding")) {
                    chunked = field[1].contains("chunked");
                }
            }
            byte[] body = chunked ? chunks(in) : in.readNBytes(length);
            return new Request(parts[1], new String(body, StandardCharsets.UTF_8));
        }

        private static byte[] chunks(InputStream in) throws IOException {
            var body = new java.io.ByteArrayOutputStream();
            while (true) {
                String size = line(in);
                if (size == null) {
                    throw new IOException("a chunked body without an end");
                }
                int length = Integer.parseInt(size.replaceFirst(";.*", "").strip(), 16);
                if (length == 0) {
                    break;
                }
                body.write(in.readNBytes(length));
                line(in);
            }
            for (String trailer = line(in); trailer != null && !trailer.isEmpty(); trailer = line(in)) {
                // Trailers say how a stream went wrong; the function's log does too.
            }
            return body.toByteArray();
        }

        private static String line(InputStream in) throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    return null;
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
