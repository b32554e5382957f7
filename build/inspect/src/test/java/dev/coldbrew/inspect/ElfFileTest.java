package dev.coldbrew.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldbrew.inspect.ElfFile.VersionNeed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElfFileTest {
    @ParameterizedTest
    @CsvSource({"32,true", "32,false", "64,true", "64,false"})
    void readsEveryClassAndByteOrder(int bits, boolean little) throws Exception {
        ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ElfFile elf = ElfFile.of(TinyElf.dynamic(bits, order, 62));

        assertThat(elf.bits()).isEqualTo(bits);
        assertThat(elf.byteOrder()).isEqualTo(order);
        assertThat(elf.machine()).isEqualTo(Machine.X86_64);
        assertThat(elf.interpreter()).contains("/lib64/ld-linux-x86-64.so.2");
        assertThat(elf.dynamic().needed()).containsExactly("libm.so.6", "libc.so.6");
        assertThat(elf.dynamic().rpath()).contains("$ORIGIN/lib");
        assertThat(elf.dynamic().runpath()).isEmpty();
        assertThat(elf.dynamic().pie()).isTrue();
        assertThat(elf.versionNeeds())
                .containsExactly(new VersionNeed("libc.so.6", List.of("GLIBC_2.17", "GLIBC_2.34")));
        assertThat(elf.sections()).extracting(ElfFile.Section::name).containsExactly(".symtab", ".strtab", ".text");
        assertThat(elf.sections().getLast().size()).isEqualTo(7);
        assertThat(elf.stripped()).isFalse();
    }

    /** Without its last byte, the section header table isn't all there; each shorter one breaks somewhere else. */
    @Test
    void everyTruncationIsRefused() {
        byte[] whole = TinyElf.dynamic(64, ByteOrder.LITTLE_ENDIAN, 62);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ElfFile.of(cut)).as("%d bytes", length).isInstanceOf(ElfFormatException.class);
        }
    }

    @Test
    void theMessageSaysWhatIsWrong() {
        assertThatThrownBy(() -> ElfFile.of("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("It is no ELF file: it doesn't begin with 7f 45 4c 46");
        byte[] whole = TinyElf.dynamic(64, ByteOrder.LITTLE_ENDIAN, 62);
        assertThatThrownBy(() -> ElfFile.of(Arrays.copyOf(whole, whole.length - 1)))
                .hasMessage("Segment 0 would be %d bytes at 0, but the file has %d: it is truncated or corrupt"
                        .formatted(whole.length, whole.length - 1));
        byte[] manySegments = whole.clone();
        ByteBuffer.wrap(manySegments).order(ByteOrder.LITTLE_ENDIAN).putShort(56, (short) 2000);
        assertThatThrownBy(() -> ElfFile.of(manySegments))
                .hasMessage("It has 2000 program headers, and the kernel takes 1170 at most");
        byte[] manySections = whole.clone();
        ByteBuffer.wrap(manySections).order(ByteOrder.LITTLE_ENDIAN).putShort(60, (short) -2);
        assertThatThrownBy(() -> ElfFile.of(manySections)).hasMessageContaining("The section header table would be 41");
    }

    /** A million names of 4 kB each out of a small file are no reason to run out of memory. */
    @Test
    void aStringThatIsNamedOftenIsBounded() {
        int sections = 60_000;
        ByteBuffer file = ByteBuffer.allocate(64 + 64 * sections + 4_000).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.putLong(40, 64)
                .putShort(58, (short) 64)
                .putShort(60, (short) sections)
                .putShort(62, (short) 1);
        for (int i = 0; i < sections; i++) {
            file.putInt(64 + 64 * i + 4, 1);
        }
        file.putLong(64 + 64 + 24, 64 + 64L * sections).putLong(64 + 64 + 32, 4_000);
        byte[] bytes = file.array();
        Arrays.fill(bytes, bytes.length - 4_000, bytes.length - 1, (byte) 'x');

        assertThatThrownBy(() -> ElfFile.of(bytes))
                .isInstanceOf(ElfFormatException.class)
                .hasMessage("Its names have more than 16777216 bytes together");
    }
}
