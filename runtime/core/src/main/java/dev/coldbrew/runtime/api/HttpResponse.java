package dev.coldbrew.runtime.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One HTTP response: status, headers in the order of their arrival, body. */
final class HttpResponse {
    private final int status;
    private final List<String> namesAndValues = new ArrayList<>(24);
    private byte[] body = new byte[0];

    HttpResponse(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    void addHeader(String name, String value) {
        namesAndValues.add(name);
        namesAndValues.add(value);
    }

    /** The first header of that name, whatever its case, or null. */
    String header(String name) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            if (namesAndValues.get(i).equalsIgnoreCase(name)) {
                return namesAndValues.get(i + 1);
            }
        }
        return null;
    }

    void body(byte[] bytes) {
        body = bytes;
    }

    byte[] body() {
        return body;
    }

    /** The body as text for a log line, cut where it gets long. */
    String bodyText() {
        return new String(body, 0, Math.min(body.length, 1024), StandardCharsets.UTF_8).strip();
    }
}
