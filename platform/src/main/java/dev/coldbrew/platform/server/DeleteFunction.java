package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.FunctionConfiguration;
import dev.coldbrew.platform.functions.Functions;

/** DeleteFunction (C-28). */
final class DeleteFunction implements Operation {
    private final Functions functions;
    private final Location here;

    DeleteFunction(Functions functions, Location here) {
        this.functions = functions;
        this.here = here;
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        FunctionReference reference = FunctionReference.of(request, FunctionReference.Form.NAMESPACED, here);
        reference.find(functions);
        if (reference.qualifier().filter(FunctionConfiguration.LATEST::equals).isPresent()) {
            throw LambdaException.invalidParameterValue(
                    "$LATEST version cannot be deleted without deleting the function.");
        }
        functions.delete(reference.arn());
        return ApiResponse.noContent();
    }
}
