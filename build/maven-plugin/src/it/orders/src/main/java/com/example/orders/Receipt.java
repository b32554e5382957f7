package com.example.orders;

import io.avaje.jsonb.Json;

@Json
record Receipt(String customer, long total) {}
