package dev.coldbrew.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.build.BuildProgress.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BootstrapBuildTest {
    private static final String LENGTH = "return \"\" + event.length();";

    private final List<Step> steps = new ArrayList<>();
    private Path folder;
    private FunctionCode code;
    private BootstrapResult result;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        this.folder = folder;
        code = FunctionCode.of(Sources.function(LENGTH).compileTo(folder.resolve("classes")));
        result = builder().build();
    }

    private BootstrapBuild builder() {
        return BootstrapBuild.of(code).output(folder.resolve("out")).progress(new BuildProgress() {
            @Override
            public void started(Step step) {
                steps.add(step);
            }
        });
    }

    @Test
    @DisplayName("a build goes through all steps and ends with a module whose classes are archived")
    void buildsModule() {
        assertThat(steps).containsExactly(Step.values());
        assertThat(result.mainClass()).isEqualTo("app.Main");
        assertThat(result.form()).isEqualTo(BootstrapResult.Form.MODULE);
        assertThat(result.classArchive()).isTrue();
        assertThat(result.warnings()).isEmpty();
        assertThat(result.upToDate()).isFalse();
        assertThat(result.bootstrap()).isExecutable();
        assertThat(result.zip()).hasSize(result.zipSize());
    }

    @Test
    @DisplayName("the same inputs build nothing again")
    void buildsNothingTwice() throws Exception {
        steps.clear();
        BootstrapResult again = builder().build();
        assertThat(again.upToDate()).isTrue();
        assertThat(steps).isEmpty();
        assertThat(again.parts()).isEqualTo(result.parts());
        assertThat(folder.resolve("out").toFile().list())
                .containsExactlyInAnyOrder("bootstrap", "coldbrew", "coldbrew.inputs", "function.zip");
    }
}
