package dev.coldbrew.bench.function.handmade;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers each event with its own bytes, over the connection on file descriptor 0, with the least that can be written: no
 * library, no error handling, nothing but this one class. What a runtime costs is the distance to it.
 */
public final class EchoLoop {
    private static final byte[] NEXT =
            ascii("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: localhost\r\n\r\n");

    private EchoLoop() {}

    public static void main(String[] args) throws IOException {
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        FileOutputStream out = new FileOutputStream(FileDescriptor.in);
        byte[] buffer = new byte[8192];
        while (true) {
            out.write(NEXT);
            int length = 0;
            int end = -1;
            while (end < 0) {
                int count = in.read(buffer, length, buffer.length - length);
                if (count < 0) {
                    return;
                }
                length += count;
                end = endOfHead(buffer, length);
            }
            int bodyLength = number(buffer, end, "\r\ncontent-length:");
            while (length < end + bodyLength) {
                length += in.read(buffer, length, buffer.length - length);
            }
            int id = find(buffer, end, "\r\nlambda-runtime-aws-request-id:");
            while (buffer[id] == ' ') {
                id++;
            }
            int idEnd = id;
            while (buffer[idEnd] != '\r') {
                idEnd++;
            }
            String head = "POST /2018-06-01/runtime/invocation/"
                    + new String(buffer, id, idEnd - id, StandardCharsets.ISO_8859_1)
                    + "/response HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + bodyLength + "\r\n\r\n";
            byte[] post = new byte[head.length() + bodyLength];
            System.arraycopy(ascii(head), 0, post, 0, head.length());
            System.arraycopy(buffer, end, post, head.length(), bodyLength);
            out.write(post);
            // The answer, 202, is one packet.
            if (in.read(buffer, 0, buffer.length) < 0) {
                return;
            }
        }
    }

    private static int endOfHead(byte[] buffer, int length) {
        for (int i = 3; i < length; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** The place behind {@code text}, which is in lower case. */
    private static int find(byte[] buffer, int end, String text) {
        for (int i = 0; i + text.length() <= end; i++) {
            int j = 0;
            while (j < text.length() && (buffer[i + j] | (isUpper(buffer[i + j]) ? 0x20 : 0)) == text.charAt(j)) {
                j++;
            }
            if (j == text.length()) {
                return i + j;
            }
        }
        throw new IllegalStateException("no " + text);
    }

    private static boolean isUpper(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    private static int number(byte[] buffer, int end, String header) {
        int number = 0;
        for (int i = find(buffer, end, header); buffer[i] != '\r'; i++) {
            if (buffer[i] != ' ') {
                number = number * 10 + (buffer[i] - '0');
            }
        }
        return number;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
