package dev.coldbrew.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectReaderTest {

    @Test
    void readsEveryKindOfValue() {
        assertThat(
                        JsonObjectReader.read(
                                " {\"s\":\"a\\\"\\u00fc\\n\" , \"n\":-1.5e2,\"t\":true,\"f\":false,\"z\":null,\"l\":[1,[]],\"o\":{\"x\":{}}} "))
                .containsEntry("s", "a\"ü\n")
                .containsEntry("n", -150.0)
                .containsEntry("t", true)
                .containsEntry("f", false)
                .containsEntry("z", null)
                .containsEntry("l", Arrays.asList(1.0, List.of()))
                .containsEntry("o", Map.of("x", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":tru}",
                "{\"a\":\"x}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":1} x",
                "{\"a\":[1 2]}",
                "{\"a\":--1}",
                "{\"a\":\"\t\"}"
            })
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> JsonObjectReader.read(text))
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessageContaining("at position");
    }

    @Test
    void boundsNesting() {
        String deep = "{\"a\":".repeat(100_000);
        assertThatThrownBy(() -> JsonObjectReader.read(deep)).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        String text = "quote \" slash \\ tab \t \u0001 \u007f ü 日本 😀 lone \ud800 end";
        for (JsonText json : List.of(JsonText.unicode(), JsonText.ascii())) {
            Map<String, Object> value =
                    Map.of("k", Arrays.asList(text, 12.0, -0.5, true, null, Map.of("x", List.of())));
            assertThat(JsonObjectReader.read(json.value(value).toString())).isEqualTo(value);
        }
        assertThat(JsonText.ascii().string(text).toString()).matches("[\\x20-\\x7e]*");
    }
}
