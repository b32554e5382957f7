package dev.coldbrew.build.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which targets a machine can build for; the machine is a folder of scripts. */
class TargetSupportTest {
    @TempDir
    private Path bin;

    private Machine machine;

    @BeforeEach
    void machine() {
        machine = new Machine(
                Map.of("PATH", bin.toString(), "HOME", bin.resolve("home").toString()),
                Path.of("/"),
                Path.of(System.getProperty("java.home")),
                Architecture.X86_64);
    }

    private void tool(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private List<String> missing(Target target) throws InterruptedException {
        return TargetSupport.of(machine, target).nativeForm().stream()
                .map(Missing::what)
                .toList();
    }

    @Test
    void aMachineWithNothingHasTheJvmFormForItself() throws Exception {
        assertThat(TargetSupport.of(machine, Target.X86_64_LINUX_GNU).jvm()).isEmpty();
        assertThat(TargetSupport.of(machine, Target.X86_64_LINUX_MUSL).jvm()).hasSize(1);
        assertThat(TargetSupport.of(machine, Target.AARCH64_LINUX_GNU)
                        .jvm()
                        .getFirst()
                        .what())
                .startsWith("a machine with aarch64");
    }

    @Test
    void theNativeFormLacksOneThingAfterTheOther() throws Exception {
        assertThat(missing(Target.X86_64_LINUX_MUSL))
                .containsExactly("GraalVM's native-image, not in " + GraalVm.PLACES, "x86_64-linux-musl-gcc");
        tool("native-image", "exit 0");
        tool("musl-gcc", "case \"$*\" in *-lz*) exit 1 ;; esac");
        assertThat(missing(Target.X86_64_LINUX_MUSL)).containsExactly("a static zlib for musl");
        tool("musl-gcc", "exit 0");
        assertThat(missing(Target.X86_64_LINUX_MUSL)).isEmpty();
        assertThat(missing(Target.X86_64_LINUX_GNU)).containsExactly("gcc");
        tool("gcc", "exit 0");
        assertThat(missing(Target.X86_64_LINUX_GNU)).isEmpty();
        assertThat(missing(Target.AARCH64_LINUX_MUSL)).hasSize(1);
    }

    @Test
    void aZlibOfOurOwnMakingCounts() throws Exception {
        tool("native-image", "exit 0");
        tool("musl-gcc", "case \"$*\" in *-L*-lz*) exit 0 ;; *-lz*) exit 1 ;; esac");
        Path own = MuslZlib.ownFolder(machine, Architecture.X86_64);
        Files.createDirectories(own);
        Files.writeString(own.resolve("libz.a"), "");
        NativeTools tools = NativeTools.find(machine, Target.X86_64_LINUX_MUSL, Optional.empty(), Optional.empty());
        assertThat(tools.missing()).isEmpty();
        assertThat(tools.zlibFolder()).contains(own);
    }

    @Test
    void whatTheUserNamesIsNotReplacedBySomethingElse() throws Exception {
        tool("native-image", "exit 0");
        tool("gcc", "exit 0");
        NativeTools tools = NativeTools.find(
                machine, Target.X86_64_LINUX_GNU, Optional.of(bin.resolve("nowhere")), Optional.of("tcc"));
        assertThat(tools.missing())
                .extracting(Missing::what)
                .containsExactly("GraalVM's native-image, not in " + bin.resolve("nowhere"), "the linker tcc");
    }
}
