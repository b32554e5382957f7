package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.Function;
import dev.coldbrew.platform.functions.Functions;
import tools.jackson.databind.node.ObjectNode;

/** GetFunction (C-26). */
final class GetFunction implements Operation {
    private final Functions functions;
    private final Location here;

    GetFunction(Functions functions, Location here) {
        this.functions = functions;
        this.here = here;
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        FunctionReference reference = FunctionReference.of(request, FunctionReference.Form.NAMESPACED, here);
        Function function = reference.find(functions);
        ObjectNode json = Json.object();
        json.set("Configuration", FunctionConfigurationJson.of(function.latest(), reference.qualifier()));
        json.putObject("Code")
                .put("RepositoryType", "S3")
                .put(
                        "Location",
                        DownloadCode.location(request, function.latest().code()));
        if (!function.tags().isEmpty()) {
            ObjectNode tags = json.putObject("Tags");
            function.tags().forEach(tags::put);
        }
        return ApiResponse.json(200, json);
    }
}
