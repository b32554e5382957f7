package dev.coldbrew.runtime;

import dev.coldbrew.runtime.api.NextEvent;
import dev.coldbrew.runtime.json.JsonObjectReader;
import dev.coldbrew.runtime.json.JsonSyntaxException;
import dev.coldbrew.runtime.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the context of an event out of its headers. */
final class ContextReader {
    private ContextReader() {}

    /**
     * @throws MalformedContextException when the client context or the identity, which invokers write, is no JSON object
     */
    static Context read(NextEvent event, FunctionEnvironment function, Workers workers) {
        Context.Builder context = Context.builder()
                .requestId(event.requestId())
                .invocationId(event.invocationId())
                .deadlineMillis(event.deadlineMillis())
                .invokedFunctionArn(event.invokedFunctionArn() == null ? "" : event.invokedFunctionArn())
                .traceId(event.traceId())
                .tenantId(event.tenantId())
                .function(function)
                .workers(workers);
        if (hasText(event.clientContext())) {
            context.clientContext(clientContext(event.clientContext()));
        }
        if (hasText(event.cognitoIdentity())) {
            context.identity(identity(event.cognitoIdentity()));
        }
        return context.build();
    }

    private static boolean hasText(String header) {
        return header != null && !header.isEmpty();
    }

    private static ClientContext clientContext(String json) {
        Map<String, Object> members = object("Lambda-Runtime-Client-Context", json);
        return new ClientContext(
                strings(members.get("client")), strings(members.get("custom")), strings(members.get("env")), json);
    }

    private static CognitoIdentity identity(String json) {
        Map<String, Object> members = object("Lambda-Runtime-Cognito-Identity", json);
        return new CognitoIdentity(
                firstOf(members, "cognitoIdentityId", "identityId"),
                firstOf(members, "cognitoIdentityPoolId", "identityPoolId"));
    }

    private static String firstOf(Map<String, Object> members, String name, String alias) {
        Object value = members.getOrDefault(name, members.get(alias));
        return value instanceof String text ? text : "";
    }

    private static Map<String, Object> object(String header, String json) {
        try {
            return JsonObjectReader.read(json);
        } catch (JsonSyntaxException e) {
            throw new MalformedContextException(header, e);
        }
    }

    private static Map<String, String> strings(Object object) {
        Map<String, String> strings = new LinkedHashMap<>();
        if (object instanceof Map<?, ?> members) {
            for (Map.Entry<?, ?> member : members.entrySet()) {
                Object value = member.getValue();
                strings.put(
                        (String) member.getKey(),
                        value instanceof String text
                                ? text
                                : JsonText.unicode().value(value).toString());
            }
        }
        return strings;
    }
}
