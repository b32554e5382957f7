package dev.coldbrew.platform.environment;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** JSON as AWS's Go encoder writes it: compact, in the given order, HTML's characters escaped. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    /** Writes an object; {@code members} keeps its order. */
    static byte[] object(Map<String, ?> members) {
        // Outside strings JSON has none of these characters.
        return MAPPER.writeValueAsString(members)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .getBytes(StandardCharsets.UTF_8);
    }
}
