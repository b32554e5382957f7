package dev.coldbrew.platform.functions;

/**
 * The unqualified ARN of a function (rule C-01).
 *
 * @param region for example {@code us-east-1}
 * @param accountId twelve digits
 * @param name the bare function name
 */
public record FunctionArn(String region, String accountId, String name) {

    /** {@code arn:aws:lambda:REGION:ACCOUNT:function:NAME}. */
    @Override
    public String toString() {
        return "arn:aws:lambda:" + region + ":" + accountId + ":function:" + name;
    }

    /** The ARN with {@code :qualifier} behind it: a version, an alias or {@code $LATEST}. */
    public String qualified(String qualifier) {
        return this + ":" + qualifier;
    }
}
