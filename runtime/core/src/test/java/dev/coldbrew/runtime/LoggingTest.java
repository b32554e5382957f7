package dev.coldbrew.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.runtime.json.JsonObjectReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** System.Logger inside a function, without any configuration. */
class LoggingTest {

    private static List<String> logOf(Map<String, String> variables) throws Exception {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionUnderTest running =
                        new FunctionUnderTest(api.address(), variables, SampleFunctions.class.getName(), "log")) {
            api.event("r-1", "{}");
            api.post();
            return List.of(running.output().split("\n", -1));
        }
    }

    @Test
    @DisplayName("text by default, with the request id, from child threads too, under any TZ")
    void text() throws Exception {
        List<String> log = logOf(Map.of("TZ", "Asia/Kathmandu"));
        assertThat(log).hasSize(5).last().isEqualTo("");
        assertThat(log.subList(0, 4)).allMatch(line -> line.contains("Z\tr-1\t"));
        assertThat(log.get(0)).endsWith("\tINFO\ttwo\rlines");
        assertThat(log.get(3)).endsWith("\tINFO\tfrom a child");
    }

    @Test
    @DisplayName("J-12: JSON when AWS_LAMBDA_LOG_FORMAT says so, from AWS_LAMBDA_LOG_LEVEL on")
    void json() throws Exception {
        List<Map<String, Object>> log =
                logOf(Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON", "AWS_LAMBDA_LOG_LEVEL", "DEBUG")).stream()
                        .filter(line -> !line.isEmpty())
                        .map(JsonObjectReader::read)
                        .filter(line -> line.get("logger").equals("sample")) // the JDK logs its exit at DEBUG
                        .toList();
        assertThat(log).extracting(line -> line.get("level")).containsExactly("DEBUG", "INFO", "WARN", "ERROR", "INFO");
        assertThat(log)
                .extracting(line -> line.get("message"))
                .containsExactly("too quiet", "two\nlines", "3 left of 日本", "caught", "from a child");
        assertThat(log).allMatch(line -> line.get("AWSRequestId").equals("r-1"));
        assertThat(log.get(3)).containsEntry("errorType", "java.lang.IllegalStateException");
    }
}
