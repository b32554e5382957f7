package dev.coldbrew.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainClassTest {
    private static final String CLASSIC =
            "package a; public class Classic { public static void main(String[] args) {} }";
    private static final String INSTANCE = "package a; class Instance { void main() {} }";
    private static final String NONE =
            "package a; public class None { private static void main(String[] a) {} static int main() { return 1; } }";

    @TempDir
    Path folder;

    private String find(Optional<String> named, String... sources) throws Exception {
        Path classes = Sources.of(sources).compileTo(folder.resolve("classes"));
        return MainClass.in(MergedClasses.of(List.of(classes), 25), named).name();
    }

    @Test
    @DisplayName("the only class with a main method is found, a private main or one with a result is none")
    void onlyOne() throws Exception {
        assertThat(find(Optional.empty(), CLASSIC, NONE)).isEqualTo("a.Classic");
    }

    @Test
    @DisplayName("an instance main as of Java 25 counts")
    void instanceMain() throws Exception {
        assertThat(find(Optional.empty(), INSTANCE, NONE)).isEqualTo("a.Instance");
    }

    @Test
    @DisplayName("two classes with a main method are named, and the user's choice settles it")
    void two() throws Exception {
        assertThatThrownBy(() -> find(Optional.empty(), CLASSIC, INSTANCE))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("a.Classic, a.Instance");
        assertThat(find(Optional.of("a.Instance"), CLASSIC, INSTANCE)).isEqualTo("a.Instance");
    }

    @Test
    @DisplayName("no class with a main method is an error that says what to write")
    void none() {
        assertThatThrownBy(() -> find(Optional.empty(), NONE))
                .hasMessageContaining("public static void main(String[] args)");
    }

    @Test
    @DisplayName("a main class that isn't there is an error that lists those that are")
    void notThere() {
        assertThatThrownBy(() -> find(Optional.of("a.Other"), CLASSIC))
                .hasMessageContaining("a.Other")
                .hasMessageContaining("a.Classic");
    }
}
