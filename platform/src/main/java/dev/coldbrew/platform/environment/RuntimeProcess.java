package dev.coldbrew.platform.environment;

import dev.coldbrew.platform.functions.FunctionVersion;
import dev.coldbrew.platform.sandbox.Sandbox;
import dev.coldbrew.platform.sandbox.SandboxSpec;
import dev.coldbrew.platform.sandbox.StartFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One run of a function's {@code bootstrap}: its sandbox, its Runtime API, and the conversation between them. */
final class RuntimeProcess implements AutoCloseable {

    private final RuntimeSession session;
    private final RuntimeApiServer.Endpoint endpoint;
    private final Sandbox sandbox;

    private RuntimeProcess(RuntimeSession session, RuntimeApiServer.Endpoint endpoint, Sandbox sandbox) {
        this.session = session;
        this.endpoint = endpoint;
        this.sandbox = sandbox;
    }

    /**
     * Starts {@code bootstrap} in the task root.
     *
     * @param temporary the function's folder for temporary files
     */
    static RuntimeProcess start(
            EnvironmentContext context, FunctionVersion version, Path bootstrap, Path temporary, EnvironmentLog log)
            throws StartFailedException, IOException {
        var session = new RuntimeSession();
        RuntimeApiServer.Endpoint endpoint = context.runtimeApi().open(session);
        try {
            var spec = new SandboxSpec(
                    List.of(bootstrap.toString()),
                    EnvironmentVariables.of(version, log, context.credentials(), endpoint.address(), temporary),
                    version.taskRoot());
            Sandbox sandbox = context.engine().start(spec, log);
            var _ = sandbox.exit().thenAccept(session::exited);
            return new RuntimeProcess(session, endpoint, sandbox);
        } catch (StartFailedException | IOException | RuntimeException e) {
            endpoint.close();
            throw e;
        }
    }

    RuntimeSession session() {
        return session;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Kills what is left and waits until nothing is; the log has then got all output. */
    @Override
    public void close() {
        sandbox.close();
        endpoint.close();
    }
}
