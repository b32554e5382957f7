package dev.coldbrew.platform.environment;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves the Runtime APIs of all execution environments. Each has a port of its own, which is how a request tells where
 * it comes from; all share one connector, one selector and its threads, so a thousand environments cost a thousand
 * sockets and no thread.
 */
public final class RuntimeApiServer implements AutoCloseable {

    private static final int LARGEST_HEADERS = 1024 * 1024;

    private final InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    private final Map<Integer, RuntimeApi> apis = new ConcurrentHashMap<>();
    private final Server server;
    private final ServerConnector connector;

    private RuntimeApiServer() {
        var threads = new QueuedThreadPool();
        threads.setName("runtime-api");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server = new Server(threads);
        server.setStopTimeout(0);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADERS);
        connector = new ServerConnector(server, null, null, null, 0, 1, new HttpConnectionFactory(http));
        connector.setHost(loopback.getHostAddress());
        // GET next has no limit.
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                RuntimeApi api = apis.get(Request.getLocalPort(request));
                if (api == null) {
                    Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                } else {
                    api.handle(request, response, callback);
                }
                return true;
            }
        });
    }

    /** Starts a server without any Runtime API yet. */
    public static RuntimeApiServer start() throws IOException {
        var api = new RuntimeApiServer();
        try {
            api.server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The Runtime API server does not start", e);
        }
        api.rehearse();
        return api;
    }

    /** One invocation by ourselves: else the first function's Init Duration would be that of loading this server. */
    private void rehearse() throws IOException {
        var session = new RuntimeSession();
        String id = "rehearsal";
        session.deliver(new Delivery(
                new Invocation(id, id, new byte[0], id, id, Optional.empty(), Optional.empty()), id, Instant.now()));
        try (Endpoint endpoint = open(session);
                var socket = new Socket(loopback, endpoint.port)) {
            String requests =
                    "GET " + RuntimeApi.NEXT + " HTTP/1.1\r\nHost: x\r\n\r\n" + "POST " + RuntimeApi.response(id)
                            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1\r\n\r\n1";
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        if (session.result() == null) {
            throw new IOException("The Runtime API does not answer on " + loopback);
        }
    }

    /** Opens a Runtime API for one runtime process. */
    Endpoint open(RuntimeSession session) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(loopback, 0));
            channel.configureBlocking(false);
            int port = channel.socket().getLocalPort();
            var api = new RuntimeApi(session);
            apis.put(port, api);
            Closeable acceptor = connector.getSelectorManager().acceptor(channel);
            return new Endpoint(port, api, acceptor);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The Runtime API server does not stop", e);
        }
    }

    /** Where one Runtime API listens. */
    final class Endpoint implements AutoCloseable {
        private final int port;
        private final RuntimeApi api;
        private final Closeable acceptor;

        private Endpoint(int port, RuntimeApi api, Closeable acceptor) {
            this.port = port;
            this.api = api;
            this.acceptor = acceptor;
        }

        /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
        String address() {
            return loopback.getHostAddress() + ":" + port;
        }

        /** Stops listening. Connections end with the process, which is dead already. */
        @Override
        public void close() {
            // Closed twice, the port may be another's already.
            apis.remove(port, api);
            try {
                acceptor.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
