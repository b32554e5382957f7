package dev.coldbrew.platform.functions;

import java.util.Map;
import java.util.Optional;

/**
 * A function with all that is kept about it.
 *
 * @param latest what the API shows
 * @param serving what invocations run: {@link #latest} as of its last completed change; null until the function is
 *     Active for the first time
 * @param tags its tags, empty when there are none
 */
public record Function(FunctionConfiguration latest, FunctionConfiguration serving, Map<String, String> tags) {

    Function withLatest(FunctionConfiguration next) {
        return new Function(next, serving, tags);
    }

    /** The latest configuration becomes the one that invocations run. */
    Function activated(String revisionId) {
        FunctionConfiguration active = latest.at(LifeCycle.ACTIVE, revisionId, null);
        return new Function(active, active, tags);
    }

    /** Unpacking failed: whatever served before keeps serving. */
    Function failed(String revisionId, String why) {
        LifeCycle next = serving == null ? LifeCycle.FAILED : LifeCycle.UPDATE_FAILED;
        return withLatest(latest.at(next, revisionId, why));
    }

    /** Is a change under way that {@link Functions} completes in the background? */
    boolean changing() {
        return switch (latest.lifeCycle()) {
            case CREATING, UPDATING -> true;
            case ACTIVE, UPDATE_FAILED, FAILED -> false;
        };
    }

    boolean uses(String sha256) {
        return latest.code().sha256().equals(sha256)
                || Optional.ofNullable(serving)
                        .filter(s -> s.code().sha256().equals(sha256))
                        .isPresent();
    }
}
