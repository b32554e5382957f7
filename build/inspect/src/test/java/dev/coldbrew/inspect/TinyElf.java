package dev.coldbrew.inspect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes an ELF file of some hundred bytes, of any class and byte order, that has all that the reader looks at. */
final class TinyElf {
    private static final int LOAD_ADDRESS = 0x10000;

    private final boolean wide;
    private final ByteOrder order;
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> offsets = new LinkedHashMap<>();

    private TinyElf(int bits, ByteOrder order) {
        this.wide = bits == 64;
        this.order = order;
        strings.write(0);
    }

    /** A dynamic executable that needs GLIBC_2.17 and GLIBC_2.34 of libc.so.6, libm.so.6, and has an rpath and a symbol table. */
    static byte[] dynamic(int bits, ByteOrder order, int machine) {
        return new TinyElf(bits, order).write(machine);
    }

    private int string(String text) {
        return offsets.computeIfAbsent(text, t -> {
            int at = strings.size();
            strings.writeBytes((t + "\0").getBytes(StandardCharsets.US_ASCII));
            return at;
        });
    }

    private byte[] write(int machine) {
        for (String text : new String[] {
            "libm.so.6", "libc.so.6", "$ORIGIN/lib", "GLIBC_2.17", "GLIBC_2.34", ".symtab", ".strtab", ".text"
        }) {
            string(text);
        }
        int header = wide ? 64 : 52;
        int segment = wide ? 56 : 32;
        int section = wide ? 64 : 40;
        int dynamicEntry = wide ? 16 : 8;
        byte[] interpreter = "/lib64/ld-linux-x86-64.so.2\0".getBytes(StandardCharsets.US_ASCII);
        int interpreterAt = header + 3 * segment;
        int dynamicAt = interpreterAt + interpreter.length;
        int dynamicSize = 9 * dynamicEntry;
        int versionsAt = dynamicAt + dynamicSize;
        int stringsAt = versionsAt + 3 * 16;
        int sectionsAt = stringsAt + strings.size();
        int size = sectionsAt + 4 * section;

        ByteBuffer out = ByteBuffer.allocate(size).order(order);
        out.put(new byte[] {
            0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 2), 1
        });
        out.position(16);
        out.putShort((short) ElfFile.TYPE_SHARED).putShort((short) machine).putInt(1);
        words(out, LOAD_ADDRESS, header, sectionsAt);
        out.putInt(0).putShort((short) header).putShort((short) segment).putShort((short) 3);
        out.putShort((short) section).putShort((short) 4).putShort((short) 2);

        segment(out, 1, 0, size);
        segment(out, 3, interpreterAt, interpreter.length);
        segment(out, 2, dynamicAt, dynamicSize);
        out.put(interpreter);
        words(out, 1, string("libm.so.6"), 1, string("libc.so.6"), 15, string("$ORIGIN/lib"));
        words(out, 5, LOAD_ADDRESS + stringsAt, 10, strings.size());
        words(out, 0x6ffffffe, LOAD_ADDRESS + versionsAt, 0x6fffffff, 1, 0x6ffffffb, 0x08000000, 0, 0);
        out.putShort((short) 1)
                .putShort((short) 2)
                .putInt(string("libc.so.6"))
                .putInt(16)
                .putInt(0);
        out.putInt(0).putInt(0).putInt(string("GLIBC_2.17")).putInt(16);
        out.putInt(0).putInt(0).putInt(string("GLIBC_2.34")).putInt(0);
        out.put(strings.toByteArray());
        section(out, 0, 0, 0, 0);
        section(out, string(".symtab"), 2, 0, 0);
        section(out, string(".strtab"), 3, stringsAt, strings.size());
        section(out, string(".text"), 1, 0, 7);
        return out.array();
    }

    private void segment(ByteBuffer out, int type, int offset, int size) {
        out.putInt(type);
        if (wide) {
            out.putInt(4);
        }
        words(out, offset, LOAD_ADDRESS + offset, 0, size, size);
        if (!wide) {
            out.putInt(4);
        }
        words(out, 1);
    }

    private void section(ByteBuffer out, int name, int type, int offset, int size) {
        out.putInt(name).putInt(type);
        words(out, 0, 0, offset, size);
        out.putInt(0).putInt(0);
        words(out, 1, 0);
    }

    private void words(ByteBuffer out, int... values) {
        for (int value : values) {
            if (wide) {
                out.putLong(value & 0xffffffffL);
            } else {
                out.putInt(value);
            }
        }
    }
}
