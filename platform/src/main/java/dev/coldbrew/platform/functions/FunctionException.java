package dev.coldbrew.platform.functions;

/** What the model refuses, in AWS's words. The server makes the API's error of it. */
public abstract sealed class FunctionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private FunctionException(String message) {
        super(message);
    }

    /** There is no such function (I-23). */
    public static final class NotFound extends FunctionException {
        private static final long serialVersionUID = 1L;

        /**
         * @param arn the ARN that was asked for, qualified if the request was
         */
        public NotFound(String arn) {
            super("Function not found: " + arn);
        }
    }

    /** The function's state doesn't allow it now (C-17, C-24). */
    public static final class Conflict extends FunctionException {
        private static final long serialVersionUID = 1L;

        private Conflict(String message) {
            super(message);
        }

        static Conflict exists(FunctionArn arn) {
            return new Conflict("Function already exist: " + arn.name());
        }

        static Conflict updating(FunctionArn arn) {
            return new Conflict(
                    "The operation cannot be performed at this time. An update is in progress for resource: " + arn);
        }

        static Conflict inState(String state) {
            return new Conflict("The operation cannot be performed at this time."
                    + " The function is currently in the following state: " + state);
        }
    }

    /** The caller's RevisionId is no longer the function's (C-23). */
    public static final class StaleRevision extends FunctionException {
        private static final long serialVersionUID = 1L;

        StaleRevision() {
            super("The Revision Id provided does not match the latest Revision Id."
                    + " Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
        }
    }

    /** The zip can't be taken (V-02, E-13). */
    public static final class InvalidCode extends FunctionException {
        private static final long serialVersionUID = 1L;

        InvalidCode(String message) {
            super(message);
        }
    }

    /** The zip is larger than Lambda takes (Q-11, V-02). */
    public static final class CodeTooLarge extends FunctionException {
        private static final long serialVersionUID = 1L;

        CodeTooLarge(long limit) {
            super("Zipped size must be smaller than " + limit + " bytes");
        }
    }
}
