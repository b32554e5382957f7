package com.example;

import dev.coldbrew.runtime.Lambda;

public final class Echo {
    public static void main(String[] args) {
        Lambda.run((event, context) -> event);
    }
}
