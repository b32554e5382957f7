package dev.coldbrew.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where and with what the numbers were taken. */
final class Machine {
    private static final String CLIENT_VERSION =
            "/META-INF/maven/com.amazonaws/aws-lambda-java-runtime-interface-client/pom.properties";

    private Machine() {}

    /** Names and values, in order. */
    static Map<String, String> description(double loadBefore) throws IOException, InterruptedException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put(
                "Machine",
                Runtime.getRuntime().availableProcessors() + " processors, "
                        + find("/proc/cpuinfo", "model name\\s*:\\s*(.+)") + ", "
                        + find("/proc/meminfo", "MemTotal:\\s+(.+)") + " of memory");
        facts.put(
                "System",
                find("/etc/os-release", "PRETTY_NAME=\"?([^\"\\n]+)") + ", Linux " + System.getProperty("os.version"));
        facts.put("Load before the run", String.format(Locale.ROOT, "%.1f", loadBefore));
        facts.put("JDK of all variants", System.getProperty("java.vendor.version") + ", " + Runtime.version());
        facts.put("Coldbrew", commit());
        facts.put("AWS's client", clientVersion());
        return facts;
    }

    /** Processes that wanted a processor in the last minute, on average. */
    static double load() throws IOException {
        return Double.parseDouble(find("/proc/loadavg", "^(\\S+)"));
    }

    private static String commit() throws InterruptedException {
        try {
            return "commit "
                    + Tool.run(List.of("git", "describe", "--always", "--dirty"), Path.of("."))
                            .strip();
        } catch (IOException e) {
            return "unknown commit"; // not a clone
        }
    }

    private static String clientVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Machine.class.getResourceAsStream(CLIENT_VERSION))) {
            properties.load(in);
        }
        return properties.getProperty("artifactId") + " " + properties.getProperty("version");
    }

    private static String find(String file, String pattern) throws IOException {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            return "unknown";
        }
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(path));
        return matcher.find() ? matcher.group(1).strip() : "unknown";
    }
}
