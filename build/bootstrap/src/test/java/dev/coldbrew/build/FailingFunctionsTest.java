package dev.coldbrew.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldbrew.build.BootstrapResult.Form;
import dev.coldbrew.launcher.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users hear when something is wrong, and what is done about it. */
class FailingFunctionsTest {
    @TempDir
    Path folder;

    private BootstrapBuild build(Sources sources) throws Exception {
        return BootstrapBuild.of(FunctionCode.of(sources.compileTo(folder.resolve("classes"))))
                .output(folder.resolve("out"));
    }

    @Test
    @DisplayName("a main that ends without asking for an event fails the build, with its output, and leaves no result")
    void neverAsks() throws Exception {
        BootstrapBuild build = build(
                Sources.of(
                        "package app; class Main { public static void main(String[] a) { System.out.println(\"just that\"); } }"));
        assertThatThrownBy(build::build)
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("exit code 0 before it asked for an event")
                .hasMessageContaining("just that");
        assertThat(folder.resolve("out/coldbrew.inputs")).doesNotExist();
        assertThat(folder.resolve("out").toFile().list()).noneMatch(name -> name.startsWith("work"));
    }

    @Test
    @DisplayName("a main that throws fails the build, with its stack trace")
    void throwsInInit() throws Exception {
        BootstrapBuild build = build(
                Sources.of(
                        "package app; class Main { public static void main(String[] a) { throw new IllegalStateException(\"no way\"); } }"));
        assertThatThrownBy(build::build)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("IllegalStateException: no way")
                .hasMessageContaining("Main.java:1");
    }

    @Test
    @DisplayName("R-04: a function that posts init/error fails the build with the error's body")
    void postsInitError() throws Exception {
        BootstrapBuild build = build(Sources.of("""
                package app;
                class Main {
                    public static void main(String[] args) throws Exception {
                        String[] address = System.getenv("AWS_LAMBDA_RUNTIME_API").split(":");
                        try (var socket = new java.net.Socket(address[0], Integer.parseInt(address[1]))) {
                            String body = "{\\"errorMessage\\":\\"no table\\"}";
                            socket.getOutputStream().write(("POST /2018-06-01/runtime/init/error HTTP/1.1\\r\\nContent-Length: "
                                    + body.length() + "\\r\\n\\r\\n" + body).getBytes());
                            socket.getInputStream().read();
                        }
                        System.exit(3);
                    }
                }
                """));
        assertThatThrownBy(build::build)
                .hasMessageContaining("failed before it asked for an event")
                .hasMessageContaining("no table");
    }

    @Test
    @DisplayName("a function that ends while it handles an event fails the build")
    void exitsInHandler() throws Exception {
        assertThatThrownBy(build(Sources.function("System.exit(7); return \"\";"))::build)
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("0 events");
    }

    @Test
    @DisplayName(
            "a sample event that ends in an error is a warning; the shell launcher and a collector of one's own do as well")
    void handlerThrows() throws Exception {
        Path good = Files.writeString(folder.resolve("good.json"), "1");
        Path bad = Files.writeString(folder.resolve("bad.json"), "2");
        BootstrapResult result = build(Sources.function(
                        "if (event.equals(\"2\")) throw new RuntimeException(\"not two\"); return event;"))
                .sampleEvents(List.of(good, bad))
                .launcher(Launcher.shell())
                .jvmArguments(List.of(
                        "-XX:+UseParallelGC", "-Dmail=me@/home", "--add-opens=java.base/java.lang=coldbrew.function"))
                .modules(List.of("jdk.localedata"))
                .build();
        assertThat(result.warnings()).singleElement().asString().contains("not two");
        assertThat(result.launcher()).isEqualTo(Launcher.Kind.SHELL);
        assertThat(result.classArchive()).isTrue();
        assertThat(Files.readAllLines(folder.resolve("out/coldbrew/launch")))
                .contains("-Dmail=me@@/home", "-XX:+UseParallelGC")
                .doesNotContain("-XX:+UseSerialGC");
        assertThat(Files.readString(folder.resolve("out/coldbrew/jre/release"))).contains("jdk.localedata");
    }

    @Test
    @DisplayName("a main class without a package, as of Java 25, stays in a jar, with the reason")
    void withoutPackage() throws Exception {
        BootstrapResult result = build(Sources.of(
                        Sources.LOOP, "class Main { void main() throws Exception { loop.Loop.run(e -> e); } }"))
                .build();
        assertThat(result.form()).isEqualTo(Form.CLASS_PATH);
        assertThat(result.classPathReason().orElseThrow()).contains("without a package: Main.class");
        assertThat(result.warnings()).singleElement().asString().contains("Main.class");
        assertThat(result.classArchive()).isTrue();
    }

    @Test
    @DisplayName("a wrong JDK, module, event, argument or path is named")
    void namesWhatIsWrong() throws Exception {
        Sources sources = Sources.of("package app; class Main { public static void main(String[] a) {} }");
        assertThatThrownBy(build(sources).jdk(folder)::build).hasMessageContaining("no JDK in " + folder);
        assertThatThrownBy(build(sources).modules(List.of("no.such"))::build).hasMessageContaining("no module no.such");
        assertThatThrownBy(build(sources).sampleEvents(List.of(folder.resolve("no.json")))::build)
                .hasMessageContaining("no.json");
        assertThatThrownBy(() -> FunctionCode.of(folder.resolve("nowhere"))).hasMessageContaining("nowhere");
    }
}
