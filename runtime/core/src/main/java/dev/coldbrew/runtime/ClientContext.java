package dev.coldbrew.runtime;

import java.util.Map;

/**
 * What a mobile SDK, or any invoker that set {@code X-Amz-Client-Context}, tells of itself.
 *
 * @param client the application, for example {@code installation_id} and {@code app_title}; never null
 * @param custom whatever the invoker wants the function to know; a value that is no string is given as its JSON text
 * @param environment the device, for example {@code platform} and {@code locale}
 * @param json the whole client context as it arrived
 */
public record ClientContext(
        Map<String, String> client, Map<String, String> custom, Map<String, String> environment, String json) {}
