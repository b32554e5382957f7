package dev.coldbrew.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SizeLimitsTest {
    @Test
    @DisplayName("Q-11: up to 50 MB zipped and 250 MB unzipped all is well")
    void fits() {
        assertThat(SizeLimits.check(52_428_800, 262_144_000)).isEmpty();
    }

    @Test
    @DisplayName("Q-11: a larger zip is a warning that knows the way by S3")
    void largeZip() {
        assertThat(SizeLimits.check(52_428_801, 262_144_000))
                .singleElement()
                .asString()
                .contains("50.0 MB", "S3");
    }

    @Test
    @DisplayName("Q-11: more than 250 MB unzipped can't be deployed")
    void tooLarge() {
        assertThatThrownBy(() -> SizeLimits.check(1, 262_144_001))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("250.0 MB");
    }
}
