package dev.coldbrew.runtime.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the two small JSON objects that Lambda sends in headers. Strings, numbers (as Double), booleans, null, lists and
 * maps; nesting is bounded, since an invoker writes what is read here.
 */
public final class JsonObjectReader {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int position;

    private JsonObjectReader(String text) {
        this.text = text;
    }

    /**
     * Reads one object and nothing behind it.
     *
     * @throws JsonSyntaxException when the text is anything else
     */
    public static Map<String, Object> read(String text) {
        JsonObjectReader reader = new JsonObjectReader(text);
        reader.skipSpace();
        reader.expect('{');
        Map<String, Object> object = reader.object(1);
        reader.skipSpace();
        if (reader.position < text.length()) {
            throw reader.error("Unexpected text behind the object");
        }
        return object;
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw error("Nested deeper than " + MAX_DEPTH);
        }
        skipSpace();
        return switch (next()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        skipSpace();
        if (peek() == '}') {
            position++;
            return members;
        }
        while (true) {
            skipSpace();
            expect('"');
            String name = string();
            skipSpace();
            expect(':');
            members.put(name, value(depth + 1));
            skipSpace();
            char c = next();
            if (c == '}') {
                return members;
            }
            if (c != ',') {
                position--;
                throw error("Expected ',' or '}'");
            }
        }
    }

    private List<Object> array(int depth) {
        List<Object> items = new ArrayList<>();
        skipSpace();
        if (peek() == ']') {
            position++;
            return items;
        }
        while (true) {
            items.add(value(depth + 1));
            skipSpace();
            char c = next();
            if (c == ']') {
                return items;
            }
            if (c != ',') {
                position--;
                throw error("Expected ',' or ']'");
            }
        }
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return out.toString();
            }
            if (c < 0x20) {
                throw error("Control character in a string");
            }
            out.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw error("Bad escape");
        };
    }

    private char codeUnit() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw error("Bad \\u escape");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private Double number() {
        int start = position - 1;
        while (position < text.length() && "+-.eE0123456789".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        try {
            return Double.valueOf(text.substring(start, position));
        } catch (NumberFormatException e) {
            position = start;
            throw error("Expected a value");
        }
    }

    private Object literal(String word, Object value) {
        if (!text.startsWith(word, position - 1)) {
            position--;
            throw error("Expected a value");
        }
        position += word.length() - 1;
        return value;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private char peek() {
        if (position == text.length()) {
            throw error("Unexpected end");
        }
        return text.charAt(position);
    }

    private char next() {
        char c = peek();
        position++;
        return c;
    }

    private void expect(char expected) {
        if (peek() != expected) {
            throw error("Expected '" + expected + "'");
        }
        position++;
    }

    private JsonSyntaxException error(String message) {
        return new JsonSyntaxException(message, position);
    }
}
