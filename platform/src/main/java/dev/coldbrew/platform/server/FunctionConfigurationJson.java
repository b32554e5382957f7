package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.FunctionConfiguration;
import dev.coldbrew.platform.functions.FunctionSettings;
import dev.coldbrew.platform.functions.LoggingSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** FunctionConfiguration in AWS's JSON, with exactly the members that AWS sends (C-10). */
final class FunctionConfigurationJson {
    private static final DateTimeFormatter LAST_MODIFIED = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String CHANGING_REASON = "The function is being created.";
    private static final String CHANGING_CODE = "Creating";
    private static final String FAILED_CODE = "InternalError";

    private FunctionConfigurationJson() {}

    /**
     * A function as all operations but ListFunctions show it.
     *
     * @param qualifier what the request said; it appears in FunctionArn (C-26)
     */
    static ObjectNode of(FunctionConfiguration function, Optional<String> qualifier) {
        ObjectNode json = start(function, qualifier);
        putState(json, function);
        putRest(json, function);
        json.putObject("RuntimeVersionConfig").put("RuntimeVersionArn", runtimeVersionArn(function));
        putLogging(json, function.settings().logging());
        return json;
    }

    /** An item of ListFunctions, which has no state and no runtime version (C-27). */
    static ObjectNode item(FunctionConfiguration function, Optional<String> qualifier) {
        ObjectNode json = start(function, qualifier);
        putRest(json, function);
        putLogging(json, function.settings().logging());
        return json;
    }

    private static ObjectNode start(FunctionConfiguration function, Optional<String> qualifier) {
        FunctionSettings settings = function.settings();
        ObjectNode json = Json.object();
        json.put("FunctionName", function.arn().name());
        json.put(
                "FunctionArn",
                qualifier
                        .map(function.arn()::qualified)
                        .orElseGet(() -> function.arn().toString()));
        json.put("Runtime", settings.runtime());
        json.put("Role", settings.role());
        json.put("Handler", settings.handler());
        json.put("CodeSize", function.code().size());
        json.put("Description", settings.description());
        json.put("Timeout", settings.timeoutSeconds());
        json.put("MemorySize", settings.memoryMb());
        json.put("LastModified", LAST_MODIFIED.format(function.lastModified()));
        json.put("CodeSha256", function.code().base64Sha256());
        json.put("Version", function.version());
        if (!settings.environment().isEmpty()) {
            ObjectNode variables = json.putObject("Environment").putObject("Variables");
            settings.environment().forEach(variables::put);
        }
        json.putObject("TracingConfig").put("Mode", settings.tracingMode());
        json.put("RevisionId", function.revisionId());
        return json;
    }

    private static void putState(ObjectNode json, FunctionConfiguration function) {
        switch (function.lifeCycle()) {
            case CREATING -> put(json, "State", "Pending", CHANGING_REASON, CHANGING_CODE);
            case FAILED -> put(json, "State", "Failed", function.failure(), FAILED_CODE);
            case ACTIVE -> {
                json.put("State", "Active");
                json.put("LastUpdateStatus", "Successful");
            }
            case UPDATING -> {
                json.put("State", "Active");
                put(json, "LastUpdateStatus", "InProgress", CHANGING_REASON, CHANGING_CODE);
            }
            case UPDATE_FAILED -> {
                json.put("State", "Active");
                put(json, "LastUpdateStatus", "Failed", function.failure(), FAILED_CODE);
            }
        }
    }

    private static void put(ObjectNode json, String member, String value, String reason, String code) {
        json.put(member, value);
        json.put(member + "Reason", reason);
        json.put(member + "ReasonCode", code);
    }

    private static void putRest(ObjectNode json, FunctionConfiguration function) {
        FunctionSettings settings = function.settings();
        json.put("PackageType", "Zip");
        json.putArray("Architectures").add(settings.architecture());
        json.putObject("EphemeralStorage").put("Size", settings.ephemeralStorageMb());
        json.putObject("SnapStart").put("ApplyOn", "None").put("OptimizationStatus", "Off");
    }

    private static void putLogging(ObjectNode json, LoggingSettings logging) {
        ObjectNode config = json.putObject("LoggingConfig").put("LogFormat", logging.format());
        if (logging.applicationLevel() != null) {
            config.put("ApplicationLogLevel", logging.applicationLevel());
            config.put("SystemLogLevel", logging.systemLevel());
        }
        config.put("LogGroup", logging.group());
    }

    /** AWS's is an opaque hash that changes with each version of the runtime; this one stays the same for a runtime. */
    private static String runtimeVersionArn(FunctionConfiguration function) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(function.settings().runtime().getBytes(StandardCharsets.UTF_8));
            return "arn:aws:lambda:" + function.arn().region() + "::runtime:"
                    + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
