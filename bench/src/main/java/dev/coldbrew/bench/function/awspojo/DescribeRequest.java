package dev.coldbrew.bench.function.awspojo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/** Answers an API Gateway request with a line about it: beans in and out, on AWS's client. */
public final class DescribeRequest implements RequestHandler<HttpRequest, HttpResponse> {

    @Override
    public HttpResponse handleRequest(HttpRequest request, Context context) {
        Http http = request.getRequestContext().getHttp();
        String line = http.getMethod() + " " + http.getPath() + " from " + http.getSourceIp() + " with "
                + request.getHeaders().size() + " headers and "
                + request.getBody().length() + " characters";
        HttpResponse response = new HttpResponse();
        response.setStatusCode(200);
        response.setHeaders(Map.of("content-type", "text/plain"));
        response.setBody(line);
        return response;
    }
}
