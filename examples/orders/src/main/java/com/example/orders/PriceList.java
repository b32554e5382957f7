package com.example.orders;

import java.util.Map;

/** What a SKU costs, in cents. */
record PriceList(Map<String, Integer> cents) {

    /** Stands for whatever a real shop would load once, when its environment starts. */
    static PriceList load() {
        return new PriceList(Map.of("espresso", 220, "cold-brew", 380, "filter", 260, "beans-1kg", 2_450));
    }

    boolean has(String sku) {
        return sku != null && cents.containsKey(sku);
    }

    long total(Order order) {
        return order.items().stream()
                .mapToLong(item -> (long) cents.get(item.sku()) * item.quantity())
                .sum();
    }
}
