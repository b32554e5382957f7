package dev.coldbrew.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * What Lambda tells a handler of the invocation that it serves. A test of a handler makes its own:
 *
 * <pre>{@code
 * Context context = Context.builder().requestId("test").functionName("orders").build();
 * }</pre>
 */
public final class Context {
    private final Builder values;

    private Context(Builder values) {
        this.values = values;
    }

    /** A context for a test; everything has a harmless default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Unique per event; a retry of the same event has the same. */
    public String requestId() {
        return values.requestId;
    }

    /** Unique per attempt, where the platform sends one. */
    public Optional<String> invocationId() {
        return Optional.ofNullable(values.invocationId);
    }

    /** When this invocation times out. {@link Instant#MAX} where the platform sets no limit. */
    public Instant deadline() {
        return values.deadlineMillis == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(values.deadlineMillis);
    }

    /** How long until the {@link #deadline}; zero when it is over, never negative. */
    public Duration remainingTime() {
        if (values.deadlineMillis == Long.MAX_VALUE) {
            return Duration.ofSeconds(Long.MAX_VALUE);
        }
        return Duration.ofMillis(Math.max(0, values.deadlineMillis - System.currentTimeMillis()));
    }

    /** The ARN as the invoker gave it, with version or alias if it had one. */
    public String invokedFunctionArn() {
        return values.invokedFunctionArn;
    }

    /** X-Ray's trace header, for example {@code Root=1-5e1b4151-5ac6c58f3d1c3f0a2e8b1b2c;Parent=53995c3f42cd8ad8;Sampled=1}. */
    public Optional<String> traceId() {
        return Optional.ofNullable(values.traceId);
    }

    /** What the invoker sent as {@code X-Amz-Client-Context}. */
    public Optional<ClientContext> clientContext() {
        return Optional.ofNullable(values.clientContext);
    }

    /** The Amazon Cognito identity that authorised the request. */
    public Optional<CognitoIdentity> identity() {
        return Optional.ofNullable(values.identity);
    }

    /** The tenant, for functions in tenant isolation mode. */
    public Optional<String> tenantId() {
        return Optional.ofNullable(values.tenantId);
    }

    /** The function's name. */
    public String functionName() {
        return values.functionName;
    }

    /** {@code $LATEST} or a number. */
    public String functionVersion() {
        return values.functionVersion;
    }

    /** The configured memory in MB. */
    public int memoryLimitMb() {
        return values.memoryLimitMb;
    }

    /** The CloudWatch log group. */
    public String logGroup() {
        return values.logGroup;
    }

    /** The CloudWatch log stream, one per execution environment. */
    public String logStream() {
        return values.logStream;
    }

    /**
     * The runtime's own workers, as set by {@link RuntimeOptions}: for work that a handler splits up. What is still
     * running when the handler returns is frozen with the environment (L-15).
     */
    public ExecutorService executor() {
        return values.workers.executor();
    }

    /** Makes a {@link Context} field by field. */
    public static final class Builder {
        private String requestId = "00000000-0000-4000-8000-000000000000";
        private String invocationId;
        private long deadlineMillis = Long.MAX_VALUE;
        private String invokedFunctionArn = "";
        private String traceId;
        private ClientContext clientContext;
        private CognitoIdentity identity;
        private String tenantId;
        private String functionName = "test";
        private String functionVersion = "$LATEST";
        private int memoryLimitMb = 128;
        private String logGroup = "";
        private String logStream = "";
        private Workers workers = Workers.onMainThread();

        private Builder() {}

        /** See {@link Context#requestId()}. */
        public Builder requestId(String value) {
            requestId = value;
            return this;
        }

        /** See {@link Context#invocationId()}; null for none. */
        public Builder invocationId(String value) {
            invocationId = value;
            return this;
        }

        /** See {@link Context#deadline()}. */
        public Builder deadline(Instant value) {
            return deadlineMillis(value.toEpochMilli());
        }

        /** See {@link Context#invokedFunctionArn()}. */
        public Builder invokedFunctionArn(String value) {
            invokedFunctionArn = value;
            return this;
        }

        /** See {@link Context#traceId()}; null for none. */
        public Builder traceId(String value) {
            traceId = value;
            return this;
        }

        /** See {@link Context#clientContext()}; null for none. */
        public Builder clientContext(ClientContext value) {
            clientContext = value;
            return this;
        }

        /** See {@link Context#identity()}; null for none. */
        public Builder identity(CognitoIdentity value) {
            identity = value;
            return this;
        }

        /** See {@link Context#tenantId()}; null for none. */
        public Builder tenantId(String value) {
            tenantId = value;
            return this;
        }

        /** See {@link Context#functionName()}. */
        public Builder functionName(String value) {
            functionName = value;
            return this;
        }

        /** See {@link Context#functionVersion()}. */
        public Builder functionVersion(String value) {
            functionVersion = value;
            return this;
        }

        /** See {@link Context#memoryLimitMb()}. */
        public Builder memoryLimitMb(int value) {
            memoryLimitMb = value;
            return this;
        }

        /** See {@link Context#logGroup()} and {@link Context#logStream()}. */
        public Builder log(String group, String stream) {
            logGroup = group;
            logStream = stream;
            return this;
        }

        Builder deadlineMillis(long value) {
            deadlineMillis = value;
            return this;
        }

        Builder function(FunctionEnvironment value) {
            functionName = value.functionName();
            functionVersion = value.functionVersion();
            memoryLimitMb = value.memoryLimitMb();
            logGroup = value.logGroup();
            logStream = value.logStream();
            return this;
        }

        Builder workers(Workers value) {
            workers = value;
            return this;
        }

        /** The context; the builder is used up. */
        public Context build() {
            return new Context(this);
        }
    }
}
