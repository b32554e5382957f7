package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.Functions;

/** GetFunctionConfiguration (C-10, C-11). */
final class GetFunctionConfiguration implements Operation {
    private final Functions functions;
    private final Location here;

    GetFunctionConfiguration(Functions functions, Location here) {
        this.functions = functions;
        this.here = here;
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        FunctionReference reference = FunctionReference.of(request, FunctionReference.Form.NAMESPACED, here);
        return ApiResponse.json(
                200, FunctionConfigurationJson.of(reference.find(functions).latest(), reference.qualifier()));
    }
}
