package dev.coldbrew.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.inspect.ElfFile.VersionNeed;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What readelf -hlVd and -S print of a file: the facts that ours are held against. */
record Readelf(String text, String sections) {
    private static final Map<String, String> MACHINES =
            Map.of("Advanced Micro Devices X86-64", "x86_64", "AArch64", "aarch64");
    private static final Map<String, Integer> TYPES = Map.of("REL", 1, "EXEC", 2, "DYN", 3, "CORE", 4);

    static Readelf of(Path file) throws Exception {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        return new Readelf(
                Binaries.run(
                        folder,
                        List.of("readelf", "-hlVdW", file.toAbsolutePath().toString())),
                Binaries.run(
                        folder, List.of("readelf", "-SW", file.toAbsolutePath().toString())));
    }

    void check(ElfFile elf) {
        assertThat("ELF" + elf.bits()).isEqualTo(only("Class:\\s+(\\S+)"));
        assertThat(elf.byteOrder() == ByteOrder.LITTLE_ENDIAN ? "little" : "big")
                .isEqualTo(only("Data:.*, (\\w+) endian"));
        assertThat(elf.machine().name()).isEqualTo(MACHINES.get(only("Machine:\\s+(.*)")));
        assertThat(elf.type()).isEqualTo(TYPES.get(only("Type:\\s+(\\w+)")));
        assertThat("0x" + Long.toHexString(elf.entry())).isEqualTo(only("Entry point address:\\s+(\\w+)"));
        assertThat(elf.segments()).hasSize(Integer.parseInt(only("Number of program headers:\\s+(\\d+)")));
        assertThat(elf.interpreter()).isEqualTo(first("Requesting program interpreter: (.*)\\]"));
        assertThat(elf.dynamic().needed()).isEqualTo(all("\\(NEEDED\\).*\\[(.*)\\]"));
        assertThat(elf.dynamic().soname()).isEqualTo(first("\\(SONAME\\).*\\[(.*)\\]"));
        assertThat(elf.dynamic().rpath()).isEqualTo(first("\\(RPATH\\).*\\[(.*)\\]"));
        assertThat(elf.dynamic().runpath()).isEqualTo(first("\\(RUNPATH\\).*\\[(.*)\\]"));
        assertThat(elf.dynamic().pie())
                .isEqualTo(first("\\(FLAGS_1\\).*\\b(PIE)\\b").isPresent());
        assertThat(versions(elf)).isEqualTo(versions());
        checkSections(elf);
    }

    /** Name to size, of lines such as {@code [ 1] .text PROGBITS 0000 0040 00aa 00 AX 0 0 16}. */
    private void checkSections(ElfFile elf) {
        assertThat(elf.stripped()).isEqualTo(!sections.contains(" SYMTAB "));
        Matcher lines = Pattern.compile("\\[ *\\d+\\] (\\S+) +[A-Z]\\S* +\\w+ \\w+ (\\w+) ")
                .matcher(sections);
        List<String> printed = lines.results()
                .map(line -> line.group(1) + " " + Long.parseLong(line.group(2), 16))
                .toList();
        assertThat(elf.sections().stream().map(section -> section.name() + " " + section.size()))
                .isEqualTo(printed);
    }

    private static Map<String, Set<String>> versions(ElfFile elf) {
        Map<String, Set<String>> versions = new TreeMap<>();
        for (VersionNeed need : elf.versionNeeds()) {
            versions.computeIfAbsent(need.library(), library -> new TreeSet<>()).addAll(need.versions());
        }
        return versions;
    }

    private Map<String, Set<String>> versions() {
        Map<String, Set<String>> versions = new TreeMap<>();
        String library = null;
        for (String line : text.lines().toList()) {
            Matcher file = Pattern.compile("Version: \\d+ +File: (\\S+) +Cnt").matcher(line);
            Matcher name = Pattern.compile("Name: (\\S+) +Flags").matcher(line);
            if (file.find()) {
                library = file.group(1);
            } else if (library != null && name.find()) {
                versions.computeIfAbsent(library, l -> new TreeSet<>()).add(name.group(1));
            }
        }
        return versions;
    }

    private String only(String regex) {
        return first(regex).orElseThrow(() -> new AssertionError("readelf doesn't print " + regex + ":\n" + text));
    }

    private Optional<String> first(String regex) {
        return all(regex).stream().findFirst();
    }

    private List<String> all(String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> group(match))
                .toList();
    }

    private static String group(MatchResult match) {
        return match.group(1);
    }
}
