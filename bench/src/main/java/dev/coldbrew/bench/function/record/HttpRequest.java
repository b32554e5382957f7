package dev.coldbrew.bench.function.record;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;

/** An API Gateway HTTP API event, payload format 2.0, with all that the event of this benchmark has. */
@Json
record HttpRequest(
        String version,
        String routeKey,
        String rawPath,
        String rawQueryString,
        List<String> cookies,
        Map<String, String> headers,
        Map<String, String> queryStringParameters,
        RequestContext requestContext,
        String body,
        Map<String, String> pathParameters,
        boolean isBase64Encoded) {

    @Json
    record RequestContext(
            String accountId,
            String apiId,
            String domainName,
            String domainPrefix,
            Http http,
            String requestId,
            String routeKey,
            String stage,
            String time,
            long timeEpoch) {}

    @Json
    record Http(String method, String path, String protocol, String sourceIp, String userAgent) {}
}
