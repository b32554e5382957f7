package dev.coldbrew.json;

import dev.coldbrew.runtime.Context;
import dev.coldbrew.runtime.Handler;
import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.nio.charset.StandardCharsets;

/**
 * A {@link Handler} that decodes the event and encodes the result, by adapters that avaje-jsonb generated from {@code
 * @Json} types when the function was compiled: nothing is looked up by reflection.
 *
 * <pre>{@code
 * @Json record Order(String id, int quantity) {}
 * @Json record Receipt(String id, long total) {}
 *
 * public static void main(String[] args) {
 *     Lambda.run(JsonHandler.of(Order.class, Receipt.class, (order, context) -> new Receipt(order.id(), 12)));
 * }
 * }</pre>
 *
 * <p>Fields of the event that the type does not have are ignored; fields that the event does not have are null or 0.
 */
public final class JsonHandler<I, O> implements Handler {
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final Jsonb jsonb;
    private final JsonType<I> input;
    private final JsonType<O> output;
    private final TypedHandler<? super I, ? extends O> handler;

    private JsonHandler(
            Jsonb jsonb, JsonType<I> input, JsonType<O> output, TypedHandler<? super I, ? extends O> handler) {
        this.jsonb = jsonb;
        this.input = input;
        this.output = output;
        this.handler = handler;
    }

    /**
     * Decodes to {@code input} and encodes from {@code output}: {@code @Json} types, or simple ones such as String and
     * Integer.
     *
     * @throws IllegalArgumentException when there is no adapter for one of them
     */
    public static <I, O> JsonHandler<I, O> of(
            Class<I> input, Class<O> output, TypedHandler<? super I, ? extends O> handler) {
        Jsonb jsonb = Jsonb.instance();
        return new JsonHandler<>(jsonb, typeOf(jsonb, input), typeOf(jsonb, output), handler);
    }

    /** For generic types, for example {@code jsonb.type(Order.class).list()}; {@code jsonb} made both types. */
    public static <I, O> JsonHandler<I, O> of(
            Jsonb jsonb, JsonType<I> input, JsonType<O> output, TypedHandler<? super I, ? extends O> handler) {
        return new JsonHandler<>(jsonb, input, output, handler);
    }

    @Override
    public byte[] handle(byte[] event, Context context) throws Exception {
        return encode(handler.handle(decode(event), context));
    }

    /** Loads the adapters, which is most of what the first event would wait for. */
    @Override
    public void warmUp() {
        try {
            decode(EMPTY_OBJECT);
        } catch (MalformedEventException e) {
            // A type that refuses an empty object has been loaded all the same.
        }
        encode(null);
    }

    private I decode(byte[] event) {
        try (JsonReader reader = jsonb.reader(event)) {
            PathTrackingReader tracking = new PathTrackingReader(reader);
            try {
                return input.fromJson(tracking);
            } catch (RuntimeException e) {
                throw tracking.explain(real(e));
            }
        }
    }

    private byte[] encode(O result) {
        if (result == null) {
            return NULL;
        }
        try {
            return output.toJsonBytes(result);
        } catch (RuntimeException e) {
            throw new UnserializableResultException(result, real(e));
        }
    }

    private static Throwable real(RuntimeException e) {
        return e instanceof JsonException && e.getCause() != null ? e.getCause() : e;
    }

    private static <T> JsonType<T> typeOf(Jsonb jsonb, Class<T> type) {
        try {
            return jsonb.type(type);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "There is no JSON adapter for " + type.getName() + ". Annotate it with @Json, and have the compiler"
                            + " run the annotation processor io.avaje:avaje-jsonb-generator",
                    e);
        }
    }
}
