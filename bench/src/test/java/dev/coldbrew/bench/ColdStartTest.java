package dev.coldbrew.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness runs for real; no test asserts a time. */
class ColdStartTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter progress = new StringWriter();

    @Test
    void measuresColdbrewBesideTheFloor() throws Exception {
        assumeTrue(Tool.find("musl-gcc").isPresent(), "SKIPPED: no musl-gcc on PATH, install musl-tools");
        Path floor = Files.createDirectory(folder.resolve("floor"));
        Path coldbrew = Files.createDirectory(folder.resolve("coldbrew"));
        List<Variant> variants =
                List.of(new CompiledFloor().prepare(floor), new ColdbrewBootstrap(Task.STRING).prepare(coldbrew));

        List<Summary> summaries = new InterleavedRun(1, 20, 1).measure(variants, new PrintWriter(progress, true));

        assertThat(summaries)
                .as(progress.toString())
                .extracting(Summary::variant)
                .isEqualTo(variants);
        assertThat(summaries).allSatisfy(summary -> {
            Measurement median = summary.median();
            assertThat(median.firstNextMillis()).isPositive();
            assertThat(median.firstResponseMillis()).isGreaterThan(median.firstNextMillis());
            assertThat(median.peakRssMegabytes()).isPositive();
            assertThat(median.p50Micros()).isPositive();
            assertThat(median.p99Micros()).isGreaterThanOrEqualTo(median.p50Micros());
        });
        assertThat(new Report(summaries).results().lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("|") && line.endsWith("|"))
                .anyMatch(line -> line.startsWith("| C, static"))
                .anyMatch(line -> line.startsWith("| Coldbrew, JVM") && line.endsWith("1.00 |  1.00 |  1.00 |"));
    }

    @Test
    void aVariantThatAnswersWrongGivesNoNumbers() throws IOException, InterruptedException {
        Variant liar = script("""
                #!/bin/sh
                api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
                for invocation in first second; do
                    id=$(curl -s -D - -o /dev/null "$api/next" | tr -d '\\r' | sed -n 's/^Lambda-Runtime-Aws-Request-Id: //p')
                    curl -s -d '"not what was asked"' "$api/$id/response"
                done
                """);
        assumeTrue(Tool.find("curl").isPresent(), "SKIPPED: no curl on PATH");

        assertThatThrownBy(() -> Measurement.of(liar, 1))
                .isInstanceOf(RunFailedException.class)
                .hasMessage("liar, string: wrong answer: \"not what was asked\"");
    }

    @Test
    void aVariantThatEndsIsReportedWithWhatItWroteAndLeftOutAfterAWhile() throws IOException, InterruptedException {
        Variant broken = script("""
                #!/bin/sh
                echo no such handler
                exit 3
                """);

        List<Summary> summaries = new InterleavedRun(9, 1, 1).measure(List.of(broken), new PrintWriter(progress, true));

        assertThat(summaries).isEmpty();
        assertThat(progress.toString())
                .containsOnlyOnce("left out from now on")
                .contains("ended with status 3. It wrote:\n    no such handler");
    }

    @Test
    void keepsWhatIsWrittenAroundTheResults() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), """
                # Ours
                <!-- begin cold-start: written by the benchmark -->
                old
                <!-- end cold-start -->
                The end.
                """);

        new GeneratedSection(page, "cold-start").replace("new");

        assertThat(page).hasContent("""
                # Ours
                <!-- begin cold-start: written by the benchmark -->

                new

                <!-- end cold-start -->
                The end.
                """);
    }

    @Test
    void leavesAPageWithoutAPlaceForTheResultsAlone() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "# Ours\n");

        assertThatThrownBy(() -> new GeneratedSection(page, "cold-start").replace("new"))
                .hasMessageContaining("<!-- begin cold-start: written by the benchmark -->");
        assertThat(page).hasContent("# Ours\n");
    }

    @Test
    void namesTheVariantsWhenNoneIsChosen() {
        assertThat(run("--only", "pascal")).isEqualTo(2);
        assertThat(progress.toString()).contains("Coldbrew, JVM, record").contains("AWS's client, POJO handler, tuned");
        assertThat(run("--rounds", "0")).isEqualTo(2);
    }

    @Test
    void saysBeforeItMeasuresThatThereIsNoPage() {
        assertThat(run("--page", folder.resolve("none.md").toString())).isEqualTo(1);
        assertThat(progress.toString()).contains("There is no page").doesNotContain("building");
    }

    @Test
    void takesAnswersByTheirMeaningAndNotByTheirBytes() {
        assertThat(Task.STRING.isAnsweredBy(Task.STRING.event())).isTrue();
        assertThat(Task.STRING.isAnsweredBy("\"else\"".getBytes(UTF_8))).isFalse();
        assertThat(Task.RECORD.isAnsweredBy(Task.RECORD.event())).isFalse();
        assertThat(Task.RECORD.isAnsweredBy(new byte[] {'{'})).isFalse();
    }

    private int run(String... arguments) {
        return ColdStart.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(progress, true))
                .execute(arguments);
    }

    private Variant script(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("bootstrap"), text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Variant("liar", Task.STRING, folder, List.of(script.toString()), "./bootstrap");
    }
}
