package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.FunctionConfiguration;
import dev.coldbrew.platform.functions.Functions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** ListFunctions, in pages of at most 50 (C-27, 6.1). A marker says which name the page before ended with. */
final class ListFunctions implements Operation {
    private static final int PAGE = 50;

    private final Functions functions;

    ListFunctions(Functions functions) {
        this.functions = functions;
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        Optional<String> version = request.query("FunctionVersion");
        Integer maxItems = request.query("MaxItems").map(ListFunctions::number).orElse(null);
        new Constraints()
                .oneOf("functionVersion", version.orElse(null), List.of("ALL"))
                .range("maxItems", maxItems, 1, 10_000)
                .check();
        String after = request.query("Marker").map(ListFunctions::name).orElse("");
        int size = maxItems == null ? PAGE : Math.min(maxItems, PAGE);
        List<FunctionConfiguration> rest = functions.list().stream()
                .filter(function -> function.arn().name().compareTo(after) > 0)
                .limit(size + 1L)
                .toList();
        List<FunctionConfiguration> page = rest.subList(0, Math.min(size, rest.size()));

        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("Functions");
        // Asked for all versions, it qualifies the ARNs.
        Optional<String> qualifier = version.map(all -> FunctionConfiguration.LATEST);
        page.forEach(function -> items.add(FunctionConfigurationJson.item(function, qualifier)));
        if (rest.size() > page.size()) {
            json.put("NextMarker", marker(page.getLast().arn().name()));
        }
        return ApiResponse.json(200, json);
    }

    private static Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw LambdaException.serialization("MaxItems must be a number: " + text);
        }
    }

    private static String marker(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw LambdaException.invalidParameterValue(
                    "The marker is invalid: use the NextMarker of a former answer.");
        }
    }
}
