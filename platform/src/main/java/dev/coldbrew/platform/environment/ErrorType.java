package dev.coldbrew.platform.environment;

import java.util.regex.Pattern;

/** The header {@code Lambda-Runtime-Function-Error-Type}. */
final class ErrorType {

    private static final Pattern VALID = Pattern.compile("(Runtime|Function)\\.[A-Z][a-zA-Z]+");

    private ErrorType() {}

    /** */
    static String normalise(String sent) {
        if (sent != null && VALID.matcher(sent).matches()) {
            return sent;
        }
        return sent != null && sent.startsWith("Function.") ? "Function.Unknown" : "Runtime.Unknown";
    }
}
