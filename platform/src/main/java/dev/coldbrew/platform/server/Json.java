package dev.coldbrew.platform.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/** JSON as the API reads and writes it: members in UpperCamelCase, unknown ones ignored, types strict (V-07). */
final class Json {
    /** A zip in Base64 is one string. */
    private static final int MAX_STRING = 100_000_000;

    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_STRING).build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /**
     * Reads payloads. Jackson 3 gives no line and column without the source, Jackson 2, which AWS uses, does; so here the
     * source is included, cut to nothing, and {@link #redact} makes AWS's text of that.
     */
    private static final JsonFactory PAYLOADS = JsonFactory.builder()
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .errorReportConfiguration(
                    ErrorReportConfiguration.builder().maxRawContentLength(0).build())
            .build();

    private static final Pattern SOURCE = Pattern.compile("\\[Source: \\(String\\)\"\"(\\[truncated \\d+ chars])?;");

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] write(ObjectNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Reads a request's body; an empty one is an object without members.
     *
     * @throws LambdaException SerializationException if it is no JSON or a member has the wrong type (V-07)
     */
    static <T> T read(byte[] body, Class<T> type) {
        try {
            T value = MAPPER.readValue(body.length == 0 ? EMPTY_OBJECT : body, type);
            if (value == null) {
                throw LambdaException.serialization("The request body must be a JSON object.");
            }
            return value;
        } catch (DatabindException e) {
            String member = e.getPathReference();
            throw LambdaException.serialization("A member of the request has the wrong type: "
                    + member.replaceAll("[\\w.$]+\\[\"(\\w+)\"\\]", "$1").replace("->", ".") + ".");
        } catch (JacksonException e) {
            throw LambdaException.serialization("The request body is not valid JSON: " + e.getOriginalMessage());
        }
    }

    /**
     * A JSON object in a form that an HTTP header can carry: on one line and in ASCII, other characters escaped.
     *
     * @return empty if {@code json} is no JSON object
     */
    static Optional<String> asHeader(byte[] json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node.isObject()
                    ? Optional.of(MAPPER.writer()
                            .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                            .writeValueAsString(node))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * What keeps a payload from being one JSON value of whatever kind, in Jackson's words; empty if nothing does. It is
     * read as text, not as bytes: so does AWS, whose messages tell line and column (I-04). The column may be another than
     * AWS's: Jackson 3 points at the start of an unknown word, Jackson 2 at its end.
     */
    static Optional<String> defect(byte[] payload) {
        try (JsonParser parser = PAYLOADS.createParser(ObjectReadContext.empty(), decode(payload))) {
            if (parser.nextToken() == null) {
                return Optional.of("No content to map due to end-of-input" + place(parser.currentLocation()));
            }
            parser.skipChildren();
            parser.finishToken();
            JsonToken trailing = parser.nextToken();
            return trailing == null
                    ? Optional.empty()
                    : Optional.of("Trailing token (" + trailing + ") found after the value"
                            + place(parser.currentTokenLocation()));
        } catch (CharacterCodingException e) {
            return Optional.of("Invalid UTF-8 (" + e.getMessage() + ")");
        } catch (JacksonException e) {
            return Optional.of(redact(e.getMessage()));
        }
    }

    private static String decode(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    private static String place(TokenStreamLocation location) {
        return "\n at " + redact(location.toString());
    }

    private static String redact(String message) {
        return SOURCE.matcher(message)
                .replaceAll("[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled);");
    }
}
