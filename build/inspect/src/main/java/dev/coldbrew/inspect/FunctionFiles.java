package dev.coldbrew.inspect;

import dev.coldbrew.inspect.Binary.Elf;
import dev.coldbrew.inspect.Binary.NotExecutable;
import dev.coldbrew.inspect.Verdict.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What of a function's files decides whether it starts, from a zip or from the folder that a zip was unpacked to: the verdict
 * is the same.
 *
 * @param bootstrap the file that Lambda starts (E-12)
 * @param names of all files, relative to the root
 * @param libraries the other ELF files, by name
 */
public record FunctionFiles(Optional<Bootstrap> bootstrap, Set<String> names, Map<String, Elf> libraries) {
    /** Its name. */
    public static final String BOOTSTRAP = "bootstrap";

    private static final int EXECUTE_BITS = 0111;

    /**
     * The {@code bootstrap}.
     *
     * @param mode its permission bits; 0644 when a zip has none, as Lambda takes it (E-13)
     * @param binary what it is
     */
    public record Bootstrap(int mode, Binary binary) {}

    /**
     * Reads an unpacked function.
     *
     * @throws IOException when it can't be read
     */
    public static FunctionFiles inFolder(Path folder) throws IOException {
        Optional<Bootstrap> bootstrap = Optional.empty();
        Set<String> names = new TreeSet<>();
        Map<String, Elf> libraries = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                names.add(name);
                if (name.equals(BOOTSTRAP)) {
                    int mode = (int) Files.getAttribute(file, "unix:mode") & 0777;
                    bootstrap = Optional.of(new Bootstrap(
                            mode,
                            Files.isReadable(file) ? Binary.of(file) : new NotExecutable("can't be read by anybody")));
                } else if (Files.isReadable(file) && isElf(file) && Binary.of(file) instanceof Elf elf) {
                    libraries.put(name, elf);
                }
            }
        }
        return new FunctionFiles(bootstrap, names, libraries);
    }

    private static boolean isElf(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer start = ByteBuffer.allocate(4);
            channel.read(start, 0);
            return Binary.isElf(start.flip());
        }
    }

    /** Whether it starts there; the first thing in its way is the reason. */
    public Verdict verdict(Target target) {
        if (bootstrap.isEmpty()) {
            return Verdict.fails("There is no file bootstrap at the root of the zip"
                    + misplaced()
                            .map(name -> ", but one in the folder " + name.substring(0, name.lastIndexOf('/'))
                                    + ": zip the folder's content instead of the folder")
                            .orElse(": that is what Lambda starts"));
        }
        Bootstrap file = bootstrap.get();
        if ((file.mode() & EXECUTE_BITS) != EXECUTE_BITS) {
            return Verdict.fails(String.format(
                    Locale.ROOT, "bootstrap isn't executable: its mode is %04o, and has to be 0755", file.mode()));
        }
        Judge judge = new Judge(target, this::hasLibrary);
        Verdict verdict = judge.executable(BOOTSTRAP, file.binary());
        return verdict.runs() ? libraries(judge).orElse(verdict) : verdict;
    }

    private Optional<String> misplaced() {
        return names.stream().filter(name -> name.endsWith("/" + BOOTSTRAP)).findFirst();
    }

    /** In any folder: which of them are searched is known to the program only. */
    private boolean hasLibrary(String library) {
        return names.stream().anyMatch(name -> name.equals(library) || name.endsWith("/" + library));
    }

    /** A library that won't load need not be a failure: a program may have one for each machine. */
    private Optional<Verdict> libraries(Judge judge) {
        for (Map.Entry<String, Elf> library : libraries.entrySet()) {
            Optional<Verdict> verdict = judge.library(library.getKey(), library.getValue());
            if (verdict.isPresent()) {
                return Optional.of(Verdict.unsure(verdict.get().reason()));
            }
        }
        return Optional.empty();
    }

    /** Names of files as lists are shown: at most so many, and how many more there are. */
    static String shown(List<String> names) {
        int most = 5;
        return String.join(", ", names.subList(0, Math.min(most, names.size())))
                + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }
}
