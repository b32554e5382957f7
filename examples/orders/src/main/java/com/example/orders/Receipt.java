package com.example.orders;

import io.avaje.jsonb.Json;

/**
 * A placed order.
 *
 * @param total in cents
 */
@Json
record Receipt(String orderId, String customer, long total) {}
