package dev.coldbrew.platform.functions;

/**
 * Where and how a function logs (LoggingConfig).
 *
 * @param format {@code Text} or {@code JSON}
 * @param applicationLevel the application log level; null with format Text (C-13)
 * @param systemLevel the system log level; null with format Text (C-13)
 * @param group the log group
 */
public record LoggingSettings(String format, String applicationLevel, String systemLevel, String group) {
    private static final String DEFAULT_LEVEL = "INFO";

    /** Levels belong to JSON alone: it defaults them to INFO, Text drops them (C-13). */
    public LoggingSettings {
        boolean json = format.equals("JSON");
        applicationLevel = json ? orDefault(applicationLevel) : null;
        systemLevel = json ? orDefault(systemLevel) : null;
    }

    /** What a function has that says nothing about logs. */
    public static LoggingSettings defaults(String functionName) {
        return new LoggingSettings("Text", null, null, "/aws/lambda/" + functionName);
    }

    private static String orDefault(String level) {
        return level == null ? DEFAULT_LEVEL : level;
    }
}
