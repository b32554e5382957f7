package dev.coldbrew.bench.function.record;

import dev.coldbrew.json.JsonHandler;
import dev.coldbrew.runtime.Context;
import dev.coldbrew.runtime.Lambda;
import java.util.Map;

/** Answers an API Gateway request with a line about it: records in and out, on Coldbrew's runtime. */
public final class DescribeRequest {
    private DescribeRequest() {}

    public static void main(String[] args) {
        Lambda.run(() -> JsonHandler.of(HttpRequest.class, HttpResponse.class, DescribeRequest::describe));
    }

    private static HttpResponse describe(HttpRequest request, Context context) {
        HttpRequest.Http http = request.requestContext().http();
        String line = http.method() + " " + http.path() + " from " + http.sourceIp() + " with "
                + request.headers().size() + " headers and " + request.body().length() + " characters";
        return new HttpResponse(200, Map.of("content-type", "text/plain"), line, false);
    }
}
