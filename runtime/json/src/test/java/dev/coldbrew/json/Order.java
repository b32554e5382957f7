package dev.coldbrew.json;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

@Json
record Order(
        String id,
        List<Item> items,
        Map<String, Integer> stock,
        Payment payment,
        Instant placed,
        Colour colour,
        boolean gift) {

    @Json
    record Item(String sku, int quantity, double price) {
        Item {
            if (quantity > 1000) {
                throw new IllegalArgumentException("at most 1000 of " + sku);
            }
        }
    }

    enum Colour {
        RED,
        GREEN
    }

    @Json(typeProperty = "kind")
    @Json.SubType(type = Payment.Card.class, name = "card")
    @Json.SubType(type = Payment.Transfer.class, name = "transfer")
    sealed interface Payment {
        record Card(String number) implements Payment {}

        record Transfer(String iban) implements Payment {}
    }

    @Json
    record Broken(String text) {
        @Override
        public String text() {
            throw new IllegalStateException("broken");
        }
    }

    @Json
    record Page<T>(T content, int number) {}
}
