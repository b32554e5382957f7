package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.FunctionArn;
import dev.coldbrew.platform.functions.FunctionConfiguration;
import dev.coldbrew.platform.functions.FunctionSettings;
import dev.coldbrew.platform.functions.Functions;
import dev.coldbrew.platform.functions.LoggingSettings;
import java.util.Map;
import java.util.Optional;

/** CreateFunction (C-10, C-16, C-17). */
final class CreateFunction implements Operation {
    private static final int MAX_BARE_NAME = 64;

    private final Functions functions;
    private final Location here;

    CreateFunction(Functions functions, Location here) {
        this.functions = functions;
        this.here = here;
    }

    @Override
    public ApiResponse handle(ApiRequest request) throws Exception {
        FunctionBody body = Json.read(request.body(CodeBody.MAX_REQUEST_BYTES), FunctionBody.class);
        constrain(body);
        FunctionReference reference =
                FunctionReference.parse(body.functionName(), FunctionReference.Form.STRICT, here, request.operation());
        FunctionArn arn = reference.arn();
        checkName(reference);
        body.check();
        if (body.runtime() == null || body.handler() == null) {
            throw LambdaException.invalidParameterValue(
                    "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        }
        FunctionSettings settings = body.applyTo(defaults(arn));
        if (body.architectures() != null) {
            settings = settings.withArchitecture(body.architectures().getFirst());
        }
        Map<String, String> tags = body.tags() == null ? Map.of() : body.tags();
        FunctionConfiguration created =
                functions.create(arn, settings, tags, body.code().zip());
        return ApiResponse.json(201, FunctionConfigurationJson.of(created, Optional.empty()));
    }

    private static void constrain(FunctionBody body) {
        Constraints constraints = new Constraints();
        constraints.notNull("functionName", body.functionName());
        FunctionReference.Form.STRICT.check(constraints, body.functionName());
        constraints.notNull("role", body.role()).notNull("code", body.code());
        body.constrain(constraints);
        CodeBody.constrainArchitectures(constraints, body.architectures());
        constraints.check();
    }

    private static void checkName(FunctionReference reference) {
        String name = reference.arn().name();
        if (name.length() > MAX_BARE_NAME) {
            // Not a ValidationException, though it reads like one (C-02).
            throw LambdaException.invalidParameterValue("1 validation error detected: Value '" + name
                    + "' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to "
                    + MAX_BARE_NAME);
        }
        if (reference.qualifier().isPresent()) {
            throw LambdaException.invalidParameterValue(
                    "A function is created without a qualifier: use the name " + name + ".");
        }
    }

    private static FunctionSettings defaults(FunctionArn arn) {
        return new FunctionSettings(
                "", "", "", "", 3, 128, 512, "x86_64", "PassThrough", Map.of(), LoggingSettings.defaults(arn.name()));
    }
}
