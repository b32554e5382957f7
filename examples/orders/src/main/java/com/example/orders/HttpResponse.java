package com.example.orders;

import io.avaje.jsonb.Json;
import java.util.Map;

/** What API Gateway makes an HTTP response of. */
@Json
record HttpResponse(int statusCode, Map<String, String> headers, String body) {

    static HttpResponse json(int statusCode, String body) {
        return new HttpResponse(statusCode, Map.of("content-type", "application/json"), body);
    }
}
