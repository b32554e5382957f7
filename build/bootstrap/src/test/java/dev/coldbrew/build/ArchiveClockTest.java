package dev.coldbrew.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveClockTest {
    private static final int CHECKSUM = 312;
    private static final int TIME = 8000;

    @TempDir
    Path folder;

    private Path archive(String name, int checksum, long time) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(9000).order(ByteOrder.nativeOrder());
        bytes.putInt(0, 0xf00baba2)
                .putInt(CHECKSUM, checksum)
                .putLong(TIME, time)
                .putLong(TIME + 8, 77);
        return Files.write(folder.resolve(name), bytes.array());
    }

    @Test
    @DisplayName("times and checksums that differ become 0, all else stays")
    void stopsClock() throws Exception {
        Path one = archive("one", 11, 1_888_596);
        assertThat(ArchiveClock.stop(one, archive("two", 22, 1_890_637))).isTrue();
        assertThat(one).hasBinaryContent(Files.readAllBytes(archive("expected", 0, 0)));
    }

    @Test
    @DisplayName("what is no time that has passed between two archives leaves them as they are")
    void leavesOtherDifferences() throws Exception {
        Path one = archive("one", 11, 1_888_596);
        byte[] before = Files.readAllBytes(one);
        assertThat(ArchiveClock.stop(one, archive("earlier", 11, 1_888_595))).isFalse();
        assertThat(ArchiveClock.stop(one, archive("muchLater", 11, 0x7000_0000_0000L)))
                .isFalse();
        assertThat(ArchiveClock.stop(one, Files.write(folder.resolve("shorter"), new byte[10])))
                .isFalse();
        assertThat(one).hasBinaryContent(before);
    }
}
