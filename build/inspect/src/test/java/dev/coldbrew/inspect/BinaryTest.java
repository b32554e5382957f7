package dev.coldbrew.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldbrew.inspect.Binary.Elf;
import dev.coldbrew.inspect.Binary.Linkage;
import dev.coldbrew.inspect.Verdict.Outcome;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real executables: each fact against readelf, each verdict against what is known of the file. */
class BinaryTest {
    @TempDir
    private Path folder;

    private static final boolean ON_X86_64 = System.getProperty("os.arch").equals("amd64");

    @BeforeEach
    void readelf() {
        assumeTrue(Binaries.find("readelf").isPresent(), "readelf is not installed (apt-get install binutils)");
    }

    private static Elf elf(Path file) throws Exception {
        assertThat(Binary.of(file)).isInstanceOf(Elf.class);
        Elf elf = (Elf) Binary.of(file);
        Readelf.of(file).check(elf.file());
        return elf;
    }

    private static Verdict verdict(Path file, LambdaOs os, Architecture architecture) throws Exception {
        return Inspection.of(file).verdict(new Verdict.Target(os, architecture));
    }

    private static Verdict verdict(Path file, LambdaOs os) throws Exception {
        return verdict(file, os, Architecture.ofThisMachine());
    }

    @Test
    void ourLauncherIsStaticAndMusl() throws Exception {
        Path launcher = Binaries.launcher();
        Elf elf = elf(launcher);
        assertThat(elf.linkage()).isEqualTo(Linkage.STATIC);
        assertThat(elf.libc()).isEqualTo(new Libc(Libc.Family.MUSL, "it has musl's own text \"No error information\""));
        assertThat(elf.file().stripped()).isTrue();
        for (LambdaOs os : LambdaOs.values()) {
            assertThat(verdict(launcher, os))
                    .isEqualTo(
                            Verdict.runs("bootstrap is static: it brings all that it needs, whatever libc is there"));
        }
    }

    @Test
    void binLsIsDynamicAndGlibc() throws Exception {
        Path ls = Path.of("/bin/ls").toRealPath();
        Elf elf = elf(ls);
        assumeTrue(elf.libc().family() == Libc.Family.GLIBC, "this machine's /bin/ls is linked with " + elf.libc());
        assertThat(elf.linkage()).isEqualTo(Linkage.DYNAMIC);
        assertThat(elf.libc().how()).startsWith("its interpreter is /lib");
        assertThat(elf.glibcVersions()).containsKey("libc.so.6");
        GlibcVersion newest = elf.glibcVersions().values().stream()
                .max(GlibcVersion::compareTo)
                .orElseThrow();
        for (LambdaOs os : LambdaOs.values()) {
            if (newest.compareTo(os.glibc()) > 0) {
                assertThat(verdict(ls, os).outcome()).isEqualTo(Outcome.FAILS);
                assertThat(verdict(ls, os).reason())
                        .startsWith(ls.getFileName() + " needs GLIBC_" + newest + " of lib")
                        .contains(", and " + os.id() + " has glibc " + os.glibc() + ": build it on a system with");
            } else {
                assertThat(verdict(ls, os).fails()).isFalse();
            }
        }
    }

    @Test
    void aDynamicGlibcProgramNeedsThatGlibc() throws Exception {
        Path program = Binaries.c(folder, "gcc", "-Wl,-rpath,$ORIGIN/lib");
        Elf elf = elf(program);
        assertThat(elf.linkage()).isEqualTo(Linkage.DYNAMIC);
        assertThat(elf.file().stripped()).isFalse();
        assertThat(elf.file().dynamic().rpath().or(elf.file().dynamic()::runpath))
                .contains("$ORIGIN/lib");
        assertThat(elf.glibcVersions()).containsOnlyKeys("libc.so.6");
    }

    @Test
    void aStaticGlibcProgramRunsEverywhere() throws Exception {
        Path program = Binaries.c(folder, "gcc", "-static", "-s");
        Elf elf = elf(program);
        assertThat(elf.linkage()).isEqualTo(Linkage.STATIC);
        assertThat(elf.libc()).isEqualTo(new Libc(Libc.Family.GLIBC, "it has glibc's note .note.ABI-tag"));
        assertThat(elf.file().stripped()).isTrue();
        assertThat(verdict(program, LambdaOs.PROVIDED_AL2).runs()).isTrue();
    }

    @Test
    void aStaticPieIsNoSharedLibrary() throws Exception {
        Path program = Binaries.c(folder, "gcc", "-static-pie");
        Elf elf = elf(program);
        assertThat(elf.linkage()).isEqualTo(Linkage.STATIC_PIE);
        assertThat(elf.libc().family()).isEqualTo(Libc.Family.GLIBC);
        assertThat(verdict(program, LambdaOs.PROVIDED_AL2).reason()).startsWith("bootstrap is static-pie: ");
    }

    @Test
    void aSharedLibraryIsNoProgram() throws Exception {
        Path library = Binaries.c(folder, "gcc", "-shared", "-fPIC");
        assertThat(elf(library).linkage()).isEqualTo(Linkage.SHARED_LIBRARY);
        assertThat(verdict(library, LambdaOs.PROVIDED_AL2023))
                .isEqualTo(Verdict.fails("bootstrap is a shared library: link an executable"));
    }

    @Test
    void anObjectFileIsNoProgram() throws Exception {
        Path object = Binaries.c(folder, "gcc", "-c");
        assertThat(elf(object).linkage()).isEqualTo(Linkage.NOT_EXECUTABLE);
        assertThat(verdict(object, LambdaOs.PROVIDED_AL2023).fails()).isTrue();
    }

