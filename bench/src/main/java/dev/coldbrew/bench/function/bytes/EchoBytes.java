package dev.coldbrew.bench.function.bytes;

import dev.coldbrew.runtime.Lambda;

/** Answers each event with its own bytes, on Coldbrew's runtime. */
public final class EchoBytes {
    private EchoBytes() {}

    public static void main(String[] args) {
        Lambda.run((event, context) -> event);
    }
}
