package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.Functions;
import dev.coldbrew.platform.invoke.Invoker;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** AWS Lambda's REST API on a loopback socket. Requests run on virtual threads and block. */
public final class LambdaServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LambdaServer.class.getName());
    private static final String LOOPBACK = "127.0.0.1";
    private static final int REQUEST_HEADER_BYTES = 64 * 1024;
    private static final int RESPONSE_HEADER_BYTES = 32 * 1024;
    private static final int IDLE_TIMEOUT_MS = 30_000;
    /** How long {@link #close} waits for requests that are under way; an invocation may last much longer. */
    private static final int STOP_TIMEOUT_MS = 1_000;

    private final Server server;
    private final ServerConnector connector;
    private final GracefulHandler requests;

    private LambdaServer(Server server, ServerConnector connector, GracefulHandler requests) {
        this.server = server;
        this.connector = connector;
        this.requests = requests;
    }

    /** The port is taken. */
    public static final class PortInUseException extends IOException {
        private static final long serialVersionUID = 1L;

        private PortInUseException(int port, BindException cause) {
            super("port " + port + " is in use; choose another with --port", cause);
        }
    }

    /**
     * Starts serving.
     *
     * @param port 0 for any free one
     * @throws PortInUseException if another program listens there
     */
    public static LambdaServer start(int port, Location here, Functions functions, Invoker invoker) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("lambda-api");
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("lambda-api-", 0).factory()));
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_TIMEOUT_MS);
        server.addConnector(connector);
        GracefulHandler requests =
                new GracefulHandler(new ApiHandler(operations(here, functions, invoker), new DownloadCode(functions)));
        server.setHandler(requests);
        server.setErrorHandler(new HttpErrors());
        LambdaServer started = new LambdaServer(server, connector, requests);
        started.start(port);
        return started;
    }

    /** Every operation that this service implements, by its AWS name. */
    private static Map<String, Operation> operations(Location here, Functions functions, Invoker invoker) {
        return Map.of(
                "CreateFunction", new CreateFunction(functions, here),
                "DeleteFunction", new DeleteFunction(functions, here),
                "GetFunction", new GetFunction(functions, here),
                "GetFunctionConfiguration", new GetFunctionConfiguration(functions, here),
                "Invoke", new Invoke(functions, invoker, here),
                "ListFunctions", new ListFunctions(functions),
                "UpdateFunctionCode", new UpdateFunctionCode(functions, here),
                "UpdateFunctionConfiguration", new UpdateFunctionConfiguration(functions, here));
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(REQUEST_HEADER_BYTES);
        http.setResponseHeaderSize(RESPONSE_HEADER_BYTES);
        http.setSendServerVersion(false);
        // Names and ARNs in paths are percent-encoded (6.1), slashes included.
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "lambda",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
        return http;
    }

    private void start(int port) throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            close();
            if (e instanceof IOException && e.getCause() instanceof BindException bind) {
                throw new PortInUseException(port, bind);
            }
            throw new IOException("the API could not be started on port " + port, e);
        }
    }

    /** Where it serves, for example {@code http://127.0.0.1:9070}. */
    public URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort());
    }

    /** Stops accepting, lets short requests end, and cuts off the rest. */
    @Override
    public void close() {
        connector.close();
        // Not Jetty's own graceful stop: that waits for connections, which clients keep open without a request.
        try {
            requests.shutdown().get(STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(Level.DEBUG, "requests under way are cut off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            server.stop();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "the API did not stop in order", e);
        }
    }
}
