package dev.coldbrew.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.maven.ItProject.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plugin in real builds by a real Maven, on whatever Java that runs. */
class MavenPluginIT {
    @Test
    void packageMakesAFunctionAndDoesNothingWhenNothingHasChanged() throws Exception {
        ItProject project = ItProject.copy("minimal", "minimal");

        Outcome first = project.mvn("package");
        assertThat(first.output()).contains("BUILD SUCCESS", "main class com.example.Echo", "Packing function.zip");
        assertThat(first.status()).isZero();
        assertThat(project.zip()).isRegularFile();
        assertThat(project.folder().resolve("target/coldbrew/bootstrap")).isExecutable();

        Map<Path, String> written = project.writtenFiles("target/coldbrew");
        Outcome second = project.mvn("package");
        assertThat(second.output()).contains("BUILD SUCCESS", "Nothing changed since the last build");
        assertThat(project.writtenFiles("target/coldbrew")).isEqualTo(written);
    }

    @Test
    void theSameProjectGivesTheSameZipByMavenAndByColdbrewBuild() throws Exception {
        ItProject byMaven = ItProject.copy("orders", "orders");
        Outcome maven = byMaven.mvn("package");
        assertThat(maven.output()).contains("BUILD SUCCESS", "main class com.example.orders.Orders");

        ItProject byColdbrew = ItProject.copy("orders", "orders-by-coldbrew-build");
        Outcome coldbrew =
                byColdbrew.coldbrew("build", ".", "--add-module", "jdk.zipfs", "--jvm-arg=-Dgreeting=h\u00e9llo, you");
        assertThat(coldbrew.output()).contains("Packing function.zip");
        assertThat(coldbrew.status()).isZero();

        assertThat(Files.readString(byMaven.folder().resolve("target/coldbrew/coldbrew/launch")))
                .contains("\n-Dgreeting=h\u00e9llo, you\n");
        assertThat(byMaven.zip()).hasSameBinaryContentAs(byColdbrew.zip());
    }

    @Test
    void aFunctionThatCannotBeBuiltFailsTheBuildWithOneMessage() throws Exception {
        Outcome outcome = ItProject.copy("two-mains", "two-mains").mvn("package");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("BUILD FAILURE", "com.example.Echo", "com.example.Other")
                .doesNotContain("\tat ");
    }

    @Test
    void skippedItMakesNothing() throws Exception {
        ItProject project = ItProject.copy("two-mains", "skipped");
        Outcome outcome = project.mvn("package", "-Dcoldbrew.skip");
        assertThat(outcome.output()).contains("BUILD SUCCESS", "Skipped");
        assertThat(project.folder().resolve("target/coldbrew")).doesNotExist();
    }
}
