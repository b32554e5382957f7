package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.coldbrew.json.JsonHandler;
import dev.coldbrew.json.MalformedEventException;
import dev.coldbrew.runtime.Context;
import dev.coldbrew.runtime.Handler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private final Orders orders = new Orders(PriceList.load());
    private final Handler handler = JsonHandler.of(HttpRequest.class, HttpResponse.class, orders::handle);
    private final Context context = Context.builder().requestId("o-1").build();

    private String handle(String event) throws Exception {
        return new String(handler.handle(event.getBytes(StandardCharsets.UTF_8), context), StandardCharsets.UTF_8);
    }

    private HttpResponse post(String body) {
        return orders.handle(new HttpRequest("POST /orders", body, false), context);
    }

    @Test
    void placesTheRecordedOrder() throws Exception {
        String response = handle(Files.readString(Path.of("events/place-order.json")));
        assertTrue(response.startsWith("{\"statusCode\":201,"), response);
        assertTrue(
                response.contains("\\\"orderId\\\":\\\"o-1\\\",\\\"customer\\\":\\\"Ada\\\",\\\"total\\\":3210"),
                response);
    }

    @Test
    void refusesTheRecordedInvalidOrder() throws Exception {
        String response = handle(Files.readString(Path.of("events/invalid-order.json")));
        assertTrue(response.startsWith("{\"statusCode\":422,"), response);
        assertTrue(response.contains("items[0].quantity must be 1 to 100, but is 0"), response);
        assertTrue(response.contains("items[1].sku is unknown: tea"), response);
    }

    @Test
    void explainsWhatIsNoOrder() {
        assertEquals(400, post("").statusCode());
        assertEquals(400, post("{\"items\":7}").statusCode());
        assertEquals(422, post("{}").statusCode());
    }

    @Test
    void knowsOneRouteOnly() {
        assertEquals(
                404,
                orders.handle(new HttpRequest("GET /orders", null, false), context)
                        .statusCode());
    }

    @Test
    void failsOnWhatIsNoHttpEvent() {
        assertThrows(IllegalArgumentException.class, () -> handle("{\"Records\":[]}"));
        assertThrows(MalformedEventException.class, () -> handle("[]"));
    }
}
