package com.example.orders;

import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;

/** An order as the customer sends it. */
@Json
record Order(String customer, List<Item> items) {

    @Json
    record Item(String sku, int quantity) {}

    /** Everything that is wrong with it; empty when it can be placed. */
    List<String> problems(PriceList prices) {
        List<String> problems = new ArrayList<>();
        if (customer == null || customer.isBlank()) {
            problems.add("customer is missing");
        }
        if (items == null || items.isEmpty()) {
            problems.add("items is empty");
            return problems;
        }
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (!prices.has(item.sku())) {
                problems.add("items[" + i + "].sku is unknown: " + item.sku());
            }
            if (item.quantity() < 1 || item.quantity() > 100) {
                problems.add("items[" + i + "].quantity must be 1 to 100, but is " + item.quantity());
            }
        }
        return problems;
    }
}
