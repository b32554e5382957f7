package dev.coldbrew.platform.environment;

import dev.coldbrew.platform.functions.FunctionVersion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The variables that a function's process starts with. */
final class EnvironmentVariables {

    private EnvironmentVariables() {}

    /**
     * E-01 to the letter, plus the function's own, plus {@code TMPDIR}. Where E-01 says {@code /var/task}, the folder
     * that plays it is named. A function's own variable wins where E-05 lets it.
     *
     * @param runtimeApi host and port
     * @param temporary the environment's own folder for temporary files
     */
    static Map<String, String> of(
            FunctionVersion version, EnvironmentLog log, Credentials credentials, String runtimeApi, Path temporary) {
        String taskRoot = version.taskRoot().toString();
        Map<String, String> all = new HashMap<>();
        all.put("LANG", "en_US.UTF-8");
        all.put("TZ", ":UTC");
        all.put("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin");
        all.put(
                "LD_LIBRARY_PATH",
                "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:" + taskRoot + ":" + taskRoot
                        + "/lib:/opt/lib");
        all.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        all.put("AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1:2000");
        all.put("TMPDIR", temporary.toString());

        all.putAll(version.environment());

        all.put("_AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1");
        all.put("_AWS_XRAY_DAEMON_PORT", "2000");
        all.put("_HANDLER", version.handler());
        all.put("LAMBDA_TASK_ROOT", taskRoot);
        all.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        all.put("AWS_LAMBDA_FUNCTION_NAME", version.arn().name());
        all.put("AWS_LAMBDA_FUNCTION_VERSION", version.version());
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(version.memoryMb()));
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", log.group());
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", log.stream());
        all.put("AWS_REGION", version.arn().region());
        all.put("AWS_DEFAULT_REGION", version.arn().region());
        all.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        all.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        all.put("AWS_SESSION_TOKEN", credentials.sessionToken());
        return all;
    }
}
