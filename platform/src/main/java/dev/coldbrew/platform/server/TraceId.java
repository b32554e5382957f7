package dev.coldbrew.platform.server;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The X-Ray trace header of an invocation, {@code Root=…;Parent=…;Sampled=…}. A caller's is kept and completed;
 * without one, or with one that has no valid root, a new trace begins, which nobody samples.
 */
final class TraceId {
    private static final Pattern ROOT = Pattern.compile("(?:^|;)\\s*Root=(1-[0-9a-f]{8}-[0-9a-f]{24})\\s*(?:;|$)");
    private static final Pattern PARENT = Pattern.compile("(?:^|;)\\s*Parent=([0-9a-f]{16})\\s*(?:;|$)");
    private static final Pattern SAMPLED = Pattern.compile("(?:^|;)\\s*Sampled=([01])\\s*(?:;|$)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TraceId() {}

    /** The header that the function gets, made of the one that the caller sent. */
    static String of(Optional<String> header) {
        String sent = header.orElse("");
        Matcher root = ROOT.matcher(sent);
        if (!root.find()) {
            return "Root=1-" + String.format("%08x", Instant.now().getEpochSecond()) + "-" + randomHex(12) + ";Parent="
                    + randomHex(8) + ";Sampled=0";
        }
        Matcher parent = PARENT.matcher(sent);
        Matcher sampled = SAMPLED.matcher(sent);
        return "Root=" + root.group(1) + ";Parent=" + (parent.find() ? parent.group(1) : randomHex(8)) + ";Sampled="
                + (sampled.find() ? sampled.group(1) : "0");
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
