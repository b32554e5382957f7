package dev.coldbrew.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.launcher.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaCheckTest {
    @TempDir
    private Path folder;

    @Test
    void aZipThatLambdaCannotStartIsToldInTheWordsOfInspect() throws Exception {
        Path zip = folder.resolve("function.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("coldbrew/launch"));
        }
        assertThat(LambdaCheck.warnings(zip))
                .containsExactly("There is no file bootstrap at the root of the zip: that is what Lambda starts");
    }

    @Test
    void whatTheBuildPacksIsFine() throws Exception {
        Launcher.forThisMachine().writeTo(folder.resolve("bootstrap"));
        Files.writeString(Files.createDirectory(folder.resolve("coldbrew")).resolve("launch"), "java\n");
        FunctionZip zip = FunctionZip.of(folder, folder.resolve("function.zip"));
        assertThat(LambdaCheck.warnings(zip.file())).isEmpty();
    }
}
