package dev.coldbrew.platform.functions;

import java.time.Instant;

/**
 * A function as the API shows it (C-10).
 *
 * @param arn the unqualified ARN
 * @param version {@code $LATEST} or a number
 * @param settings what the user configured
 * @param code its code
 * @param revisionId a UUID, new at each change of state (C-22)
 * @param lastModified when code or settings last changed
 * @param lifeCycle where the function is in its life
 * @param failure why {@link #lifeCycle} is a failed one; null otherwise
 */
public record FunctionConfiguration(
        FunctionArn arn,
        String version,
        FunctionSettings settings,
        FunctionCode code,
        String revisionId,
        Instant lastModified,
        LifeCycle lifeCycle,
        String failure) {

    /** The version that every function has, the one that changes. */
    public static final String LATEST = "$LATEST";

    /** The same function at another point of its life, which is another revision (C-22). */
    FunctionConfiguration at(LifeCycle next, String nextRevisionId, String why) {
        return new FunctionConfiguration(arn, version, settings, code, nextRevisionId, lastModified, next, why);
    }

    /** The same function with an update begun. */
    FunctionConfiguration updating(
            FunctionSettings nextSettings, FunctionCode nextCode, String nextRevisionId, Instant now) {
        return new FunctionConfiguration(
                arn, version, nextSettings, nextCode, nextRevisionId, now, LifeCycle.UPDATING, null);
    }
}
