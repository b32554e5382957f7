package dev.coldbrew.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducibleBuildTest {
    /** Uses what an archive may hold of a program: lambdas, records, string concatenation, soft references in the JDK's caches. */
    private static final Sources FUNCTION = Sources.of(Sources.LOOP, """
            package app;
            import java.util.*;
            import java.util.stream.*;
            public class Main {
                record Order(String id, int count) {}
                public static void main(String[] args) throws Exception {
                    loop.Loop.run(event -> {
                        var orders = Stream.of("a", "b", event).map(id -> new Order(id, id.length())).toList();
                        String text = orders.stream().collect(Collectors.toMap(Order::id, o -> o)).values().toString();
                        return "\\"" + text.length() + String.format(" %d %s", orders.hashCode(), Locale.ROOT) + "\\"";
                    });
                }
            }
            """);

    @Test
    @DisplayName("two builds of the same classes in different folders give the same zip, byte by byte")
    void identicalZips(@TempDir Path first, @TempDir Path second) throws Exception {
        Path other = Files.createDirectories(second.resolve("a/much/longer/name"));
        BootstrapResult one = build(first);
        BootstrapResult two = build(other);
        assertThat(entries(one.zip())).isEqualTo(entries(two.zip()));
        assertThat(digest(one.zip())).isEqualTo(digest(two.zip()));
    }

    private static BootstrapResult build(Path folder) throws Exception {
        Path classes = FUNCTION.compileTo(folder.resolve("classes"));
        return BootstrapBuild.of(FunctionCode.of(classes))
                .output(folder.resolve("out"))
                .build();
    }

    private static Map<String, Long> entries(Path zip) throws IOException {
        Map<String, Long> checksums = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            file.stream().forEach(entry -> checksums.put(entry.getName(), entry.getCrc()));
        }
        return checksums;
    }

    private static String digest(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
