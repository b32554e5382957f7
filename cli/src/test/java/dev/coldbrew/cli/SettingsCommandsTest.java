package dev.coldbrew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.build.toolchain.Architecture;
import dev.coldbrew.build.toolchain.Target;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code coldbrew config}, {@code coldbrew targets}, and the build that uses the settings. */
class SettingsCommandsTest {
    private static final Architecture OWN = Architecture.ofThisMachine();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int coldbrew(String... args) {
        return Coldbrew.execute(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void configTellsEachValueAndWhereItComesFrom() throws Exception {
        Files.writeString(folder.resolve("coldbrew.toml"), "heap = \"128m\"\ncompiler = \"tiered\"\n");
        assertThat(coldbrew("config", folder.toString(), "--heap=256m", "--jvm-arg=-Xss512k", "--tuned"))
                .isZero();
        assertThat(out.toString())
                .containsPattern("heap +256m +--heap\n")
                .containsPattern("compiler +tiered +\\S+coldbrew.toml, line 2\n")
                .containsPattern("tuned +true +--tuned\n")
                .containsPattern("jvm-args +\\[-Xss512k] +--jvm-arg\n")
                .containsPattern("form +jvm +default\n")
                .containsPattern("linker +- +not set\n");
    }

    @Test
    void aMistakeInTheFileStopsTheBuildBeforeItBegins() throws Exception {
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        Files.writeString(folder.resolve("coldbrew.toml"), "\nheap = 128\n");
        assertThat(coldbrew("build", folder.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("coldbrew.toml, line 2: heap is a text in quotes")
                .doesNotContain("\tat ");
    }

    @Test
    void theJvmFormRefusesATargetThatItCannotBeBuiltForHere() throws Exception {
        Path classes = TestFunction.compile(folder);
        assertThat(coldbrew("build", "--classes", classes.toString(), "--target", OWN.id() + "-linux-musl"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("To fix it: take " + OWN.id() + "-linux-gnu");
    }

    @Test
    void settingsReachTheLaunchFile() throws Exception {
        Path classes = TestFunction.compile(folder);
        Path output = folder.resolve("out");
        assertThat(coldbrew(
                        "build",
                        "--classes",
                        classes.toString(),
                        "--class-path",
                        TestFunction.runtime().toString(),
                        "--output",
                        output.toString(),
                        "--heap=96m",
                        "--tuned"))
                .as(err.toString())
                .isZero();
        assertThat(Files.readAllLines(output.resolve("coldbrew/launch")))
                .contains("-Xmx96m", "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0")
                .anyMatch(line -> line.startsWith("-XX:SharedArchiveFile="));
        assertThat(err.toString()).contains("classes come from the archive").doesNotContain("warning");
    }

    @Test
    void targetsTellsAllFourToAPersonAndToAProgram() {
        assertThat(coldbrew("targets")).isZero();
        for (Target target : Target.values()) {
            assertThat(out.toString()).contains(target.id() + "\n");
        }
        assertThat(out.toString()).containsPattern(OWN.id() + "-linux-gnu\n(?s:.*?)  jvm     yes\n");
        out.getBuffer().setLength(0);
        assertThat(coldbrew("targets", "--output", "json")).isZero();
        JsonNode rows = JsonMapper.shared().readTree(out.toString());
        assertThat(rows.size()).isEqualTo(Target.values().length);
        assertThat(rows.get(0).get("missingForJvm").get(0).get("fix").asString())
                .isNotBlank();
    }
}
