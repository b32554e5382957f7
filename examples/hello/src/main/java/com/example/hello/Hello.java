package com.example.hello;

import dev.coldbrew.runtime.Context;
import dev.coldbrew.runtime.Lambda;
import java.nio.charset.StandardCharsets;

/** The smallest function: bytes in, bytes out. */
public final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        Lambda.run(Hello::greet);
    }

    static byte[] greet(byte[] event, Context context) {
        String greeting = "\"Hello from " + context.functionName() + "\"";
        return greeting.getBytes(StandardCharsets.UTF_8);
    }
}
