package dev.coldbrew.bench.function.record;

import io.avaje.jsonb.Json;
import java.util.Map;

/** What API Gateway makes an HTTP response of. */
@Json
record HttpResponse(int statusCode, Map<String, String> headers, String body, boolean isBase64Encoded) {}
