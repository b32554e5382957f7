package dev.coldbrew.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandlerTest {
    @Test
    void x() throws Exception {
        Handler h = (e, c) -> e;
        Object o = 5;
        assertThat(
                        switch (o) {
                            case Integer i when i > 3 -> h.handle(new byte[i], null).length;
                            default -> 0;
                        })
                .isEqualTo(5);
        System.out.println(System.getProperty("java.version"));
    }
}
