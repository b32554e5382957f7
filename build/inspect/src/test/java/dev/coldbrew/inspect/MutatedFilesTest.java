package dev.coldbrew.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * 100,000 mutated ELF files, in a JVM of its own with a heap of 64 MB: each is read, or refused by an {@link ElfFormatException};
 * any other exception, an {@link OutOfMemoryError} or a hang fails.
 */
class MutatedFilesTest {
    private static final int FILES = 100_000;
    private static final long SEED = 20_231_118;

    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void noMutationDoesAnythingButAnElfFormatException() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MutatedFilesTest.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor()).as(output).isZero();
            assertThat(output).startsWith(FILES + " files, ");
        } finally {
            child.destroyForcibly();
        }
    }

    /** Runs in the child. */
    public static void main(String[] args) throws IOException {
        List<byte[]> seeds = seeds();
        SplittableRandom random = new SplittableRandom(SEED);
        int sound = 0;
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] mutated = mutate(seeds.get(i % seeds.size()), random);
            try {
                ElfFile.of(mutated);
                sound++;
            } catch (ElfFormatException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("file " + i + " of seed " + SEED, e);
            }
            Binary.of(mutated); // never fails: what is broken is NotExecutable
        }
        if (sound < FILES / 100 || refused < FILES / 100) {
            throw new AssertionError("The mutations are too wild or too tame: " + sound + " sound, " + refused);
        }
        System.out.println(FILES + " files, " + sound + " sound, " + refused + " refused");
    }

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int bits : new int[] {32, 64}) {
            seeds.add(TinyElf.dynamic(bits, ByteOrder.LITTLE_ENDIAN, 62));
            seeds.add(TinyElf.dynamic(bits, ByteOrder.BIG_ENDIAN, 22));
        }
        for (Path real : List.of(
                Path.of(System.getProperty("java.home"), "lib", "jspawnhelper"),
                Path.of(System.getProperty("java.home"), "lib", "libjsig.so"),
                Path.of("/bin/true"))) {
            try {
                if (Files.isReadable(real) && Files.size(real) < 64 * 1024) {
                    seeds.add(Files.readAllBytes(real));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return seeds;
    }

    /** One to eight changes: bits, bytes, interesting numbers, a cut. Most in the first kilobyte, where the headers are. */
    private static byte[] mutate(byte[] seed, SplittableRandom random) {
        byte[] file = seed.clone();
        for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
            int at = random.nextInt(random.nextInt(4) > 0 ? Math.min(file.length, 1024) : file.length);
            switch (random.nextInt(6)) {
                case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> file[at] = (byte) random.nextInt();
                case 2 -> fill(file, at & ~3, 4, (byte) 0xff);
                case 3 -> fill(file, at & ~7, 8, random.nextBoolean() ? (byte) 0xff : 0);
                case 4 -> fill(file, (at & ~7) + 7, 1, random.nextBoolean() ? (byte) 0x7f : (byte) 0x80);
                default -> {
                    if (random.nextInt(8) == 0) {
                        file = Arrays.copyOf(file, Math.max(64, at));
                    } else {
                        int from = random.nextInt(file.length);
                        int length = Math.min(16, file.length - Math.max(from, at));
                        System.arraycopy(file, from, file, at, length);
                    }
                }
            }
        }
        return file;
    }

    private static void fill(byte[] file, int from, int length, byte value) {
        for (int i = from; i < Math.min(file.length, from + length); i++) {
            file[i] = value;
        }
    }
}
