package dev.coldbrew.runtime.json;

import java.util.List;
import java.util.Map;

/** Writes JSON: log lines, error bodies and the X-Ray cause. */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(256);
    private final boolean ascii;
    private boolean comma;

    private JsonText(boolean ascii) {
        this.ascii = ascii;
    }

    /** For bodies and log lines: characters stay as they are. */
    public static JsonText unicode() {
        return new JsonText(false);
    }

    /** For HTTP headers: everything beyond ASCII is escaped. */
    public static JsonText ascii() {
        return new JsonText(true);
    }

    /** Opens an object, as a list's item or as the value of the last name. */
    public JsonText beginObject() {
        return open('{');
    }

    /** Closes the innermost object. */
    public JsonText endObject() {
        return close('}');
    }

    /** Opens a list. */
    public JsonText beginArray() {
        return open('[');
    }

    /** Closes the innermost list. */
    public JsonText endArray() {
        return close(']');
    }

    /** Writes a member's name; its value comes next. */
    public JsonText name(String name) {
        string(name);
        out.append(':');
        comma = false;
        return this;
    }

    /** Writes a string, or JSON's null for null. */
    public JsonText string(String value) {
        separate();
        if (value == null) {
            out.append("null");
        } else {
            quote(value);
        }
        return this;
    }

    /** Writes a whole number. */
    public JsonText number(long value) {
        separate();
        out.append(value);
        return this;
    }

    /** Writes what {@link JsonObjectReader} reads. */
    public JsonText value(Object value) {
        if (value instanceof Map<?, ?> map) {
            beginObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                name(String.valueOf(member.getKey())).value(member.getValue());
            }
            return endObject();
        }
        if (value instanceof List<?> list) {
            beginArray();
            for (Object item : list) {
                value(item);
            }
            return endArray();
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return number(number.longValue());
        }
        if (value == null || value instanceof String) {
            return string((String) value);
        }
        separate();
        out.append(value);
        return this;
    }

    /** What was written so far. */
    @Override
    public String toString() {
        return out.toString();
    }

    private JsonText open(char bracket) {
        separate();
        out.append(bracket);
        comma = false;
        return this;
    }

    private JsonText close(char bracket) {
        out.append(bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            out.append(',');
        }
        comma = true;
    }

    private void quote(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // Half a surrogate pair has no UTF-8 form; escaped, it gets through.
                    if (c < 0x20 || c == 0x7f || (ascii && c > 0x7e) || isLoneSurrogate(value, i)) {
                        escape(c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private void escape(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((c >> shift) & 15));
        }
    }

    private static boolean isLoneSurrogate(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }
}
