package dev.coldbrew.platform.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentPoolTest {

    @TempDir
    Path folder;

    private LocalFunctions functions;

    @BeforeEach
    void open() throws Exception {
        functions = new LocalFunctions(folder, InvokerSettings.defaults());
    }

    @AfterEach
    void close() {
        functions.close();
    }

    @Test
    @DisplayName("A shell function answers, cold and then warm in the same environment (G-02 to G-05)")
    void coldAndWarm() throws Exception {
        var version = functions.shell("""
                echo init
                while next; do echo "got $event"; respond "$$ $event"; done
                """);

        var cold = functions.invoke(version, "{\"a\":1}");
        assertThat(cold.functionError()).isNull();
        assertThat(cold.payload()).endsWith(" {\"a\":1}");
        assertThat(cold.normalisedTail())
                .containsExactly(
                        "START RequestId: ID Version: $LATEST",
                        "got {\"a\":1}",
                        "END RequestId: ID",
                        "REPORT RequestId: ID\tDuration: T ms\tBilled Duration: N ms\tMemory Size: 128 MB"
                                + "\tMax Memory Used: N MB\tInit Duration: T ms\t");

        var warm = functions.invoke(version, "2");
        assertThat(warm.payload()).isEqualTo(cold.payload().replace("{\"a\":1}", "2"));
        assertThat(warm.normalisedTail())
                .containsExactly(
                        "START RequestId: ID Version: $LATEST",
                        "got 2",
                        "END RequestId: ID",
                        "REPORT RequestId: ID\tDuration: T ms\tBilled Duration: N ms\tMemory Size: 128 MB"
                                + "\tMax Memory Used: N MB\t");
    }
}
