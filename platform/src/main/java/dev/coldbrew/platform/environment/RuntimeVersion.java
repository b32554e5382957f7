package dev.coldbrew.platform.environment;

import dev.coldbrew.platform.functions.FunctionVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What INIT_START says about the runtime (G-01). There is one version of each here, so its ARN follows from the name. */
final class RuntimeVersion {

    private RuntimeVersion() {}

    /** The INIT_START line. */
    static String initStart(FunctionVersion version) {
        String runtime = version.runtime();
        return "INIT_START Runtime Version: " + runtime.replaceFirst("^([a-z]+)\\.?", "$1:")
                + ".v1\tRuntime Version ARN: arn:aws:lambda:" + version.arn().region() + "::runtime:" + hash(runtime);
    }

    private static String hash(String runtime) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(runtime.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
