package dev.coldbrew.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldbrew.build.toolchain.Architecture;
import dev.coldbrew.build.toolchain.GraalVm;
import dev.coldbrew.build.toolchain.Machine;
import dev.coldbrew.build.toolchain.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How native-image is called, as a stand-in on the PATH records it: GraalVM itself is no part of a test machine. */
class NativeBuildTest {
    @TempDir
    private Path folder;

    private Path bin;
    private Path classes;
    private Machine machine;

    @BeforeEach
    void machine() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
        machine = new Machine(
                Map.of("PATH", bin.toString(), "HOME", folder.resolve("home").toString()),
                folder,
                Path.of(System.getProperty("java.home")),
                Architecture.X86_64);
        classes = Files.createDirectory(folder.resolve("classes"));
        Path source = Files.writeString(
                folder.resolve("Fn.java"),
                "package acme; public class Fn { public static void main(String[] args) {} }");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), source.toString()))
                .isZero();
    }

    private void tool(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Notes its arguments, and copies a real executable to where -o says. */
    private void nativeImage() throws IOException {
        tool(
                "native-image",
                "printf '%s\\n' \"$@\" > " + folder.resolve("arguments")
                        + "\nwhile [ \"$1\" != -o ]; do shift; done\ncp /bin/true \"$2\"");
    }

    private NativeBuild build(Target target) {
        return NativeBuild.of(FunctionCode.of(classes), target).machine(machine).output(folder.resolve("out"));
    }

    private List<String> arguments() throws IOException {
        return Files.readAllLines(folder.resolve("arguments"));
    }

    @Test
    void muslIsLinkedStatically() throws Exception {
        nativeImage();
        tool("x86_64-linux-musl-gcc", "exit 0");
        Path leftOver = folder.resolve("out/coldbrew/launch");
        Files.createDirectories(leftOver.getParent());
        Files.writeString(leftOver, "of a jvm build");

        NativeBuild.Result result = build(Target.X86_64_LINUX_MUSL)
                .heap(Optional.of("256m"))
                .arguments(List.of("-Ob"))
                .build();

        assertThat(arguments())
                .containsExactly(
                        "--no-fallback",
                        "-march=x86-64-v3",
                        "--static",
                        "--libc=musl",
                        "--native-compiler-path=" + bin.resolve("x86_64-linux-musl-gcc"),
                        "-R:MaxHeapSize=256m",
                        "-Ob",
                        "-o",
                        folder.resolve("out/bootstrap").toString(),
                        "-cp",
                        classes.toString(),
                        "acme.Fn");
        assertThat(result.bootstrap()).hasSameBinaryContentAs(Path.of("/bin/true"));
        try (ZipFile zip = new ZipFile(result.zip().toFile())) {
            assertThat(zip.stream()).hasSize(1).first().hasToString("bootstrap");
        }
    }

    @Test
    void glibcIsLeftOutOfAMostlyStaticOneAndNothingIsSaidForADynamicOne() throws Exception {
        nativeImage();
        tool("gcc", "exit 0");
        build(Target.X86_64_LINUX_GNU).linkage("mostly-static").build();
        assertThat(arguments()).contains("--static-nolibc").doesNotContain("--static", "--libc=musl");
        build(Target.X86_64_LINUX_GNU).linkage("dynamic").build();
        assertThat(arguments()).doesNotContain("--static-nolibc", "--static", "--libc=musl");
    }

    @Test
    void aMuslWithoutZlibIsToldBeforeNativeImageRuns() throws Exception {
        nativeImage();
        tool("musl-gcc", "case \"$*\" in *-lz*) exit 1 ;; esac");
        assertThatThrownBy(() -> build(Target.X86_64_LINUX_MUSL).build())
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("a static zlib for musl")
                .hasMessageContaining("fix: ");
        assertThat(folder.resolve("arguments")).doesNotExist();
    }

    @Test
    void withoutGraalVmTheJvmFormIsTheWayOut() {
        assertThatThrownBy(() -> build(Target.X86_64_LINUX_MUSL).build())
                .isInstanceOf(BuildException.class)
                .hasMessageContaining(GraalVm.INSTALL)
                .hasMessageContaining("coldbrew build --form jvm");
    }

    @Test
    void whatNativeImageSaysIsInTheError() throws Exception {
        tool("native-image", "echo Error: Main entry point class is missing; exit 20");
        tool("gcc", "exit 0");
        assertThatThrownBy(
                        () -> build(Target.X86_64_LINUX_GNU).linkage("dynamic").build())
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("exit code 20")
                .hasMessageContaining("Main entry point class is missing");
    }

    @Test
    void aLinkageThatDoesNotFitTheTargetIsRefused() {
        assertThatThrownBy(
                        () -> build(Target.X86_64_LINUX_GNU).linkage("static").build())
                .hasMessageContaining("can't be linked static");
    }
}
