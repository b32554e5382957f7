package dev.coldbrew.inspect;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an ELF file says of itself: 32 or 64 bits, of either byte order, for any machine.
 *
 * @param bits 32 or 64
 * @param byteOrder of all its numbers
 * @param type one of {@link #TYPE_RELOCATABLE} and its like, or any other number
 * @param machine what its code is for
 * @param entry the address at which it starts; 0 if nowhere
 * @param segments what the kernel and the dynamic linker look at
 * @param sections what linkers and debuggers look at; empty when the file has none
 * @param interpreter the dynamic linker that the kernel starts instead of the file
 * @param dynamic what the dynamic linker looks at; {@link DynamicSection#NONE} when there is none
 * @param versionNeeds the symbol versions that it needs, by library
 */
public record ElfFile(
        int bits,
        ByteOrder byteOrder,
        int type,
        Machine machine,
        long entry,
        List<Segment> segments,
        List<Section> sections,
        Optional<String> interpreter,
        DynamicSection dynamic,
        List<VersionNeed> versionNeeds) {

    /** An object file, input of a linker. */
    public static final int TYPE_RELOCATABLE = 1;
    /** An executable at a fixed address. */
    public static final int TYPE_EXECUTABLE = 2;
    /** A shared library, or an executable that runs at any address. */
    public static final int TYPE_SHARED = 3;
    /** The memory of a process that crashed. */
    public static final int TYPE_CORE = 4;

    private static final int SECTION_SYMBOL_TABLE = 2;

    /** A section: its name (empty if the file keeps none), its type, and its bytes, in the file or (.bss) only in memory. */
    public record Section(String name, int type, long offset, long size) {}

    /** A segment: its type, where it lies in the file, its bytes there, its address and its bytes in memory. */
    public record Segment(int type, long offset, long fileSize, long address, long memorySize) {}

    /** A library and the versions of its symbols that are needed, such as {@code libc.so.6} and {@code GLIBC_2.34}. */
    public record VersionNeed(String library, List<String> versions) {}

    /**
     * The dynamic section.
     *
     * @param needed DT_NEEDED: the libraries that are loaded with it
     * @param soname DT_SONAME: the library's own name
     * @param rpath DT_RPATH: where libraries are looked for first
     * @param runpath DT_RUNPATH: the same, weaker
     * @param pie whether DF_1_PIE says that this is an executable rather than a library
     */
    public record DynamicSection(
            List<String> needed,
            Optional<String> soname,
            Optional<String> rpath,
            Optional<String> runpath,
            boolean pie) {
        /** Of a file without one. */
        public static final DynamicSection NONE =
                new DynamicSection(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * Reads a file.
     *
     * @throws ElfFormatException when it is no ELF file, or a broken one
     * @throws IOException when it can't be read
     */
    public static ElfFile of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return of(new ByteSource.OfFile(channel, channel.size()));
        }
    }

    /**
     * Reads a file's bytes.
     *
     * @throws ElfFormatException when they are no ELF file, or a broken one
     */
    public static ElfFile of(byte[] bytes) throws ElfFormatException {
        try {
            return of(new ByteSource.OfArray(bytes));
        } catch (ElfFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("an array can be read", e);
        }
    }

    static ElfFile of(ByteSource source) throws IOException {
        return new ElfReader(source).read();
    }

    /** Whether there is no symbol table ({@code .symtab}), so that neither debuggers nor profilers can name its functions. */
    public boolean stripped() {
        return sections.stream().noneMatch(section -> section.type() == SECTION_SYMBOL_TABLE);
    }

    /** Whether there is a section of this name. */
    public boolean hasSection(String name) {
        return sections.stream().anyMatch(section -> section.name().equals(name));
    }
}
