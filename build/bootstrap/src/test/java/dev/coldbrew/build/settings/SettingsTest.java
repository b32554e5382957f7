package dev.coldbrew.build.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldbrew.build.toolchain.Architecture;
import dev.coldbrew.build.toolchain.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One precedence for all settings, and what is refused. */
class SettingsTest {
    @TempDir
    private Path folder;

    private static Settings decide(
            SettingsSource commandLine, SettingsSource environment, SettingsSource file, SettingsSource plugin) {
        return Settings.of(commandLine, environment, file, plugin, Architecture.X86_64);
    }

    private SettingsSource file(String content) throws IOException {
        Files.writeString(folder.resolve(SettingsFile.NAME), content);
        return SettingsFile.in(folder);
    }

    private static SettingsSource heap(String heap, String origin) {
        return SettingsSource.empty().set(Setting.HEAP, List.of(heap), origin);
    }

    @Test
    void theFirstPlaceThatSaysSomethingWins() throws Exception {
        SettingsSource none = SettingsSource.empty();
        SettingsSource commandLine = heap("1m", "--heap");
        SettingsSource environment = SettingsSource.environment(Map.of("COLDBREW_HEAP", "2m"));
        SettingsSource file = file("heap = \"3m\"");
        SettingsSource plugin = heap("4m", "pom.xml");
        assertThat(decide(commandLine, environment, file, plugin).heap()).contains("1m");
        assertThat(decide(none, environment, file, plugin).heap()).contains("2m");
        assertThat(decide(none, none, file, plugin).heap()).contains("3m");
        assertThat(decide(none, none, none, plugin).heap()).contains("4m");
        assertThat(decide(none, none, none, none).heap()).isEmpty();
    }

    @Test
    void eachValueSaysWhereItComesFrom() throws Exception {
        Settings settings = decide(
                heap("64m", "--heap"),
                SettingsSource.environment(Map.of("COLDBREW_COMPILER", "tiered", "COLDBREW_FORM", " ")),
                file("# a comment\n\ntuned = true\n"),
                SettingsSource.empty());
        assertThat(settings.get(Setting.HEAP).orElseThrow().origin()).isEqualTo("--heap");
        assertThat(settings.get(Setting.COMPILER).orElseThrow().origin()).isEqualTo("COLDBREW_COMPILER");
        assertThat(settings.get(Setting.TUNED).orElseThrow().origin()).endsWith("coldbrew.toml, line 3");
        assertThat(settings.get(Setting.FORM).orElseThrow().origin()).isEqualTo("default");
        assertThat(settings.get(Setting.LINKER)).isEmpty();
    }

    @Test
    void aNativeExecutableIsStaticWithMuslUnlessToldOtherwise() throws Exception {
        assertThat(decide(
                                SettingsSource.empty(),
                                SettingsSource.empty(),
                                SettingsSource.empty(),
                                SettingsSource.empty())
                        .target())
                .isEqualTo(Target.X86_64_LINUX_GNU);
        Settings musl = decide(
                SettingsSource.empty(), SettingsSource.empty(), file("form = \"native\""), SettingsSource.empty());
        assertThat(musl.target()).isEqualTo(Target.X86_64_LINUX_MUSL);
        assertThat(musl.linkage()).isEqualTo("static");
        Settings gnu = decide(
                SettingsSource.empty(),
                SettingsSource.empty(),
                file("form = \"native\"\ntarget = \"x86_64-linux-gnu\""),
                SettingsSource.empty());
        assertThat(gnu.linkage()).isEqualTo("mostly-static");
    }

    @Test
    void theUsersOwnArgumentsComeLastAndSoWin() throws Exception {
        Settings settings = decide(
                SettingsSource.empty(),
                SettingsSource.environment(Map.of("COLDBREW_NATIVE_ARGS", "-Ob  --verbose")),
                file("heap = \"256m\"\ncompiler = \"tiered\"\njvm-args = [\"-Xss512k\", \"-Da=b c\"]"),
                SettingsSource.empty());
        assertThat(settings.jvmArguments())
                .containsExactly("-Xmx256m", "-XX:TieredStopAtLevel=4", "-Xss512k", "-Da=b c");
        assertThat(settings.nativeArguments()).containsExactly("-Ob", "--verbose");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heep = \"1m\"              | there is no setting \"heep\". There are: target, form,",
                "heap = \"lots\"            | heap is auto or a size such as 256m, unlike \"lots\"",
                "heap = 256                 | heap is a text in quotes: auto or a size such as 256m; this is a number: 256",
                "tuned = \"true\"           | tuned is true or false, without quotes; this is a text: \"true\"",
                "jvm-args = \"-Xss1m\"      | jvm-args is a list: [\"first\", \"second\"]; this is a text",
                "jvm-args = [1]             | jvm-args is a list of texts in quotes; this is a number: 1",
                "target = \"sparc\"         | target is one of x86_64-linux-musl, x86_64-linux-gnu",
                "[build]                    | there is no setting \"build\"",
                "\"a.b\" = 1                | there is no setting \"a.b\"",
                "heap = = 1                 | Unexpected",
            })
    void whatCannotBeIsToldWithItsLine(String line, String message) {
        assertThatThrownBy(() -> file("form = \"jvm\"\n" + line))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("coldbrew.toml, line 2: ")
                .hasMessageContaining(message);
    }

    @Test
    void aWrongVariableIsToldByItsName() {
        assertThatThrownBy(() -> SettingsSource.environment(Map.of("COLDBREW_FORM", "script")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("COLDBREW_FORM: form is jvm or native, unlike \"script\"");
    }
}
