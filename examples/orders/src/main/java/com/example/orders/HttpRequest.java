package com.example.orders;

import io.avaje.jsonb.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What this function reads of an API Gateway HTTP API event, payload format 2.0; the rest of it is ignored. */
@Json
record HttpRequest(String routeKey, String body, boolean isBase64Encoded) {

    /** The body as text; empty when there is none. */
    String text() {
        if (body == null) {
            return "";
        }
        return isBase64Encoded ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body;
    }
}
