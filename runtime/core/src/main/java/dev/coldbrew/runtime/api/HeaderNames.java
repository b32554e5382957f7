package dev.coldbrew.runtime.api;

/** The headers of the Runtime API, in the spelling that AWS documents. They are compared without regard to case. */
final class HeaderNames {
    static final String REQUEST_ID = "Lambda-Runtime-Aws-Request-Id";
    static final String INVOCATION_ID = "Lambda-Runtime-Invocation-Id";
    static final String DEADLINE_MS = "Lambda-Runtime-Deadline-Ms";
    static final String INVOKED_FUNCTION_ARN = "Lambda-Runtime-Invoked-Function-Arn";
    static final String TRACE_ID = "Lambda-Runtime-Trace-Id";
    static final String CLIENT_CONTEXT = "Lambda-Runtime-Client-Context";
    static final String COGNITO_IDENTITY = "Lambda-Runtime-Cognito-Identity";
    static final String TENANT_ID = "Lambda-Runtime-Aws-Tenant-Id";
    static final String FUNCTION_ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    static final String XRAY_ERROR_CAUSE = "Lambda-Runtime-Function-XRay-Error-Cause";

    static final String CONNECTION = "Connection";
    static final String CONTENT_LENGTH = "Content-Length";
    static final String CONTENT_TYPE = "Content-Type";
    static final String HOST = "Host";
    static final String TRANSFER_ENCODING = "Transfer-Encoding";
    static final String USER_AGENT = "User-Agent";

    private HeaderNames() {}
}
