package dev.coldbrew.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.build.toolchain.Architecture;
import dev.coldbrew.build.toolchain.Machine;
import dev.coldbrew.cli.doctor.Finding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks, on machines that a test makes up: a folder for the PATH, one for the root. */
class CheckTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @TempDir
    private Path folder;

    private Path bin;
    private Path root;
    private Path home;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void machine() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
        root = Files.createDirectory(folder.resolve("root"));
        home = Files.createDirectory(folder.resolve("home"));
        environment.put("PATH", bin.toString());
        environment.put("HOME", home.toString());
    }

    private Finding look(Check check) throws InterruptedException {
        return look(check, Architecture.X86_64);
    }

    private Finding look(Check check, Architecture architecture) throws InterruptedException {
        return check.look(new Machine(environment, root, Path.of(System.getProperty("java.home")), architecture));
    }

    private Path script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!" + SHELL + "\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private void file(String absolute, String content) throws IOException {
        Path file = root.resolve(absolute.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void anEmptyMachineHasOnlyTheJdkAndEveryOtherFindingSaysHowToInstallIt() throws Exception {
        Machine empty = new Machine(environment, root, Path.of(System.getProperty("java.home")), Architecture.X86_64);
        assertThat(Check.lookAt(empty)).allSatisfy(finding -> {
            if (finding.name().equals("JDK")) {
                assertThat(finding.status()).isEqualTo(Status.FOUND);
                assertThat(finding.version().orElseThrow())
                        .startsWith(Integer.toString(Runtime.version().feature()));
            } else {
                assertThat(finding.status()).as(finding.name()).isEqualTo(Status.MISSING);
                assertThat(finding.fix().orElseThrow()).isNotBlank();
            }
        });
    }

    @Test
    void aJdkWithoutJlinkOrOfAnOlderJavaIsUnusable() throws Exception {
        Path jdk = folder.resolve("jdk");
        script(jdk.resolve("bin/java"), "exit 0");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        Machine machine = new Machine(environment, root, jdk, Architecture.X86_64);
        assertThat(new JdkCheck().look(machine).reason()).contains("it has no jlink");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        assertThat(new JdkCheck().look(machine).reason()).contains("it is older than Java 25");
    }

    @Test
    void aToolTellsItsVersion() throws Exception {
        Path crun = script(bin.resolve("crun"), "echo crun version 1.8.1; echo commit: f8a096be0");
        Finding finding = look(new ToolCheck("crun", "crun", "containers", "install it"));
        assertThat(finding.status()).isEqualTo(Status.FOUND);
        assertThat(finding.where()).contains(crun.toString());
        assertThat(finding.version()).contains("1.8.1");
    }

    @Test
    void aToolThatDoesNotRunIsUnusable() throws Exception {
        script(bin.resolve("crun"), "echo crun: libsystemd.so.0 is missing >&2; exit 127");
        Finding finding = look(new ToolCheck("crun", "crun", "containers", "install it"));
        assertThat(finding.status()).isEqualTo(Status.UNUSABLE);
        assertThat(finding.reason().orElseThrow()).contains("libsystemd.so.0 is missing");
    }

    @Test
    void graalVmIsFoundByItsVariableFirstAndInSdkmansFolderLast() throws Exception {
        Path sdkman = script(
                home.resolve(".sdkman/candidates/java/25-graalce/bin/native-image"), "echo native-image 25 2025-09-16");
        assertThat(look(new GraalVmCheck()).where()).contains(sdkman.toString());
        assertThat(look(new GraalVmCheck()).version()).contains("native-image 25 2025-09-16");
        Path onPath = script(bin.resolve("native-image"), "echo native-image 24");
        assertThat(look(new GraalVmCheck()).where()).contains(onPath.toString());
        Path named = script(folder.resolve("graal/bin/native-image"), "echo native-image 26");
        environment.put("GRAALVM_HOME", folder.resolve("graal").toString());
        Finding finding = look(new GraalVmCheck());
        assertThat(finding.where()).contains(named.toString());
        assertThat(finding.reason()).contains("found by GRAALVM_HOME");
    }

    @Test
    void muslsCompilerSaysForWhatAndAsksItselfForZlib() throws Exception {
        script(bin.resolve("musl-gcc"), "case \"$*\" in *-lz*) exit 1 ;; esac; echo 12.2.0");
        Finding musl = look(new MuslCheck());
        assertThat(musl.version()).contains("12.2.0");
        assertThat(musl.reason()).contains("for x86_64-linux-musl");
        assertThat(look(new MuslZlibCheck()).fix().orElseThrow()).contains("./configure --static");
        script(bin.resolve("musl-gcc"), "exit 0");
        assertThat(look(new MuslZlibCheck()).status()).isEqualTo(Status.FOUND);
    }

    @Test
    void bubblewrapHasToRunACommand() throws Exception {
        script(bin.resolve("bwrap"), "[ \"$1\" = --version ] && echo bubblewrap 0.8.0");
        Finding refused = look(new BubblewrapCheck());
        assertThat(refused.status()).isEqualTo(Status.UNUSABLE);
        assertThat(refused.version()).contains("0.8.0");
        script(bin.resolve("bwrap"), "echo bubblewrap 0.8.0");
        assertThat(look(new BubblewrapCheck()).status()).isEqualTo(Status.FOUND);
    }

    @Test
    void kvmInSoftwareIsRefused() throws Exception {
        file("/dev/kvm", "");
        file("/sys/module/kvm_pvm/uevent", "");
        file("/sys/module/kvm_intel/uevent", "");
        assertThat(look(new KvmCheck()).reason().orElseThrow()).contains("kvm_pvm");
    }

    @Test
    void kvmNeedsAModuleOfTheProcessorsMakerOnX86() throws Exception {
        file("/dev/kvm", "");
        assertThat(look(new KvmCheck()).status()).isEqualTo(Status.UNUSABLE);
        assertThat(look(new KvmCheck(), Architecture.AARCH64).status()).isEqualTo(Status.FOUND);
        file("/sys/module/kvm_amd/uevent", "");
        assertThat(look(new KvmCheck()).status()).isEqualTo(Status.FOUND);
    }

    @Test
    void cgroupsOfBothVersionsAreToldApart() throws Exception {
        file("/sys/fs/cgroup/memory/tasks", "");
        Finding partly = look(new CgroupCheck());
        assertThat(partly.status()).isEqualTo(Status.UNUSABLE);
        assertThat(partly.reason()).contains("these controllers are missing: cpu, pids");
        file("/sys/fs/cgroup/cpu/tasks", "");
        file("/sys/fs/cgroup/pids/tasks", "");
        assertThat(look(new CgroupCheck()).version()).contains("v1");
        file("/sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory pids\n");
        file("/proc/self/cgroup", "0::/user.slice/mine\n");
        file("/sys/fs/cgroup/user.slice/mine/cgroup.procs", "");
        Finding second = look(new CgroupCheck());
        assertThat(second.version()).contains("v2");
        assertThat(second.status()).isEqualTo(Status.FOUND);
        assertThat(second.where().orElseThrow()).endsWith("/user.slice/mine");
    }

    @Test
    void credentialsAreSeenAndNeverTold() throws Exception {
        environment.put("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE");
        assertThat(look(new AwsCredentialsCheck()).status()).isEqualTo(Status.MISSING); // half a pair is none
        environment.put("AWS_SECRET_ACCESS_KEY", "wJalrEXAMPLE");
        Finding finding = look(new AwsCredentialsCheck());
        assertThat(finding.status()).isEqualTo(Status.FOUND);
        assertThat(finding.toString()).doesNotContain("AKIAEXAMPLE", "wJalrEXAMPLE");
    }
}
