package dev.coldbrew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands, as a user types them. */
class CommandsTest {
    @TempDir
    private static Path folder;

    private static Path project;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int coldbrew(String... args) {
        return Coldbrew.execute(new PrintWriter(out), new PrintWriter(err), args);
    }

    @BeforeAll
    static void build() throws Exception {
        project = Files.createDirectories(folder.resolve("acme"));
        TestFunction.zip(project);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "build", "inspect", "local", "invoke", "doctor", "config", "targets"})
    void everyCommandHasHelp(String command) {
        assertThat(coldbrew(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: coldbrew " + command).contains("--verbose");
    }

    @Test
    void versionIsTheProjects() {
        assertThat(coldbrew("--version")).isZero();
        assertThat(out.toString()).matches("coldbrew \\d+\\.\\d+\\.\\d+\\S*\\s+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "invoke", "local --port x", "invoke a --event e --payload p"})
    void aWrongCommandLineIsStatus2(String line) {
        assertThat(coldbrew(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).startsWith("coldbrew: ").doesNotContain("\tat ");
    }

    @Test
    void buildTakesClassesWithoutMaven() throws Exception {
        Path here = Files.createDirectories(folder.resolve("plain"));
        Path classes = TestFunction.compile(here);
        assertThat(coldbrew(
                        "build",
                        "--classes",
                        classes.toString(),
                        "--class-path",
                        TestFunction.runtime().toString(),
                        "--output",
                        here.resolve("out").toString()))
                .isZero();
        assertThat(here.resolve("out/function.zip")).isRegularFile();
        assertThat(err.toString()).contains("Packing function.zip").contains(" MB zipped, ");
    }

    @Test
    void buildSaysWhatIsMissing() {
        assertThat(coldbrew("build", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("There is no pom.xml in " + folder).doesNotContain("\tat ");
    }

    @Test
    void invokePrintsTheResultAndTheLogApart() {
        assertThat(coldbrew("invoke", project.toString(), "--payload", "{\"n\": 1}", "--repeat", "2"))
                .isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("{\"n\": 1}\n{\"n\": 1}\n");
        assertThat(err.toString())
                .contains("START RequestId: ")
                .contains("INFO\tgot {\"n\": 1}", "printed 日本")
                .contains("REPORT RequestId: ")
                .containsOnlyOnce("Init Duration"); // cold, then warm
    }

    @Test
    void invokeReadsAnEventFile() throws Exception {
        Path event = Files.writeString(folder.resolve("event.json"), "[1]");
        assertThat(coldbrew(
                        "invoke",
                        project.resolve("target/coldbrew/function.zip").toString(),
                        "-e",
                        event.toString()))
                .isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("[1]\n");
    }

    @Test
    void aFailingFunctionIsStatus1AndItsErrorTheResult() {
        assertThat(coldbrew("invoke", project.toString(), "--payload", "\"fail\""))
                .isEqualTo(1);
        assertThat(out.toString()).contains("\"errorMessage\":\"as asked\"", "java.lang.IllegalStateException");
    }

    @Test
    @DisplayName("R-04, R-35: what main throws before it runs a handler is the result")
    void aFailingMainIsTheResult() {
        assertThat(coldbrew("invoke", project.toString(), "--env", "FAIL_INIT=1"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "\"errorMessage\":\"bad configuration\"",
                        "java.lang.IllegalArgumentException",
                        "acme.Acme.main");
        assertThat(err.toString()).contains("Status: error\tError Type: Runtime.BadFunctionCode");
    }

    @Test
    void aPayloadThatIsNoJsonIsRefusedInLambdasWords() {
        assertThat(coldbrew("invoke", project.toString(), "--payload", "{")).isEqualTo(1);
        assertThat(err.toString()).contains("InvalidRequestContentException: Could not parse request body into json");
    }

    @Test
    void invokeSaysWhatIsMissing() {
        assertThat(coldbrew("invoke", "nowhere.zip")).isEqualTo(1);
        assertThat(coldbrew("invoke", folder.toString())).isEqualTo(1);
        assertThat(coldbrew("invoke", project.toString(), "--event", "nowhere.json"))
                .isEqualTo(1);
        assertThat(coldbrew("invoke", "f", "--endpoint", "nonsense")).isEqualTo(1);
        assertThat(coldbrew("invoke", "f", "--endpoint", "http://127.0.0.1:9")).isEqualTo(1);
        assertThat(err.toString())
                .contains("There is no nowhere.zip. Build it first with: coldbrew build")
                .contains("There is no event file nowhere.json")
                .contains("An endpoint is a URL such as http://127.0.0.1:9070, unlike nonsense")
                .contains("No Lambda answers at http://127.0.0.1:9")
                .doesNotContain("\tat ");
    }

    @Test
    void verboseAddsTheStackTrace() {
        assertThat(coldbrew("invoke", "f", "--endpoint", "http://127.0.0.1:9", "-v"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("\tat dev.coldbrew.cli.");
    }
}
