package com.example.orders;

import dev.coldbrew.json.JsonHandler;
import dev.coldbrew.runtime.Lambda;

public final class Orders {
    public static void main(String[] args) {
        Lambda.run(() -> JsonHandler.of(
                Order.class, Receipt.class, (order, context) -> new Receipt(order.customer(), order.total())));
    }
}
