package dev.coldbrew.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A context in a user's unit test. */
class ContextTest {

    @Test
    void hasHarmlessDefaults() throws Exception {
        Context context = Context.builder().build();
        assertThat(context.functionVersion()).isEqualTo("$LATEST");
        assertThat(context.deadline()).isEqualTo(Instant.MAX);
        assertThat(context.remainingTime()).isGreaterThan(Duration.ofDays(1));
        assertThat(context.traceId()).isEmpty();
        assertThat(context.executor().submit(() -> 1).get()).isEqualTo(1);
    }

    @Test
    void tellsWhatItWasGiven() {
        Context context = Context.builder()
                .requestId("r")
                .functionName("orders")
                .functionVersion("7")
                .memoryLimitMb(512)
                .log("g", "s")
                .deadline(Instant.ofEpochMilli(1))
                .identity(new CognitoIdentity("i", "p"))
                .build();
        assertThat(context.requestId()).isEqualTo("r");
        assertThat(context.functionName()).isEqualTo("orders");
        assertThat(context.functionVersion()).isEqualTo("7");
        assertThat(context.memoryLimitMb()).isEqualTo(512);
        assertThat(context.logGroup() + context.logStream()).isEqualTo("gs");
        assertThat(context.remainingTime()).isZero();
        assertThat(context.identity()).contains(new CognitoIdentity("i", "p"));
    }

    @Test
    void threadsBeyondLambdasLimitAreRefused() {
        assertThatThrownBy(() -> RuntimeOptions.platformThreads(1024)).hasMessageContaining("1 to 1023");
        assertThatThrownBy(() -> RuntimeOptions.platformThreads(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
