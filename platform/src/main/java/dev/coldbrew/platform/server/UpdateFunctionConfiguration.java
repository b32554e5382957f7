package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.FunctionConfiguration;
import dev.coldbrew.platform.functions.Functions;

/** UpdateFunctionConfiguration (C-21, C-23, C-24). */
final class UpdateFunctionConfiguration implements Operation {
    /** Far more than all members with a limit have together. */
    private static final int MAX_REQUEST_BYTES = 1024 * 1024;

    private final Functions functions;
    private final Location here;

    UpdateFunctionConfiguration(Functions functions, Location here) {
        this.functions = functions;
        this.here = here;
    }

    @Override
    public ApiResponse handle(ApiRequest request) throws Exception {
        byte[] bytes = request.body(MAX_REQUEST_BYTES);
        FunctionReference reference = FunctionReference.of(request, FunctionReference.Form.STRICT, here);
        FunctionBody body = Json.read(bytes, FunctionBody.class);
        Constraints constraints = new Constraints();
        body.constrain(constraints);
        constraints.check();
        reference.find(functions);
        body.check();
        FunctionConfiguration updated = functions.updateSettings(reference.arn(), body.revisionId(), body::applyTo);
        return ApiResponse.json(200, FunctionConfigurationJson.of(updated, reference.qualifier()));
    }
}
