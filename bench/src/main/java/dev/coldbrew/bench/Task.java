package dev.coldbrew.bench;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** What a function is asked, and the answer that counts. Variants of one task can be compared. */
enum Task {
    /** A JSON string, answered by itself. */
    STRING(Text.STRING, Text.STRING),

    /** An API Gateway HTTP API request, decoded to an object with all its fields, answered by an encoded response. */
    RECORD(resource("request.json"), """
            {"statusCode": 200, "headers": {"content-type": "text/plain"}, "isBase64Encoded": false,
             "body": "POST /orders/ada from 203.0.113.7 with 9 headers and 77 characters"}
            """);

    /** As long as the other event, without anything to escape. */
    private static final class Text {
        private static final String STRING = '"' + "An event that says nothing new. ".repeat(35) + '"';
    }

    private static final JsonType<Object> JSON = Jsonb.instance().type(Object.class);

    private final String event;
    private final String answer;

    Task(String event, String answer) {
        this.event = event;
        this.answer = answer;
    }

    /** JSON in UTF-8. */
    byte[] event() {
        return event.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a result is the right one; the order of fields is the function's. */
    boolean isAnsweredBy(byte[] result) {
        try {
            return JSON.fromJson(answer).equals(JSON.fromJson(result));
        } catch (RuntimeException e) {
            return false; // not JSON at all
        }
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Task.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
