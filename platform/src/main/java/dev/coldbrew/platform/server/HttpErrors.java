package dev.coldbrew.platform.server;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what is no proper HTTP, or comes while the service ends, in the API's form instead of as a web page. */
final class HttpErrors implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer code
                ? code
                : HttpStatus.INTERNAL_SERVER_ERROR_500;
        response.getHeaders().put("Content-Type", "application/json");
        response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
        byte[] body = Json.write(Json.object().put("message", HttpStatus.getMessage(status)));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
