package dev.coldbrew.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkSearchTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasNamedComesBeforeWhatLiesAround() throws IOException {
        Path named = jdk("named", "25.0.3");
        jdk("jvm/a", "26");
        assertThat(search(named).find()).contains(named);
    }

    @Test
    void whatIsTooOldIsPassedOver() throws IOException {
        Path old = jdk("old", "21.0.9");
        jdk("jvm/a-java-8", "1.8.0_452");
        Path young = jdk("jvm/b", "26-ea");
        jdk("jvm/c", "27");
        assertThat(search(old, folder.resolve("nowhere")).find()).contains(young);
    }

    @Test
    void aRuntimeWithoutJlinkIsNoJdk() throws IOException {
        Path runtime = jdk("runtime", "25");
        Files.delete(runtime.resolve("bin/jlink"));
        assertThat(search(runtime).find()).isEmpty();
    }

    @Test
    void aReleaseFileWithoutAVersionIsNoJdk() throws IOException {
        Path strange = jdk("strange", "soon");
        assertThat(search(strange).find()).isEmpty();
    }

    @Test
    void bundlesOfMacAreFound() throws IOException {
        Path home = jdk("jvm/temurin-25.jdk/Contents/Home", "25");
        assertThat(search().find()).contains(home);
    }

    @Test
    void pathComesLastAndItsLinksAreFollowed() throws IOException {
        Path home = jdk("somewhere", "25");
        Path javac = Files.createFile(home.resolve("bin/javac"));
        assertThat(javac.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/javac"), javac);
        assertThat(search().find()).contains(home.toRealPath());
    }

    private JdkSearch search(Path... first) {
        return new JdkSearch(List.of(first), List.of(folder.resolve("jvm")), List.of(folder.resolve("bin")));
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        for (String tool : List.of("java", "jlink")) {
            assertThat(Files.createFile(home.resolve("bin").resolve(tool))
                            .toFile()
                            .setExecutable(true))
                    .isTrue();
        }
        return home;
    }
}