    @Test
    void aDynamicMuslProgramLacksItsInterpreter() throws Exception {
        Path program = Binaries.c(folder, "musl-gcc");
        Elf elf = elf(program);
        assertThat(elf.linkage()).isEqualTo(Linkage.DYNAMIC);
        String interpreter = elf.file().interpreter().orElseThrow();
        assertThat(elf.libc()).isEqualTo(new Libc(Libc.Family.MUSL, "its interpreter is " + interpreter));
        assertThat(verdict(program, LambdaOs.PROVIDED_AL2023))
                .isEqualTo(Verdict.fails("bootstrap needs the interpreter " + interpreter
                        + ", and provided.al2023 has no such file: link it statically, or with glibc"));
    }

    @Test
    void aStaticMuslProgramIsToldByItsTexts() throws Exception {
        assertThat(elf(Binaries.c(folder, "musl-gcc", "-static", "-s")).libc().family())
                .isEqualTo(Libc.Family.MUSL);
    }

    @Test
    void goNeedsNoLibc() throws Exception {
        Path program = Binaries.go(folder);
        Elf elf = elf(program);
        assertThat(elf.linkage()).isEqualTo(Linkage.STATIC);
        assertThat(elf.libc().family()).isEqualTo(Libc.Family.NONE);
        assertThat(verdict(program, LambdaOs.PROVIDED_AL2).runs()).isTrue();
    }

    @Test
    void anotherMachinesProgramIsToldFromThisOnes() throws Exception {
        assumeTrue(ON_X86_64, "this machine is no x86_64, so aarch64 is not another one");
        Path program = Binaries.c(folder, "aarch64-linux-gnu-gcc", "-static");
        Elf elf = elf(program);
        assertThat(elf.file().machine()).isEqualTo(Machine.AARCH64);
        assertThat(verdict(program, LambdaOs.PROVIDED_AL2023, Architecture.ARM64)
                        .runs())
                .isTrue();
        assertThat(verdict(program, LambdaOs.PROVIDED_AL2023, Architecture.X86_64))
                .isEqualTo(Verdict.fails("bootstrap is for aarch64, and the function's machine is x86_64:"
                        + " build it for x86_64, or give the function the architecture arm64"));
        Path dynamic = Binaries.c(folder, "aarch64-linux-gnu-gcc");
        assertThat(elf(dynamic).file().interpreter()).contains("/lib/ld-linux-aarch64.so.1");
    }

    @Test
    void aMachineThatLambdaDoesNotHave() throws Exception {
        Path program = Files.write(folder.resolve("bootstrap"), TinyElf.dynamic(64, ByteOrder.BIG_ENDIAN, 22));
        assertThat(verdict(program, LambdaOs.PROVIDED_AL2023, Architecture.X86_64))
                .isEqualTo(Verdict.fails(
                        "bootstrap is for s390x, and Lambda has x86_64 and arm64 only: build it for x86_64"));
        Path narrow = Files.write(folder.resolve("bootstrap"), TinyElf.dynamic(32, ByteOrder.LITTLE_ENDIAN, 62));
        assertThat(verdict(narrow, LambdaOs.PROVIDED_AL2023, Architecture.X86_64)
                        .reason())
                .startsWith("bootstrap is for x86_64 (32-bit), and Lambda has ");
    }

    @Test
    void glibcVersionsAreCompared() throws Exception {
        Path program = Files.write(folder.resolve("bootstrap"), TinyElf.dynamic(64, ByteOrder.LITTLE_ENDIAN, 62));
        assertThat(verdict(program, LambdaOs.PROVIDED_AL2023, Architecture.X86_64))
                .isEqualTo(Verdict.runs("bootstrap needs glibc 2.34, and provided.al2023 has 2.34"));
        assertThat(verdict(program, LambdaOs.PROVIDED_AL2, Architecture.X86_64))
                .isEqualTo(Verdict.fails("bootstrap needs GLIBC_2.34 of libc.so.6, and provided.al2 has glibc 2.26:"
                        + " build it on a system with that glibc or an older one, or link it statically"));
    }

    @Test
    void scripts() throws Exception {
        Path script = folder.resolve("bootstrap");
        Files.writeString(script, "#! /bin/sh -eu \nexit 0\n");
        assertThat(Binary.of(script)).isEqualTo(new Binary.Script("/bin/sh", Optional.of("-eu")));
        assertThat(verdict(script, LambdaOs.PROVIDED_AL2023))
                .isEqualTo(Verdict.runs("bootstrap is a script for /bin/sh, which provided.al2023 has"));
        Files.writeString(script, "#!/usr/bin/python3\n");
        assertThat(verdict(script, LambdaOs.PROVIDED_AL2023).reason())
                .startsWith("bootstrap is a script for /usr/bin/python3, and provided.al2023 has no such file");
        Files.writeString(script, "#!/opt/node\n");
        assertThat(verdict(script, LambdaOs.PROVIDED_AL2023).outcome()).isEqualTo(Outcome.UNSURE);
        Files.writeString(script, "#!/bin/sh\r\nexit 0\r\n");
        assertThat(verdict(script, LambdaOs.PROVIDED_AL2023).reason()).contains("Windows line ends");
        Files.writeString(script, "#!\n");
        assertThat(verdict(script, LambdaOs.PROVIDED_AL2023).reason()).contains("names no interpreter");
    }

    @Test
    void whatIsNoExecutable() {
        assertThat(Binary.of(new byte[0])).isEqualTo(new Binary.NotExecutable("is empty"));
        assertThat(Binary.of("hello".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new Binary.NotExecutable("is neither an ELF file nor a script that begins with #!"));
        assertThat(Binary.of(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}))
                .isEqualTo(
                        new Binary.NotExecutable("is a broken ELF file: The ELF identification would be 16 bytes at 0,"
                                + " but the file has 7: it is truncated or corrupt"));
    }
}
