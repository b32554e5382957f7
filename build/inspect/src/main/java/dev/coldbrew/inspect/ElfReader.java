package dev.coldbrew.inspect;

import dev.coldbrew.inspect.ElfFile.DynamicSection;
import dev.coldbrew.inspect.ElfFile.Section;
import dev.coldbrew.inspect.ElfFile.Segment;
import dev.coldbrew.inspect.ElfFile.VersionNeed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an ELF file from front to end. Each number of the file is a claim: positions are held against the file's size, counts
 * against the limits below, which are far above what linkers make, and each chain goes forward only.
 */
final class ElfReader {
    static final int MAGIC = 0x7f454c46;

    private static final int SEGMENT_LOAD = 1;
    private static final int SEGMENT_DYNAMIC = 2;
    private static final int SEGMENT_INTERPRETER = 3;

    /** The kernel refuses more. */
    private static final int MAX_PROGRAM_HEADER_BYTES = 65_536;
    /** The kernel's PATH_MAX. */
    private static final int MAX_INTERPRETER = 4_096;

    private static final int MAX_SECTIONS = 65_535;
    private static final int MAX_DYNAMIC_ENTRIES = 65_536;
    private static final int MAX_NEEDED = 1_024;
    private static final int MAX_VERSIONS = 4_096;
    private static final int MAX_NAME = 4_096;
    /** Of all names together, since a small file can name the same long string often. */
    private static final int MAX_NAME_BYTES = 16 << 20;

    private final ByteSource source;
    private int nameBytes;
    private boolean wide;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    ElfReader(ByteSource source) {
        this.source = source;
    }

    ElfFile read() throws IOException {
        if (source.size() < 4 || source.read(0, 4, "The magic number").getInt() != MAGIC) {
            throw new ElfFormatException("It is no ELF file: it doesn't begin with 7f 45 4c 46");
        }
        ByteBuffer ident = source.read(0, 16, "The ELF identification");
        wide = switch (ident.get(4)) {
            case 1 -> false;
            case 2 -> true;
            default -> throw new ElfFormatException("Its class is neither 32 nor 64 bits: " + ident.get(4));
        };
        order = switch (ident.get(5)) {
            case 1 -> ByteOrder.LITTLE_ENDIAN;
            case 2 -> ByteOrder.BIG_ENDIAN;
            default -> throw new ElfFormatException("Its byte order is neither little nor big: " + ident.get(5));
        };
        ByteBuffer header = bytes(16, wide ? 48 : 36, "The ELF header");
        int type = u16(header);
        Machine machine = new Machine(u16(header));
        header.getInt(); // the version, always 1
        long entry = word(header);
        long programHeaders = word(header);
        long sectionHeaders = word(header);
        header.getInt(); // flags
        u16(header); // the header's own size
        int programHeaderSize = u16(header);
        int programHeaderCount = u16(header);
        int sectionHeaderSize = u16(header);
        int sectionCount = u16(header);
        int nameSection = u16(header);

        List<Segment> segments = segments(programHeaders, programHeaderSize, programHeaderCount);
        List<Section> sections = sections(sectionHeaders, sectionHeaderSize, sectionCount, nameSection);
        DynamicTable table = dynamicTable(segments);
        return new ElfFile(
                wide ? 64 : 32,
                order,
                type,
                machine,
                entry,
                segments,
                sections,
                interpreter(segments),
                table == null ? DynamicSection.NONE : dynamic(table),
                table == null ? List.of() : versionNeeds(table));
    }

