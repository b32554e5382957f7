package dev.coldbrew.runtime.api;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads HTTP/1.1 responses from a connection that is kept alive. */
final class HttpReader {
    /** Headers carry a client context of at most 3.5 KB and little else; more is garbage. */
    private static final int MAX_LINE = 1 << 20;

    private static final int MAX_HEADERS = 256;

    private final InputStream in;
    private final byte[] buffer = new byte[8 * 1024]; // up to 8 KB the JDK reads files without malloc
    private int position;
    private int limit;

    HttpReader(InputStream in) {
        this.in = in;
    }

    /**
     * Waits for a response and reads it whole. There is no time limit: between two events lie hours, or a freeze.
     *
     * @throws EOFException when the connection ended
     * @throws ProtocolException when what came is not HTTP
     */
    HttpResponse read() throws IOException {
        HttpResponse response;
        do {
            response = head();
        } while (response.status() < 200); // 100 Continue and its like announce the real one
        response.body(body(response));
        return response;
    }

    private HttpResponse head() throws IOException {
        HttpResponse response = new HttpResponse(status(line()));
        for (int count = 0; ; count++) {
            String line = line();
            if (line.isEmpty()) {
                return response;
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || count == MAX_HEADERS) {
                throw new ProtocolException(colon <= 0 ? "bad header line: " + line : "too many headers");
            }
            response.addHeader(
                    line.substring(0, colon), line.substring(colon + 1).strip());
        }
    }

    private static int status(String line) throws ProtocolException {
        // HTTP/1.1 200 OK
        if (line.length() >= 12 && line.startsWith("HTTP/1.") && line.charAt(8) == ' ') {
            int status = 0;
            for (int i = 9; i < 12; i++) {
                char c = line.charAt(i);
                if (c < '0' || c > '9') {
                    status = 0;
                    break;
                }
                status = status * 10 + (c - '0');
            }
            if (status >= 100 && (line.length() == 12 || line.charAt(12) == ' ')) {
                return status;
            }
        }
        throw new ProtocolException("bad status line: " + line);
    }

    private byte[] body(HttpResponse response) throws IOException {
        if (response.status() == 204 || response.status() == 304) {
            return new byte[0];
        }
        String encoding = response.header(HeaderNames.TRANSFER_ENCODING);
        if (encoding != null) {
            if (!encoding.equalsIgnoreCase("chunked")) {
                throw new ProtocolException("unknown transfer encoding: " + encoding);
            }
            return chunked();
        }
        String length = response.header(HeaderNames.CONTENT_LENGTH);
        if (length == null) {
            throw new ProtocolException("the response has neither Content-Length nor chunks");
        }
        return fixed(parseLength(length, 10));
    }

    private byte[] chunked() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        while (true) {
            String line = line();
            int extension = line.indexOf(';');
            int size = parseLength((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (size == 0) {
                break;
            }
            whole.write(fixed(size));
            if (!line().isEmpty()) {
                throw new ProtocolException("a chunk is longer than it says");
            }
        }
        String trailer;
        do {
            trailer = line(); // the Runtime API sends none that we know
        } while (!trailer.isEmpty());
        return whole.toByteArray();
    }

    private static int parseLength(String digits, int radix) throws ProtocolException {
        try {
            int length = digits.isEmpty() || digits.charAt(0) == '+' ? -1 : Integer.parseInt(digits, radix);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ProtocolException("bad length: " + digits);
    }

    private byte[] fixed(int length) throws IOException {
        if (length <= limit - position) {
            byte[] bytes = new byte[length];
            System.arraycopy(buffer, position, bytes, 0, length);
            position += length;
            return bytes;
        }
        // A length is only a claim: memory is taken as bytes arrive, not before.
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.min(length, 1 << 20));
        for (int left = length; left > 0; ) {
            fillIfEmpty();
            int count = Math.min(left, limit - position);
            bytes.write(buffer, position, count);
            position += count;
            left -= count;
        }
        return bytes.toByteArray();
    }

    /** A line without its end; Latin-1 unless it holds UTF-8, as Lambda's client context may. */
    private String line() throws IOException {
        ByteArrayOutputStream carried = null;
        while (true) {
            fillIfEmpty();
            for (int i = position; i < limit; i++) {
                if (buffer[i] == '\n') {
                    String line = text(carried, i);
                    position = i + 1;
                    return line;
                }
            }
            if (carried == null) {
                carried = new ByteArrayOutputStream();
            }
            carried.write(buffer, position, limit - position);
            position = limit;
            if (carried.size() > MAX_LINE) {
                throw new ProtocolException("a header line is longer than " + MAX_LINE + " bytes");
            }
        }
    }

    private String text(ByteArrayOutputStream carried, int end) {
        String line;
        if (carried == null) {
            line = new String(buffer, position, end - position, StandardCharsets.UTF_8);
        } else {
            carried.write(buffer, position, end - position);
            line = carried.toString(StandardCharsets.UTF_8);
        }
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private void fillIfEmpty() throws IOException {
        if (position < limit) {
            return;
        }
        int count = in.read(buffer, 0, buffer.length);
        if (count <= 0) {
            throw new EOFException("the Runtime API closed the connection");
        }
        position = 0;
        limit = count;
    }
}
