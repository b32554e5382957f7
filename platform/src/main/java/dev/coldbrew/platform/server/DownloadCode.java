package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.FunctionCode;
import dev.coldbrew.platform.functions.Functions;
import java.util.Map;
import java.util.Optional;

/** Where GetFunction's {@code Code.Location} leads to (C-26): the zip, byte for byte. AWS's URL is one of S3. */
final class DownloadCode {
    private static final String PREFIX = "/_coldbrew/code/";
    private static final String SUFFIX = ".zip";

    private final Functions functions;

    DownloadCode(Functions functions) {
        this.functions = functions;
    }

    /** The URL of a function's zip, on the host and port that the request was sent to. */
    static String location(ApiRequest request, FunctionCode code) {
        return request.baseUrl() + PREFIX + code.sha256() + SUFFIX;
    }

    /** The zip, if {@code path} is of such a URL and there is one. */
    Optional<ApiResponse> find(String method, String path) {
        if (!method.equals("GET") || !path.startsWith(PREFIX) || !path.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        return functions
                .findZip(path.substring(PREFIX.length(), path.length() - SUFFIX.length()))
                .map(zip -> new ApiResponse(
                        200, Map.of("Content-Type", "application/zip"), new ApiResponse.Body.File(zip)));
    }
}
