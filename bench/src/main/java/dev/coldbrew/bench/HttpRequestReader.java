package dev.coldbrew.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads HTTP/1.1 requests from a connection that is kept alive: with a Content-Length, in chunks, or without a body. */
final class HttpRequestReader {

    /** Header names are in lower case. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(String method, String path, Map<String, String> headers, byte[] body) {}

    /** Tells a peer that asks first that it may send its body. */
    interface Continue {
        void send() throws IOException;
    }

    private final InputStream in;
    private final Continue goOn;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;

    HttpRequestReader(InputStream in, Continue goOn) {
        this.in = in;
        this.goOn = goOn;
    }

    /**
     * Waits for a request and reads it whole.
     *
     * @return null when the peer closed the connection between two requests
     * @throws IOException also when what came is no request
     */
    Request read() throws IOException {
        if (position == limit && !fill()) {
            return null;
        }
        String[] start = line().split(" ", -1);
        if (start.length != 3) {
            throw new IOException("not a request line: " + String.join(" ", start));
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new IOException("not a header: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            goOn.send();
        }
        return new Request(start[0], start[1], headers, body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                whole.write(bytes(size));
                line();
            }
            while (!line().isEmpty()) {
                // trailers are of no interest
            }
            return whole.toByteArray();
        }
        return bytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        int have = Math.min(count, limit - position);
        System.arraycopy(buffer, position, bytes, 0, have);
        position += have;
        if (in.readNBytes(bytes, have, count - have) < count - have) {
            throw new EOFException("the connection ended inside a body");
        }
        return bytes;
    }

    private String line() throws IOException {
        int start = position;
        while (true) {
            for (int i = position; i < limit; i++) {
                if (buffer[i] == '\n') {
                    position = i + 1;
                    int end = i > start && buffer[i - 1] == '\r' ? i - 1 : i;
                    return new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
                }
            }
            // Not all of it is here: move it to the front and read on behind it.
            byte[] part = Arrays.copyOfRange(buffer, start, limit);
            System.arraycopy(part, 0, buffer, 0, part.length);
            start = 0;
            position = part.length;
            limit = part.length;
            int count = limit == buffer.length ? 0 : in.read(buffer, limit, buffer.length - limit);
            if (count <= 0) {
                throw new EOFException("the connection ended inside a request's head");
            }
            limit += count;
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }
}
