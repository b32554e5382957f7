package dev.coldbrew.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnvironmentLogTest {

    private final List<LogEvent> events = new ArrayList<>();
    private final EnvironmentLog log = new EnvironmentLog("/aws/lambda/f", "2026/01/01/[$LATEST]0", events::add);

    @Test
    @DisplayName("One event a line, \\r kept, however the output arrives (G-03)")
    void lines() {
        output("a\nb");
        output("c\r\n\nd");
        output("\n");
        assertThat(messages()).containsExactly("a", "bc\r", "", "d");
        assertThat(events).allMatch(event -> event.logGroup().equals("/aws/lambda/f"));
        assertThat(events).allMatch(event -> event.logStream().equals("2026/01/01/[$LATEST]0"));
    }

    @Test
    @DisplayName("A last line without its end becomes an event before the platform's next line (G-03)")
    void lastLine() {
        log.begin("START");
        output("no end");
        String tail = text(log.end("END", "REPORT"));
        assertThat(messages()).containsExactly("START", "no end", "END", "REPORT");
        assertThat(tail).isEqualTo("START\nno end\nEND\nREPORT\n");
    }

    @Test
    @DisplayName("The tail is the last 4,096 bytes (G-10)")
    void tail() {
        log.begin("START");
        output("x".repeat(5000) + "\n");
        output("y".repeat(1000) + "\n");
        assertThat(text(log.end("END")))
                .isEqualTo("x".repeat(4096 - 1 - 1001 - 4) + "\n" + "y".repeat(1000) + "\nEND\n");
    }

    @Test
    @DisplayName("The tail begins with START; init is no part of it (G-10)")
    void tailWithoutInit() {
        log.platform("INIT_START");
        output("init\n");
        log.endInit();
        log.begin("START");
        assertThat(text(log.end("END"))).isEqualTo("START\nEND\n");
        assertThat(messages()).containsExactly("INIT_START", "init", "START", "END");
    }

    @Test
    @DisplayName("What is printed between two invocations is told at once and belongs to the next (L-15)")
    void late() {
        log.begin("START 1");
        assertThat(text(log.end("END 1"))).isEqualTo("START 1\nEND 1\n");
        output("late\nlater");
        assertThat(messages()).endsWith("late");
        log.begin("START 2");
        assertThat(text(log.end("END 2"))).isEqualTo("START 2\nlate\nlater\nEND 2\n");
    }

    @Test
    @DisplayName("A line beyond 1 MiB is cut, so that memory stays bounded")
    void longLine() {
        output("x".repeat(EnvironmentLog.LONGEST_EVENT - 1));
        assertThat(events).isEmpty();
        output("yz\n");
        output("x".repeat(2 * EnvironmentLog.LONGEST_EVENT + 1) + "\n");
        assertThat(events.stream().map(event -> event.message().length))
                .containsExactly(
                        EnvironmentLog.LONGEST_EVENT, 1, EnvironmentLog.LONGEST_EVENT, EnvironmentLog.LONGEST_EVENT, 1);
        assertThat(messages().getFirst()).endsWith("xy");
    }

    private void output(String text) {
        byte[] bytes = ("??" + text).getBytes(StandardCharsets.UTF_8);
        log.output(bytes, 2, bytes.length - 2);
    }

    private List<String> messages() {
        return events.stream().map(event -> text(event.message())).toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
