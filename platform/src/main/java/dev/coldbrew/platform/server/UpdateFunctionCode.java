package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.FunctionConfiguration;
import dev.coldbrew.platform.functions.Functions;

/** UpdateFunctionCode (C-20, C-23, C-24). */
final class UpdateFunctionCode implements Operation {
    private final Functions functions;
    private final Location here;

    UpdateFunctionCode(Functions functions, Location here) {
        this.functions = functions;
        this.here = here;
    }

    @Override
    public ApiResponse handle(ApiRequest request) throws Exception {
        byte[] bytes = request.body(CodeBody.MAX_REQUEST_BYTES);
        FunctionReference reference = FunctionReference.of(request, FunctionReference.Form.STRICT, here);
        CodeBody body = Json.read(bytes, CodeBody.class);
        Constraints constraints = new Constraints();
        CodeBody.constrainArchitectures(constraints, body.architectures());
        constraints.check();
        reference.find(functions);
        FunctionConfiguration updated = functions.updateCode(
                reference.arn(),
                body.zip(),
                body.architectures() == null ? null : body.architectures().getFirst(),
                body.revisionId(),
                body.dryRun());
        return ApiResponse.json(200, FunctionConfigurationJson.of(updated, reference.qualifier()));
    }
}
