package dev.coldbrew.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldbrew.inspect.Verdict.Outcome;
import dev.coldbrew.inspect.Verdict.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipReportTest {
    private static final Target TARGET = new Target(LambdaOs.PROVIDED_AL2023, Architecture.X86_64);
    private static final byte[] SCRIPT = "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ELF = TinyElf.dynamic(64, ByteOrder.LITTLE_ENDIAN, 62);

    @TempDir
    private Path folder;

    private interface Content {
        void write(ZipArchiveOutputStream zip) throws IOException;
    }

    private ZipReport report(Content content) throws IOException {
        Path file = folder.resolve("function.zip");
        try (var zip = new ZipArchiveOutputStream(file)) {
            content.write(zip);
        }
        return ZipReport.of(file);
    }

    private static void put(ZipArchiveOutputStream zip, String name, int mode, byte[] bytes) throws IOException {
        var entry = new ZipArchiveEntry(name);
        if (mode >= 0) {
            entry.setUnixMode(mode);
        }
        zip.putArchiveEntry(entry);
        zip.write(bytes);
        zip.closeArchiveEntry();
    }

    @Test
    @DisplayName("E-12, E-13: bootstrap at the root, executable")
    void aSoundZip() throws Exception {
        ZipReport report = report(zip -> {
            put(zip, "bootstrap", 0100755, SCRIPT);
            put(zip, "lib/libx.so", 0100644, ELF);
            put(zip, "lib/y.txt", 0100644, new byte[100]);
        });
        assertThat(report.verdict(TARGET))
                .isEqualTo(Verdict.runs("bootstrap is a script for /bin/sh, which provided.al2023 has"));
        assertThat(report.entries()).isEqualTo(3);
        assertThat(report.unzippedSize()).isEqualTo(SCRIPT.length + ELF.length + 100);
        assertThat(report.layout())
                .containsExactly(
                        new ZipReport.Part("lib/", ELF.length + 100L, 2),
                        new ZipReport.Part("bootstrap", SCRIPT.length, 1));
        assertThat(report.files().libraries()).containsOnlyKeys("lib/libx.so");
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void aLibraryThatNeedsTooNewAGlibcIsNamed() throws Exception {
        ZipReport report = report(zip -> {
            put(zip, "bootstrap", 0100755, SCRIPT);
            put(zip, "lib/libx.so", 0100644, ELF);
        });
        Verdict verdict = report.verdict(new Target(LambdaOs.PROVIDED_AL2, Architecture.X86_64));
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNSURE);
        assertThat(verdict.reason()).startsWith("lib/libx.so needs GLIBC_2.34 of libc.so.6, and provided.al2 has ");
    }

    @Test
    void withoutBootstrap() throws Exception {
        assertThat(report(zip -> put(zip, "main.py", 0100644, SCRIPT)).verdict(TARGET))
                .isEqualTo(
                        Verdict.fails("There is no file bootstrap at the root of the zip: that is what Lambda starts"));
        assertThat(report(zip -> put(zip, "dist/x/bootstrap", 0100755, SCRIPT)).verdict(TARGET))
                .isEqualTo(Verdict.fails("There is no file bootstrap at the root of the zip, but one in the folder"
                        + " dist/x: zip the folder's content instead of the folder"));
        assertThat(report(zip -> {}).verdict(TARGET).fails()).isTrue();
    }

    @Test
    @DisplayName("E-13: a zip without modes is one of 0644")
    void notExecutable() throws Exception {
        for (int mode : new int[] {0100644, -1}) {
            assertThat(report(zip -> put(zip, "bootstrap", mode, SCRIPT)).verdict(TARGET))
                    .isEqualTo(Verdict.fails("bootstrap isn't executable: its mode is 0644, and has to be 0755"));
        }
    }

    @Test
    void bootstrapMayBeALink() throws Exception {
        assertThat(report(zip -> {
                            put(zip, "run.sh", 0100755, SCRIPT);
                            put(zip, "bootstrap", UnixStat.LINK_FLAG | 0777, "run.sh".getBytes(StandardCharsets.UTF_8));
                        })
                        .verdict(TARGET)
                        .runs())
                .isTrue();
        assertThat(report(zip -> put(
                                zip, "bootstrap", UnixStat.LINK_FLAG | 0777, "gone".getBytes(StandardCharsets.UTF_8)))
                        .verdict(TARGET))
                .isEqualTo(Verdict.fails("bootstrap is a link to gone, which is no file of the zip"));
    }

    @Test
    @DisplayName("E-13: names that lead out are refused")
    void badNames() throws Exception {
        ZipReport report = report(zip -> {
            put(zip, "bootstrap", 0100755, SCRIPT);
            put(zip, "../evil", 0100755, SCRIPT);
            put(zip, "/etc/passwd", 0100755, SCRIPT);
        });
        assertThat(report.verdict(TARGET))
                .isEqualTo(Verdict.fails("The zip has names that lead out of the function's folder, so it is refused:"
                        + " ../evil, /etc/passwd"));
    }

    @Test
    void strayAndUnreadableFilesAreWarnings() throws Exception {
        ZipReport report = report(zip -> {
            put(zip, "bootstrap", 0100755, SCRIPT);
            put(zip, ".git/config", 0100644, SCRIPT);
            put(zip, "__MACOSX/._x", 0100644, SCRIPT);
            put(zip, "a/.DS_Store", 0100644, SCRIPT);
            put(zip, "secret", 0100600, SCRIPT);
        });
        assertThat(report.warnings())
                .containsExactly(
                        "The zip has files that don't belong into a function: .git/config, __MACOSX/._x, a/.DS_Store",
                        "Lambda's user can't read these files, as their modes don't let others: secret");
        assertThat(report.verdict(TARGET).runs()).isTrue();
    }

    @Test
    @DisplayName("E-14: 262,144,000 bytes unzipped at most")
    void tooLarge() throws Exception {
        byte[] megabytes = new byte[50 << 20];
        ZipReport report = report(zip -> {
            zip.setLevel(1);
            put(zip, "bootstrap", 0100755, SCRIPT);
            for (int i = 0; i < 5; i++) {
                put(zip, "part" + i, 0100644, megabytes);
            }
        });
        assertThat(report.verdict(TARGET))
                .isEqualTo(
                        Verdict.fails("The zip has 262,144,010 bytes unzipped, and Lambda takes 262,144,000 at most"));
    }

    @Test
    void aBrokenZipSaysSo() throws Exception {
        report(zip -> put(zip, "bootstrap", 0100755, SCRIPT));
        Path file = folder.resolve("function.zip");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 30));
        assertThatThrownBy(() -> Inspection.of(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is a broken zip: ");
    }

    @Test
    void theSameFilesUnpackedHaveTheSameVerdict() throws Exception {
        Path root = Files.createDirectories(folder.resolve("task/lib"));
        try (OutputStream out = Files.newOutputStream(root.resolve("libx.so"))) {
            out.write(ELF);
        }
        Path task = folder.resolve("task");
        assertThat(FunctionFiles.inFolder(task).verdict(TARGET).reason())
                .isEqualTo(report(zip -> put(zip, "x", 0100644, SCRIPT))
                        .verdict(TARGET)
                        .reason());
        Path bootstrap = Files.write(task.resolve("bootstrap"), SCRIPT);
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(FunctionFiles.inFolder(task).verdict(TARGET))
                .isEqualTo(report(zip -> put(zip, "bootstrap", -1, SCRIPT)).verdict(TARGET));
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(FunctionFiles.inFolder(task).verdict(new Target(LambdaOs.PROVIDED_AL2, Architecture.X86_64)))
                .isEqualTo(report(zip -> {
                            put(zip, "bootstrap", 0100755, SCRIPT);
                            put(zip, "lib/libx.so", 0100644, ELF);
                        })
                        .verdict(new Target(LambdaOs.PROVIDED_AL2, Architecture.X86_64)));
    }
}
