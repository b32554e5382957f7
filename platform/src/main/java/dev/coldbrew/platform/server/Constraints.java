package dev.coldbrew.platform.server;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks members against the constraints of AWS's model and tells all that are broken in one ValidationException, in
 * AWS's words (V-01). A null value is an absent member, which breaks no constraint but {@link #notNull}.
 */
final class Constraints {
    private final List<String> errors = new ArrayList<>();

    Constraints notNull(String path, Object value) {
        if (value == null) {
            errors.add("Value null at '" + path + "' failed to satisfy constraint: Member must not be null");
        }
        return this;
    }

    /** The length in characters. */
    Constraints length(String path, String value, int min, int max) {
        if (value != null && value.length() > max) {
            fail(path, value, "have length less than or equal to " + max);
        } else if (value != null && value.length() < min) {
            fail(path, value, "have length greater than or equal to " + min);
        }
        return this;
    }

    Constraints pattern(String path, String value, String regex) {
        if (value != null && !value.matches(regex)) {
            fail(path, value, "satisfy regular expression pattern: " + regex);
        }
        return this;
    }

    Constraints range(String path, Integer value, int min, int max) {
        if (value != null && value > max) {
            fail(path, value.toString(), "have value less than or equal to " + max);
        } else if (value != null && value < min) {
            fail(path, value.toString(), "have value greater than or equal to " + min);
        }
        return this;
    }

    Constraints oneOf(String path, String value, List<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            fail(path, value, "satisfy enum value set: [" + String.join(", ", allowed) + "]");
        }
        return this;
    }

    /** A list of 1 to {@code max} enum values. */
    Constraints items(String path, List<String> values, int max, List<String> allowed) {
        String shown = values == null ? "" : "[" + String.join(", ", values) + "]";
        if (values != null && values.size() > max) {
            fail(path, shown, "have length less than or equal to " + max);
        } else if (values != null && values.isEmpty()) {
            fail(path, shown, "have length greater than or equal to 1");
        } else if (values != null && !allowed.containsAll(values)) {
            fail(
                    path,
                    shown,
                    "satisfy constraint: [Member must satisfy enum value set: [" + String.join(", ", allowed)
                            + "], Member must not be null]");
        }
        return this;
    }

    /** A broken constraint of another kind, whose value isn't shown because it may be a secret. */
    Constraints failSecretly(String path, String constraint) {
        errors.add("Value at '" + path + "' failed to satisfy constraint: " + constraint);
        return this;
    }

    private void fail(String path, String value, String must) {
        errors.add("Value '" + value + "' at '" + path + "' failed to satisfy constraint: Member must " + must);
    }

    /**
     * Ends the checks.
     *
     * @throws LambdaException ValidationException if a constraint is broken
     */
    void check() {
        if (!errors.isEmpty()) {
            throw LambdaException.validation(
                    errors.size() + (errors.size() == 1 ? " validation error" : " validation errors") + " detected: "
                            + String.join("; ", errors));
        }
    }
}
