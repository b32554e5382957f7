package dev.coldbrew.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.runtime.api.ErrorReport;
import dev.coldbrew.runtime.json.JsonObjectReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LambdaLogTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private LambdaLog log(Map<String, String> variables) {
        LambdaLog log = new LambdaLog(variables, out);
        log.serve("r-1", null);
        return log;
    }

    @Test
    @DisplayName("G-03: an entry in text is one line, whatever it holds")
    void text() {
        ErrorReport error = ErrorReport.ofInvocation(new IllegalStateException("x\ny", new Error("z")), "-");
        log(Map.of()).write(LogLevel.ERROR, "a.B", "two\nlines", error);
        String line = out.toString(StandardCharsets.UTF_8);
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(line)
                .matches(
                        "(?s)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\tr-1\tERROR\ttwo\rlines: "
                                + "java\\.lang\\.IllegalStateException: x\ry\r\tat .*\rCaused by: java\\.lang\\.Error: z\r\tat .*\n");
    }

    @Test
    @DisplayName("J-12: JSON has AWS's keys")
    void json() {
        LambdaLog log = log(Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON"));
        log.serve("r-2", "blue");
        log.write(LogLevel.WARN, "a.B", "für \"日本\"\n", ErrorReport.ofInvocation(new Error("z"), "-"));
        Map<String, Object> line = JsonObjectReader.read(lines().get(0));
        assertThat(line)
                .containsEntry("level", "WARN")
                .containsEntry("message", "für \"日本\"\n")
                .containsEntry("logger", "a.B")
                .containsEntry("AWSRequestId", "r-2")
                .containsEntry("tenantId", "blue")
                .containsEntry("errorType", "java.lang.Error")
                .containsEntry("errorMessage", "z")
                .containsKeys("timestamp", "stackTrace");
        assertThat(lines().get(0)).contains("日本");
    }

    @ParameterizedTest
    @CsvSource({"TRACE,6", "debug,5", ",4", "nonsense,4", "WARN,3", "ERROR,2", "FATAL,1"})
    @DisplayName("G-22: AWS_LAMBDA_LOG_LEVEL is the lowest level that is printed; INFO by default")
    void level(String level, int printed) {
        LambdaLog log = log(level == null ? Map.of() : Map.of("AWS_LAMBDA_LOG_LEVEL", level));
        for (LogLevel each : LogLevel.values()) {
            log.write(each, "a.B", "m", null);
        }
        assertThat(lines()).hasSize(printed);
    }

    @Test
    @DisplayName("time stamps are UTC under any TZ, before 1970 too")
    void timestamps() {
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : List.of("UTC", "Asia/Kathmandu", "America/St_Johns")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertThat(at(1_710_349_016_246L)).isEqualTo("2024-03-13T16:56:56.246Z");
                assertThat(at(1_709_164_799_007L)).isEqualTo("2024-02-28T23:59:59.007Z");
                assertThat(at(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static String at(long millis) {
        return new LogEntry(millis, LogLevel.INFO, "", "", null, null).timestamp();
    }
}
