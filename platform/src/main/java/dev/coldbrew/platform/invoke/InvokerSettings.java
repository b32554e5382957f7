package dev.coldbrew.platform.invoke;

import dev.coldbrew.platform.environment.Credentials;
import java.time.Duration;

/**
 * What a service may choose about invocations.
 *
 * @param concurrency how many invocations the account may run at once
 * @param idleExpiry how long an environment waits for its next invocation before it ends
 * @param initLimit how long an init phase may take (L-02)
 * @param credentials what functions see as their role's credentials
 */
public record InvokerSettings(int concurrency, Duration idleExpiry, Duration initLimit, Credentials credentials) {

    /** Lambda's own numbers, ten minutes of idleness, and credentials that open nothing. */
    public static InvokerSettings defaults() {
        return new InvokerSettings(1000, Duration.ofMinutes(10), Duration.ofSeconds(10), Credentials.DUMMY);
    }

    /** With another account concurrency. */
    public InvokerSettings withConcurrency(int value) {
        return new InvokerSettings(value, idleExpiry, initLimit, credentials);
    }

    /** With another idle expiry. */
    public InvokerSettings withIdleExpiry(Duration value) {
        return new InvokerSettings(concurrency, value, initLimit, credentials);
    }

    /** With another init limit. */
    public InvokerSettings withInitLimit(Duration value) {
        return new InvokerSettings(concurrency, idleExpiry, value, credentials);
    }

    /** With other credentials. */
    public InvokerSettings withCredentials(Credentials value) {
        return new InvokerSettings(concurrency, idleExpiry, initLimit, value);
    }
}
