package com.example.orders;

import io.avaje.jsonb.Json;
import java.util.List;

/** Why an order was not placed. */
@Json
record Problems(List<String> problems) {}
