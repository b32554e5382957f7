package dev.coldbrew.runtime.log;

import dev.coldbrew.runtime.api.ErrorReport;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** Makes {@link System#getLogger(String)} write to Lambda's log, without configuration. */
public final class LambdaLoggerFinder extends System.LoggerFinder {

    /** For the service loader. */
    public LambdaLoggerFinder() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new LambdaLogger(name, LambdaLog.ofProcess());
    }

    private record LambdaLogger(String name, LambdaLog log) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level != Level.OFF && log.isEnabled(LogLevel.of(level));
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            if (isLoggable(level)) {
                // No frame of a user's own log call is ours: nothing is cut.
                ErrorReport error =
                        thrown == null ? null : ErrorReport.ofInvocation(thrown, "dev.coldbrew.runtime.InvocationLoop");
                log.write(LogLevel.of(level), name, localised(bundle, message), error);
            }
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            if (isLoggable(level)) {
                log.write(LogLevel.of(level), name, formatted(localised(bundle, format), parameters), null);
            }
        }

        private static String localised(ResourceBundle bundle, String key) {
            if (bundle == null || key == null) {
                return key;
            }
            try {
                return bundle.getString(key);
            } catch (MissingResourceException e) {
                return key;
            }
        }

        private static String formatted(String format, Object... parameters) {
            if (format == null || parameters == null || parameters.length == 0) {
                return format;
            }
            try {
                return new MessageFormat(format, Locale.ROOT).format(parameters);
            } catch (IllegalArgumentException e) {
                return format; // a message with a stray brace is still a message
            }
        }
    }
}
