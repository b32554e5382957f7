package dev.coldbrew.json;

import io.avaje.json.JsonReader;
import io.avaje.json.PropertyNames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Reads through another reader and knows, when that one fails, where it was and what it was to read. */
final class PathTrackingReader implements JsonReader {

    /** An object or a list that is being read. */
    private static final class Level {
        private final boolean list;
        private String field;
        private int index = -1;

        private Level(boolean list) {
            this.list = list;
        }

        private String step() {
            if (list) {
                return index < 0 ? "" : "[" + index + "]";
            }
            return field == null ? "" : isPlainName(field) ? "." + field : "['" + field + "']";
        }
    }

    private final JsonReader reader;
    private final Deque<Level> levels = new ArrayDeque<>();
    /** What is being read at this moment; null between two reads. */
    private String expected;

    private Token found;

    PathTrackingReader(JsonReader reader) {
        this.reader = reader;
    }

    /** Says where reading stopped, and why. */
    MalformedEventException explain(Throwable failure) {
        return expected == null
                ? new MalformedEventException(path(), String.valueOf(failure.getMessage()), failure)
                // What the parser said about it is of no more use.
                : new MalformedEventException(path(), "expected " + expected + " but found " + found(), null);
    }

    private String path() {
        StringBuilder path = new StringBuilder("$");
        for (Iterator<Level> outermostFirst = levels.descendingIterator(); outermostFirst.hasNext(); ) {
            path.append(outermostFirst.next().step());
        }
        return path.toString();
    }

    private void expect(String what) {
        expected = what;
        found = null;
        try {
            found = reader.currentToken();
        } catch (RuntimeException e) {
            // The event ended; the read that follows says so.
        }
    }

    private void met() {
        expected = null;
    }

    private String found() {
        if (found == null) {
            return "the end of the event";
        }
        return switch (found) {
            case BEGIN_ARRAY -> "a list";
            case BEGIN_OBJECT -> "an object";
            case STRING -> "a string";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case NUMBER -> "something else, " + reader.location(); // the reader's word for all the rest too
        };
    }

    private static boolean isPlainName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }

    @Override
    public void beginObject(PropertyNames names) {
        expect("an object");
        reader.beginObject(names);
        met();
        levels.push(new Level(false));
    }

    @Override
    public void beginObject() {
        expect("an object");
        reader.beginObject();
        met();
        levels.push(new Level(false));
    }

    @Override
    public void endObject() {
        reader.endObject();
        levels.pop();
    }

    @Override
    public boolean hasNextField() {
        return reader.hasNextField();
    }

    @Override
    public String nextField() {
        String field = reader.nextField();
        levels.element().field = field;
        return field;
    }

    @Override
    public void beginArray() {
        expect("a list");
        reader.beginArray();
        met();
        levels.push(new Level(true));
    }

    @Override
    public void endArray() {
        reader.endArray();
        levels.pop();
    }

    @Override
    public boolean hasNextElement() {
        boolean more = reader.hasNextElement();
        if (more) {
            levels.element().index++;
        }
        return more;
    }

    @Override
    public boolean readBoolean() {
        expect("a boolean");
        boolean value = reader.readBoolean();
        met();
        return value;
    }

    @Override
    public int readInt() {
        expect("a whole number");
        // The reader's own readInt lets larger numbers wrap around.
        int value = Math.toIntExact(reader.readLong());
        met();
        return value;
    }

    @Override
    public long readLong() {
        expect("a whole number");
        long value = reader.readLong();
        met();
        return value;
    }

    @Override
    public double readDouble() {
        expect("a number");
        double value = reader.readDouble();
        met();
        return value;
    }

    @Override
    public BigDecimal readDecimal() {
        expect("a number");
        BigDecimal value = reader.readDecimal();
        met();
        return value;
    }

    @Override
    public BigInteger readBigInteger() {
        expect("a whole number");
        BigInteger value = reader.readBigInteger();
        met();
        return value;
    }

    @Override
    public String readString() {
        expect("a string");
        String value = reader.readString();
        met();
        return value;
    }

    @Override
    public byte[] readBinary() {
        expect("a string in Base64");
        byte[] value = reader.readBinary();
        met();
        return value;
    }

    @Override
    public String readRaw() {
        expect("a value");
        String value = reader.readRaw();
        met();
        return value;
    }

    @Override
    public void skipValue() {
        reader.skipValue();
    }

    @Override
    public boolean isNullValue() {
        return reader.isNullValue();
    }

    @Override
    public Token currentToken() {
        return reader.currentToken();
    }

    @Override
    public String location() {
        return reader.location();
    }

    @Override
    public void unmappedField(String fieldName) {
        reader.unmappedField(fieldName);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return reader.unwrap(type);
    }

    @Override
    public void close() {
        reader.close();
    }
}
