package dev.coldbrew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code coldbrew doctor} about the machine that the test runs on. */
class DoctorCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int coldbrew(String... args) {
        return Coldbrew.execute(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void tellsAPersonWhatIsThereAndHowToGetTheRest() {
        assertThat(coldbrew("doctor")).isZero();
        assertThat(out.toString())
                .contains("✓ JDK")
                .contains(System.getProperty("java.home"))
                .contains("GraalVM", "musl-gcc", "zlib for musl", "bubblewrap", "cgroups", "KVM", "AWS credentials")
                .contains("for:  functions in native form");
    }

    @Test
    void tellsAProgramTheSame() {
        assertThat(coldbrew("doctor", "--output", "json")).isZero();
        JsonNode jdk = JsonMapper.shared().readTree(out.toString()).get(0);
        assertThat(jdk.get("name").asString()).isEqualTo("JDK");
        assertThat(jdk.get("status").asString()).isEqualTo("FOUND");
        assertThat(jdk.get("where").asString()).isEqualTo(System.getProperty("java.home"));
        assertThat(jdk.get("fix").isNull()).isTrue();
    }

    @Test
    void anUnknownFormIsStatus2() {
        assertThat(coldbrew("doctor", "--output", "yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("text, json");
    }
}
