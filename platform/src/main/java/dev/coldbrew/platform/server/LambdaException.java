package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.FunctionException;
import dev.coldbrew.platform.invoke.TooManyRequestsException;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as the API answers it (I-20): status, name and message. Throw it anywhere in an operation.
 *
 * <p>There is a factory for each error that this service knows; its name is AWS's without {@code Exception}.
 */
public final class LambdaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String VALIDATION = "ValidationException";
    private static final String SECONDS_UNTIL_RETRY = "1";

    /** Those whose JSON says {@code Message}; all others say {@code message} (I-20). */
    private static final Set<String> CAPITAL_MESSAGE = Set.of("ResourceNotFoundException", "ServiceException");

    private final int status;
    private final String name;
    private final String reason;

    private LambdaException(int status, String name, String message, String reason, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.name = name;
        this.reason = reason;
    }

    private static LambdaException user(int status, String name, String message) {
        return new LambdaException(status, name, message, null, null);
    }

    /** A member breaks a constraint of the model (V-01). */
    static LambdaException validation(String message) {
        return user(400, VALIDATION, message);
    }

    /** A member has the wrong JSON type (V-07). */
    static LambdaException serialization(String message) {
        return user(400, "SerializationException", message);
    }

    static LambdaException invalidParameterValue(String message) {
        return user(400, "InvalidParameterValueException", message);
    }

    static LambdaException invalidRequestContent(String message) {
        return user(400, "InvalidRequestContentException", message);
    }

    static LambdaException accessDenied(String message) {
        return user(403, "AccessDeniedException", message);
    }

    static LambdaException resourceNotFound(String message) {
        return user(404, "ResourceNotFoundException", message);
    }

    /** No operation has this method and path. */
    static LambdaException unknownOperation(String message) {
        return user(404, "UnknownOperationException", message);
    }

    static LambdaException requestTooLarge(String message) {
        return user(413, "RequestTooLargeException", message);
    }

    static LambdaException requestEntityTooLarge(String message) {
        return user(413, "RequestEntityTooLargeException", message);
    }

    /** AWS has the operation, the local Lambda hasn't. 501, which no SDK retries. */
    static LambdaException unsupportedOperation(String operation) {
        return user(
                501,
                "UnsupportedOperationException",
                operation + " is not supported by the local Lambda yet; run it against AWS Lambda instead.");
    }

    /** The function is throttled (I-22). */
    static LambdaException tooManyRequests(TooManyRequestsException e) {
        return new LambdaException(429, "TooManyRequestsException", e.getMessage(), e.reason(), e);
    }

    /** A fault of this service. */
    static LambdaException service(Throwable cause) {
        return new LambdaException(
                500, "ServiceException", "An error occurred and the request cannot be processed.", null, cause);
    }

    /** What the model refused. */
    static LambdaException of(FunctionException e) {
        return switch (e) {
            case FunctionException.NotFound notFound -> resourceNotFound(notFound.getMessage());
            case FunctionException.Conflict conflict -> user(409, "ResourceConflictException", conflict.getMessage());
            case FunctionException.StaleRevision stale -> user(412, "PreconditionFailedException", stale.getMessage());
            case FunctionException.InvalidCode invalid -> invalidParameterValue(invalid.getMessage());
            case FunctionException.CodeTooLarge large -> requestEntityTooLarge(large.getMessage());
        };
    }

    /** Did this service fail, and not its user? */
    boolean isFault() {
        return status == 500;
    }

    ApiResponse response() {
        ObjectNode body = Json.object();
        if (!name.equals(VALIDATION)) {
            body.put("Type", isFault() ? "Service" : "User");
        }
        if (reason != null) {
            body.put("Reason", reason);
        }
        body.put(CAPITAL_MESSAGE.contains(name) ? "Message" : "message", getMessage());
        ApiResponse response = ApiResponse.json(status, body).with(Map.of("x-amzn-ErrorType", name));
        return reason == null ? response : response.with(Map.of("Retry-After", SECONDS_UNTIL_RETRY));
    }
}