    private List<Segment> segments(long offset, int size, int count) throws IOException {
        if (count == 0) {
            return List.of();
        }
        int needed = wide ? 56 : 32;
        if (size != needed) {
            throw new ElfFormatException("A program header has " + size + " bytes instead of " + needed);
        }
        if (count * size > MAX_PROGRAM_HEADER_BYTES) {
            throw new ElfFormatException("It has " + count + " program headers, and the kernel takes "
                    + MAX_PROGRAM_HEADER_BYTES / size + " at most");
        }
        ByteBuffer table = bytes(offset, count * size, "The program header table");
        List<Segment> segments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Segment segment = segment(table.position(i * size));
            boolean read = segment.type() >= SEGMENT_LOAD && segment.type() <= SEGMENT_INTERPRETER;
            if (read && !inFile(segment.offset(), segment.fileSize())) {
                throw new ElfFormatException(
                        "Segment " + i + " would be " + Long.toUnsignedString(segment.fileSize()) + " bytes at "
                                + Long.toUnsignedString(segment.offset()) + ", but the file has " + source.size()
                                + ": it is truncated or corrupt");
            }
            segments.add(segment);
        }
        return List.copyOf(segments);
    }

    private Segment segment(ByteBuffer at) {
        int type = at.getInt();
        if (wide) {
            at.getInt(); // flags
        }
        long offset = word(at);
        long address = word(at);
        word(at); // the physical address
        return new Segment(type, offset, word(at), address, word(at));
    }

    private List<Section> sections(long offset, int size, int claimed, int nameSection) throws IOException {
        if (offset == 0) {
            return List.of();
        }
        int needed = wide ? 64 : 40;
        if (size != needed) {
            throw new ElfFormatException("A section header has " + size + " bytes instead of " + needed);
        }
        long count = claimed;
        long nameIndex = nameSection;
        if (claimed == 0 || nameSection == 0xffff) {
            // Numbers that don't fit the header are in the first section's.
            ByteBuffer first = bytes(offset, size, "The first section header");
            count = claimed == 0 ? word(first.position(wide ? 32 : 20)) : claimed;
            nameIndex = nameSection == 0xffff ? first.getInt(wide ? 40 : 24) & 0xffffffffL : nameSection;
        }
        if (count < 0 || count > MAX_SECTIONS) {
            throw new ElfFormatException(
                    "It claims to have " + Long.toUnsignedString(count) + " sections: it is corrupt");
        }
        ByteBuffer table = bytes(offset, (int) count * size, "The section header table");
        Strings names = nameIndex == 0 || nameIndex >= count
                ? null
                : strings(table, (int) nameIndex * size, "The section names");
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            table.position(i * size);
            int name = table.getInt();
            int type = table.getInt();
            word(table); // flags
            word(table); // address
            if (type != 0) {
                sections.add(
                        new Section(names == null ? "" : names.at(name & 0xffffffffL), type, word(table), word(table)));
            }
        }
        return List.copyOf(sections);
    }

    private Strings strings(ByteBuffer table, int header, String what) throws IOException {
        table.position(header + 8);
        word(table); // flags
        word(table); // address
        return strings(word(table), word(table), what);
    }

    private Strings strings(long offset, long length, String what) throws IOException {
        if (!inFile(offset, length)) {
            throw new ElfFormatException(what + " would be " + Long.toUnsignedString(length) + " bytes at "
                    + Long.toUnsignedString(offset) + ", but the file has " + source.size()
                    + ": it is truncated or corrupt");
        }
        return new Strings(offset, length, what);
    }

    private Optional<String> interpreter(List<Segment> segments) throws IOException {
        for (Segment segment : segments) {
            if (segment.type() == SEGMENT_INTERPRETER) {
                if (segment.fileSize() < 2 || segment.fileSize() > MAX_INTERPRETER) {
                    throw new ElfFormatException(
                            "The name of its interpreter would have " + segment.fileSize() + " bytes: it is corrupt");
                }
                return Optional.of(
                        new Strings(segment.offset(), segment.fileSize(), "The name of its interpreter").at(0));
            }
        }
        return Optional.empty();
    }

    /** The dynamic section's raw entries, and the strings that they point into. */
    private record DynamicTable(List<long[]> entries, Strings strings, List<Segment> segments) {}

    private DynamicTable dynamicTable(List<Segment> segments) throws IOException {
        for (Segment segment : segments) {
            if (segment.type() == SEGMENT_DYNAMIC && segment.fileSize() > 0) {
                List<long[]> entries = dynamicEntries(segment);
                long address = value(entries, Tag.STRTAB, 0);
                long size = value(entries, Tag.STRSZ, 0);
                Strings strings = size == 0
                        ? null
                        : strings(fileOffset(segments, address, "The dynamic strings"), size, "The dynamic strings");
                return new DynamicTable(entries, strings, segments);
            }
        }
        return null;
    }

    private List<long[]> dynamicEntries(Segment segment) throws IOException {
        int size = wide ? 16 : 8;
        long count = segment.fileSize() / size;
        if (count > MAX_DYNAMIC_ENTRIES) {
            throw new ElfFormatException("Its dynamic section would have " + count + " entries: it is corrupt");
        }
        ByteBuffer table = bytes(segment.offset(), (int) count * size, "The dynamic section");
        List<long[]> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long tag = word(table);
            long value = word(table);
            if (tag == Tag.NULL) {
                break;
            }
            if (Tag.isRead(tag)) {
                entries.add(new long[] {tag, value});
            }
        }
        return entries;
    }

    private DynamicSection dynamic(DynamicTable table) throws IOException {
        List<String> needed = new ArrayList<>();
        for (long[] entry : table.entries()) {
            if (entry[0] == Tag.NEEDED) {
                if (needed.size() == MAX_NEEDED) {
                    throw new ElfFormatException("It needs more than " + MAX_NEEDED + " libraries: it is corrupt");
                }
                needed.add(string(table, entry[1]));
            }
        }
        return new DynamicSection(
                List.copyOf(needed),
                string(table, Tag.SONAME, table.entries()),
                string(table, Tag.RPATH, table.entries()),
                string(table, Tag.RUNPATH, table.entries()),
                (value(table.entries(), Tag.FLAGS_1, 0) & Tag.FLAG_1_PIE) != 0);
    }

    private static Optional<String> string(DynamicTable table, long tag, List<long[]> entries) throws IOException {
        for (long[] entry : entries) {
            if (entry[0] == tag) {
                return Optional.of(string(table, entry[1]));
            }
        }
        return Optional.empty();
    }

    private static String string(DynamicTable table, long offset) throws IOException {
        if (table.strings() == null) {
            throw new ElfFormatException("Its dynamic section names libraries, but has no strings: it is corrupt");
        }
        return table.strings().at(offset);
    }

    /** DT_VERNEED: a chain of libraries, each with a chain of versions. */
    private List<VersionNeed> versionNeeds(DynamicTable table) throws IOException {
        long count = value(table.entries(), Tag.VERNEEDNUM, 0);
        long address = value(table.entries(), Tag.VERNEED, 0);
        if (count == 0 || address == 0) {
            return List.of();
        }
        if (count < 0 || count > MAX_NEEDED) {
            throw new ElfFormatException(
                    "It claims to need versions of " + Long.toUnsignedString(count) + " libraries: it is corrupt");
        }
        long at = fileOffset(table.segments(), address, "The version needs");
        List<VersionNeed> needs = new ArrayList<>();
        int total = 0;
        for (long i = 0; i < count; i++) {
            ByteBuffer need = bytes(at, 16, "A version need");
            need.getShort(); // the version of this structure, always 1
            int versionCount = u16(need);
            String library = string(table, u32(need));
            long first = u32(need);
            long next = u32(need);
            total += versionCount;
            if (total > MAX_VERSIONS) {
                throw new ElfFormatException("It needs more than " + MAX_VERSIONS + " symbol versions: it is corrupt");
            }
            needs.add(new VersionNeed(library, versions(table, at + first, versionCount)));
            if (next == 0) {
                break;
            }
            at += next;
        }
        return List.copyOf(needs);
    }

    private List<String> versions(DynamicTable table, long offset, int count) throws IOException {
        List<String> versions = new ArrayList<>();
        long at = offset;
        for (int i = 0; i < count; i++) {
            ByteBuffer version = bytes(at, 16, "A needed symbol version");
            version.position(8); // behind hash, flags and index
            versions.add(string(table, u32(version)));
            long next = u32(version);
            if (next == 0) {
                break;
            }
            at += next;
        }
        return List.copyOf(versions);
    }

    /** Where an address of the running program lies in the file. */
    private static long fileOffset(List<Segment> segments, long address, String what) throws ElfFormatException {
        for (Segment segment : segments) {
            long inside = address - segment.address();
            if (segment.type() == SEGMENT_LOAD && inside >= 0 && inside < segment.fileSize()) {
                return segment.offset() + inside;
            }
        }
        throw new ElfFormatException(
                what + " would be at the address 0x" + Long.toHexString(address) + ", which no segment loads");
    }

    private static long value(List<long[]> entries, long tag, long otherwise) {
        for (long[] entry : entries) {
            if (entry[0] == tag) {
                return entry[1];
            }
        }
        return otherwise;
    }

    private ByteBuffer bytes(long offset, int length, String what) throws IOException {
        return source.read(offset, length, what).order(order);
    }

    private boolean inFile(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= source.size() && length <= source.size() - offset;
    }

    /** A number as wide as the file's class. */
    private long word(ByteBuffer buffer) {
        return wide ? buffer.getLong() : u32(buffer);
    }

    private static long u32(ByteBuffer buffer) {
        return buffer.getInt() & 0xffffffffL;
    }

    private static int u16(ByteBuffer buffer) {
        return buffer.getShort() & 0xffff;
    }

    /** The tags of a dynamic section that matter here. */
    private static final class Tag {
        static final long NULL = 0;
        static final long NEEDED = 1;
        static final long STRTAB = 5;
        static final long STRSZ = 10;
        static final long SONAME = 14;
        static final long RPATH = 15;
        static final long RUNPATH = 29;
        static final long FLAGS_1 = 0x6ffffffbL;
        static final long VERNEED = 0x6ffffffeL;
        static final long VERNEEDNUM = 0x6fffffffL;

        static final long FLAG_1_PIE = 0x08000000L;

        private Tag() {}

        static boolean isRead(long tag) {
            return tag == NEEDED
                    || tag == STRTAB
                    || tag == STRSZ
                    || tag == SONAME
                    || tag == RPATH
                    || tag == RUNPATH
                    || tag == FLAGS_1
                    || tag == VERNEED
                    || tag == VERNEEDNUM;
        }
    }

    /** A table of strings, each ended by a zero byte. */
    private final class Strings {
        private static final int CHUNK = 64;

        private final long offset;
        private final long length;
        private final String what;

        Strings(long offset, long length, String what) {
            this.offset = offset;
            this.length = length;
            this.what = what;
        }

        String at(long position) throws IOException {
            if (position < 0 || position >= length) {
                throw new ElfFormatException(what + ": one would be at " + Long.toUnsignedString(position) + " of "
                        + length + " bytes, so the file is corrupt");
            }
            StringBuilder text = new StringBuilder();
            for (long at = position; at < length && text.length() <= MAX_NAME; at += CHUNK) {
                int size = (int) Math.min(CHUNK, length - at);
                ByteBuffer chunk = source.read(offset + at, size, what);
                int end = 0;
                while (end < size && chunk.get(end) != 0) {
                    end++;
                }
                text.append(StandardCharsets.ISO_8859_1.decode(chunk.limit(end)));
                if (end < size) {
                    return counted(text.toString());
                }
            }
            throw new ElfFormatException(
                    what + ": one has no end within " + MAX_NAME + " bytes, so the file is corrupt");
        }

        private String counted(String text) throws ElfFormatException {
            nameBytes += text.length();
            if (nameBytes > MAX_NAME_BYTES) {
                throw new ElfFormatException("Its names have more than " + MAX_NAME_BYTES + " bytes together");
            }
            return text;
        }
    }
}
