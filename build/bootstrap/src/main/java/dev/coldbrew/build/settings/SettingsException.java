package dev.coldbrew.build.settings;

/** A setting that can't be. The message names it, where it was set, and what it may be. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }

    SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
