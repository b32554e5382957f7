package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.FunctionException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** From an HTTP request to the operation that it means, and from what that answers or throws to an HTTP response. */
final class ApiHandler extends Handler.Abstract {
    private static final System.Logger LOG = System.getLogger(ApiHandler.class.getName());

    private final Map<String, Operation> operations;
    private final DownloadCode download;

    /**
     * @param operations those that are implemented, by their AWS names
     */
    ApiHandler(Map<String, Operation> operations, DownloadCode download) {
        this.operations = operations;
        this.download = download;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String requestId = UUID.randomUUID().toString();
        ApiResponse answer = answer(request, requestId);
        response.setStatus(answer.status());
        response.getHeaders().put("x-amzn-RequestId", requestId);
        answer.headers().forEach(response.getHeaders()::put);
        switch (answer.body()) {
            case ApiResponse.Body.Bytes(byte[] bytes) -> {
                if (bytes.length > 0) {
                    response.getHeaders().put("Content-Length", bytes.length);
                }
                response.write(true, ByteBuffer.wrap(bytes), callback);
            }
            case ApiResponse.Body.File(var path) -> {
                response.getHeaders().put("Content-Length", Files.size(path));
                try (OutputStream out = Content.Sink.asOutputStream(response)) {
                    Files.copy(path, out);
                }
                callback.succeeded();
            }
        }
        return true;
    }

    private ApiResponse answer(Request request, String requestId) throws Exception {
        try {
            LoopbackOnly.check(request);
            return dispatch(request, requestId);
        } catch (LambdaException e) {
            return e.response();
        } catch (FunctionException e) {
            return LambdaException.of(e).response();
        } catch (Exception e) {
            if (e instanceof EofException || e instanceof HttpException) {
                throw e; // the client is gone or speaks bad HTTP; Jetty deals with either
            }
            LOG.log(Level.ERROR, "request " + requestId + " failed", e);
            return LambdaException.service(e).response();
        }
    }

    private ApiResponse dispatch(Request request, String requestId) throws Exception {
        String method = request.getMethod();
        String path = request.getHttpURI().getPath();
        Optional<ApiResponse> zip = download.find(method, path);
        if (zip.isPresent()) {
            return zip.get();
        }
        Fields query = Request.extractQueryParameters(request);
        Routes.Match match = Routes.find(method, path, query)
                .orElseThrow(() -> LambdaException.unknownOperation(
                        "AWS Lambda has no operation with method " + method + " and path " + path));
        Operation operation = operations.get(match.operation());
        if (operation == null) {
            throw LambdaException.unsupportedOperation(match.operation());
        }
        return operation.handle(new ApiRequest(request, match.operation(), match.parameters(), query, requestId));
    }
}
