package dev.coldbrew.platform.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operation answers.
 *
 * @param headers without those that every answer has
 */
record ApiResponse(int status, Map<String, String> headers, Body body) {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    sealed interface Body {
        /** Some bytes. */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Bytes(byte[] bytes) implements Body {}

        /** The content of a file. */
        record File(Path path) implements Body {}
    }

    static ApiResponse json(int status, ObjectNode body) {
        return bytes(status, JSON, Json.write(body));
    }

    static ApiResponse bytes(int status, Map<String, String> headers, byte[] body) {
        return new ApiResponse(status, headers, new Body.Bytes(body));
    }

    static ApiResponse noContent() {
        return bytes(204, Map.of(), new byte[0]);
    }

    /** The same answer with more headers. */
    ApiResponse with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new ApiResponse(status, all, body);
    }
}
