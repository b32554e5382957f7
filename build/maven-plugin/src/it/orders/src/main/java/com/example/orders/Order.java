package com.example.orders;

import io.avaje.jsonb.Json;
import java.util.List;

@Json
record Order(String customer, List<Line> lines) {
    @Json
    record Line(String article, int quantity, long price) {}

    long total() {
        return lines.stream().mapToLong(line -> line.quantity() * line.price()).sum();
    }
}
