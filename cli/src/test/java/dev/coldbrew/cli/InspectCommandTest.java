package dev.coldbrew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.launcher.Launcher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InspectCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int inspect(Object file, String... more) {
        String[] args = new String[2 + more.length];
        args[0] = "inspect";
        args[1] = file.toString();
        System.arraycopy(more, 0, args, 2, more.length);
        return Coldbrew.execute(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void aLauncherRuns() throws Exception {
        Path bootstrap = folder.resolve("bootstrap");
        Launcher launcher = Launcher.forThisMachine();
        launcher.writeTo(bootstrap);
        assertThat(inspect(bootstrap)).isZero();
        assertThat(out.toString())
                .contains(launcher.kind() == Launcher.Kind.STATIC ? ", static\n" : "script for /bin/sh\n")
                .contains("  ✓ provided.al2 ")
                .contains("  ✓ provided.al2023 ");
    }

    @Test
    void aZipWithoutBootstrapDoesNot() throws Exception {
        Path zip = folder.resolve("function.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("app/bootstrap"));
        }
        assertThat(inspect(zip, "--output", "json")).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.at("/zip/layout/0/name").asString()).isEqualTo("app/");
        assertThat(json.at("/verdicts")).hasSize(4).allSatisfy(verdict -> {
            assertThat(verdict.get("verdict").asString()).isEqualTo("fails");
            assertThat(verdict.get("reason").asString())
                    .isEqualTo("There is no file bootstrap at the root of the zip, but one in the folder app:"
                            + " zip the folder's content instead of the folder");
        });
    }

    @Test
    void aScriptAsJson() throws Exception {
        Path script = Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\n");
        assertThat(inspect(script, "-o", "json")).isZero();
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.at("/binary/form").asString()).isEqualTo("script");
        assertThat(json.at("/binary/interpreter").asString()).isEqualTo("/bin/sh");
    }

    @Test
    void itSaysWhatIsMissing() {
        assertThat(inspect("nowhere")).isEqualTo(1);
        assertThat(inspect(folder)).isEqualTo(1);
        assertThat(inspect(folder, "--output", "xml")).isEqualTo(2);
        assertThat(err.toString())
                .contains("There is no file nowhere")
                .contains(folder + " is a folder. Name a file in it")
                .doesNotContain("\tat ");
    }
}
