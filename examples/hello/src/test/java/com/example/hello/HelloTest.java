package com.example.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.coldbrew.runtime.Context;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HelloTest {

    @Test
    void greets() {
        Context context = Context.builder().functionName("hello").build();
        assertEquals("\"Hello from hello\"", new String(Hello.greet(new byte[0], context), StandardCharsets.UTF_8));
    }
}
