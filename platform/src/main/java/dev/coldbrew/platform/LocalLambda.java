package dev.coldbrew.platform;

import dev.coldbrew.platform.environment.LogListener;
import dev.coldbrew.platform.functions.CodeLimits;
import dev.coldbrew.platform.functions.DataDirectory;
import dev.coldbrew.platform.functions.Functions;
import dev.coldbrew.platform.invoke.EnvironmentPool;
import dev.coldbrew.platform.invoke.InvokerSettings;
import dev.coldbrew.platform.server.LambdaServer;
import dev.coldbrew.platform.server.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * AWS Lambda on this machine. Any AWS client works against its {@link #endpoint}:
 *
 * <pre>{@code
 * try (LocalLambda lambda = LocalLambda.builder().port(9070).dataDirectory(Path.of("data")).start()) {
 *     System.out.println("aws lambda list-functions --endpoint-url " + lambda.endpoint());
 *     Thread.currentThread().join();
 * }
 * }</pre>
 *
 * <p>It listens on 127.0.0.1 only and verifies no signatures: whoever may connect may run code as the user that started it.
 */
public final class LocalLambda implements AutoCloseable {
    /** Chatty libraries; held here, as java.util.logging forgets the level of a logger that nobody holds. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("org.flywaydb"), Logger.getLogger("org.jdbi"));

    private final LambdaServer server;
    /** What to do to end it, in this order. */
    private final Deque<Closing> closings;

    private LocalLambda(LambdaServer server, Deque<Closing> closings) {
        this.server = server;
        this.closings = closings;
    }

    @FunctionalInterface
    private interface Closing {
        void close() throws IOException;
    }

    /** Everything at its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where it serves, for example {@code http://127.0.0.1:9070}. */
    public URI endpoint() {
        return server.endpoint();
    }

    /**
     * Ends it: stops accepting requests, ends all execution environments, closes the store, and removes the data folder if
     * it was a temporary one. No process of a function is left. A second call does nothing.
     *
     * @throws UncheckedIOException if something could not be closed or removed; everything else is
     */
    @Override
    public synchronized void close() {
        IOException failure = closeAll(closings);
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
    }

    private static IOException closeAll(Deque<Closing> closings) {
        IOException failure = null;
        for (Closing closing = closings.poll(); closing != null; closing = closings.poll()) {
            try {
                closing.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        return failure;
    }

    /** How a local Lambda is to be. */
    public static final class Builder {
        private int port;
        private Path dataDirectory;
        private Location location = new Location("us-east-1", "000000000000");
        private LogListener logs = event -> {};
        private InvokerSettings invocations = InvokerSettings.defaults();

        private Builder() {}

        /** The port on 127.0.0.1; 0, the default, for any free one. */
        public Builder port(int value) {
            if (value < 0 || value > 65_535) {
                throw new IllegalArgumentException("a port is 0 to 65535, not " + value);
            }
            port = value;
            return this;
        }

        /** Where functions are kept; made if need be. Without one they are forgotten when the service is closed. */
        public Builder dataDirectory(Path value) {
            dataDirectory = Objects.requireNonNull(value);
            return this;
        }

        /** The region that ARNs say; default {@code us-east-1}. */
        public Builder region(String value) {
            location = new Location(Objects.requireNonNull(value), location.accountId());
            return this;
        }

        /** The account that ARNs say, twelve digits; default {@code 000000000000}. */
        public Builder accountId(String value) {
            if (!value.matches("\\d{12}")) {
                throw new IllegalArgumentException("an account id has twelve digits, unlike " + value);
            }
            location = new Location(location.region(), value);
            return this;
        }

        /** Gets all log lines, of functions and of the platform about them; by default nobody does. */
        public Builder logs(LogListener value) {
            logs = Objects.requireNonNull(value);
            return this;
        }

        /** How long an environment waits for its next invocation before it ends; default ten minutes. */
        public Builder idleExpiry(Duration value) {
            invocations = invocations.withIdleExpiry(value);
            return this;
        }

        /** How many invocations may run at once; default 1,000. */
        public Builder concurrency(int value) {
            invocations = invocations.withConcurrency(value);
            return this;
        }

        /**
         * Starts it.
         *
         * @throws LambdaServer.PortInUseException if another program listens on the port
         * @throws DataDirectory.InUseException if another local Lambda has the data folder
         * @throws IOException if the data folder can't be used, or no function could be started on this machine; the
         *     message says what to do
         */
        public LocalLambda start() throws IOException {
            QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
            Deque<Closing> closings = new ArrayDeque<>();
            try {
                DataDirectory directory =
                        dataDirectory == null ? DataDirectory.openTemporary() : DataDirectory.open(dataDirectory);
                closings.push(directory::close);
                EnvironmentPool invoker = EnvironmentPool.open(directory.path(), invocations, logs);
                closings.push(invoker::close);
                Functions functions =
                        Functions.open(directory, CodeLimits.AWS, invoker::retire, InstantSource.system());
                Closing endEnvironments = closings.pop();
                closings.push(functions::close);
                closings.push(endEnvironments); // before the code that they run is removed
                LambdaServer server = LambdaServer.start(port, location, functions, invoker);
                closings.push(server::close);
                return new LocalLambda(server, closings);
            } catch (IOException | RuntimeException e) {
                IOException failure = closeAll(closings);
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                throw e;
            }
        }
    }
}
