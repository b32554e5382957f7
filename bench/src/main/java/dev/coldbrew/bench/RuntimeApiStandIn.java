package dev.coldbrew.bench;

import dev.coldbrew.bench.HttpRequestReader.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * As much of Lambda's Runtime API as a benchmark needs: it gives one event again and again and takes the
 * responses. One thread serves one connection with blocking reads and writes, the same for all variants. An event
 * is always queued: the answer to GET /next goes out at once.
 */
final class RuntimeApiStandIn implements AutoCloseable {
    private static final String NEXT = "/2018-06-01/runtime/invocation/next";
    private static final byte[] ACCEPTED = String.join(
                    "\r\n",
                    "HTTP/1.1 202 Accepted",
                    "Content-Type: application/json",
                    "Content-Length: 16",
                    "",
                    "{\"status\":\"OK\"}\n")
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GO_ON = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final long TIME_LIMIT_MILLIS = 60_000;

    /**
     * When things happened, by {@link System#nanoTime}.
     *
     * @param firstNext the first GET /next had arrived
     * @param firstResponse the first response had arrived, all of it
     * @param roundTrips of the invocations after the first: nanoseconds from handing out the event to having the whole response
     * @param answer what was answered; all answers were the same
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Timeline(long firstNext, long firstResponse, long[] roundTrips, byte[] answer) {}

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile Socket connection;
    private HttpRequestReader requests;
    private OutputStream out;

    RuntimeApiStandIn() throws IOException {}

    /** The value of AWS_LAMBDA_RUNTIME_API. */
    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /**
     * Has one event answered {@code 1 + warm} times. The function then waits, or is about to, for the answer to its last
     * response or its next request.
     *
     * @throws IOException when the function reports an error, gives different answers, breaks the protocol, or is gone
     */
    Timeline serve(byte[] event, int warm) throws IOException {
        long[] roundTrips = new long[warm];
        next();
        long firstNext = System.nanoTime();
        send(invocation(0, event));
        byte[] answer = response(0);
        long firstResponse = System.nanoTime();
        for (int i = 0; i < warm; i++) {
            send(ACCEPTED);
            next();
            byte[] invocation = invocation(i + 1, event);
            long handedOut = System.nanoTime();
            send(invocation);
            byte[] again = response(i + 1);
            roundTrips[i] = System.nanoTime() - handedOut;
            if (!Arrays.equals(answer, again)) {
                throw new IOException("the function answers the same event differently: " + text(again));
            }
        }
        return new Timeline(firstNext, firstResponse, roundTrips, answer);
    }

    /** Lets the function go on after {@link #serve}; its next request stays without an answer. */
    void acceptLastResponse() throws IOException {
        send(ACCEPTED);
    }

    /** Ends {@link #serve} too, from another thread. */
    @Override
    public void close() throws IOException {
        server.close();
        Socket open = connection;
        if (open != null) {
            open.close();
        }
    }

    private void next() throws IOException {
        Request request = request();
        if (!request.method().equals("GET") || !request.path().equals(NEXT)) {
            throw new IOException("expected GET " + NEXT + ", but got " + text(request));
        }
    }

    private byte[] response(int invocation) throws IOException {
        Request request = request();
        if (!request.method().equals("POST") || !request.path().endsWith("/" + id(invocation) + "/response")) {
            throw new IOException("expected a response, but got " + text(request));
        }
        return request.body();
    }

    private Request request() throws IOException {
        Request request = requests == null ? null : requests.read();
        while (request == null) {
            accept();
            request = requests.read();
        }
        return request;
    }

    private void accept() throws IOException {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        connection = socket;
        out = socket.getOutputStream();
        requests = new HttpRequestReader(socket.getInputStream(), () -> out.write(GO_ON));
        if (server.isClosed()) {
            socket.close(); // close() did not see it
        }
    }

    private void send(byte[] message) throws IOException {
        out.write(message);
    }

    private static byte[] invocation(int number, byte[] event) {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: "
                        + id(number)
                        + "\r\nLambda-Runtime-Deadline-Ms: " + (System.currentTimeMillis() + TIME_LIMIT_MILLIS)
                        + "\r\nLambda-Runtime-Invoked-Function-Arn: " + FunctionProcess.FUNCTION_ARN
                        + "\r\nLambda-Runtime-Trace-Id: Root=1-65f1d3a8-0f2c3b4a5d6e7f8091a2b3c4;Sampled=0"
                        + "\r\nContent-Length: " + event.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(head, head.length + event.length);
        System.arraycopy(event, 0, message, head.length, event.length);
        return message;
    }

    private static String id(int number) {
        String digits = Integer.toString(number);
        return "00000000-0000-4000-8000-" + "0".repeat(12 - digits.length()) + digits;
    }

    private static String text(Request request) {
        return request.method() + " " + request.path() + " " + text(request.body());
    }

    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.length() > 500 ? text.substring(0, 500) + "..." : text;
    }
}
