package dev.coldbrew.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.platform.sandbox.Exit;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportLineTest {

    @ParameterizedTest
    @CsvSource({
        "133610, 80000, 214",
        "3004920, 111230, 3117",
        "3016780, 84000, 3101",
        "3010, , 4",
        "1, , 1",
        "3000, , 3",
        "3009, , 3"
    })
    @DisplayName("Billed is what is shown, summed and rounded up to a millisecond (G-30, G-31)")
    void billed(long durationMicros, Long initMicros, long billed) {
        String line = ReportLine.report(
                "id",
                micros(durationMicros),
                initMicros == null ? null : micros(initMicros),
                128,
                36 * 1024 * 1024,
                Optional.empty());
        assertThat(line).contains("\tBilled Duration: " + billed + " ms\t");
    }

    @Test
    @DisplayName("REPORT of a cold start, to the letter (G-05), memory rounded up (G-11)")
    void cold() {
        assertThat(ReportLine.report("id", micros(3014), micros(110_100), 128, 35 * 1024 * 1024 + 1, Optional.empty()))
                .isEqualTo("REPORT RequestId: id\tDuration: 3.01 ms\tBilled Duration: 114 ms\tMemory Size: 128 MB"
                        + "\tMax Memory Used: 36 MB\tInit Duration: 110.10 ms\t");
    }

    @Test
    @DisplayName("What failed is told at the end (G-06)")
    void failed() {
        String line =
                ReportLine.report("id", micros(3014), null, 128, 0, Optional.of(Failure.exited(new Exit.Code(1))));
        assertThat(line).endsWith("\tMax Memory Used: 0 MB\tStatus: error\tError Type: Runtime.ExitError\t");
        line = ReportLine.report(
                "id", micros(3014), null, 128, 0, Optional.of(Failure.timedOut(Duration.ofSeconds(3))));
        assertThat(line).endsWith("\tStatus: timeout\t");
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1000);
    }
}
