package dev.coldbrew.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldbrew.build.BootstrapResult.Form;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One function with everything that makes a class path hard to turn into modules, built and run in both forms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClassPathShapesTest {
    private static final List<byte[]> EVENT = List.of("{}".getBytes(UTF_8));
    private static final MainClass MAIN = new MainClass("app.Main", true);

    private Path folder;
    private BootstrapResult module;
    private BootstrapResult classPath;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        this.folder = folder;
        Path api = Sources.of("package api; public interface Greeting { String text(); }")
                .jarTo(folder.resolve("api.jar"));
        Path english = Sources.of(
                        "package english; public class English implements api.Greeting { public String text() { return \"hello\"; } }")
                .resource("META-INF/services/api.Greeting", "english.English")
                .jarTo(folder.resolve("english.jar"), api);
        Path german = Sources.of(
                        "package german; public class German implements api.Greeting { public String text() { return \"hallo\"; } }")
                .resource("META-INF/services/api.Greeting", "german.German")
                .jarTo(folder.resolve("german.jar"), api);
        // Each of the two needs the other, and both have a package `split`.
        Path both = Sources.of(
                        "package left; public class Left { public static String name() { return \"left\" + right.Right.size(); } }",
                        "package right; public class Right { public static int size() { return 1; } public static String name() { return left.Left.name(); } }",
                        "package split; public class One { String one = \"one\"; public static String get() { return Two.two; } }",
                        "package split; public class Two { static String two = \"two\"; }")
                .compileTo(folder.resolve("both"));
        Path left = move(both, folder.resolve("left"), "left/Left.class", "split/One.class");
        Path right = move(both, folder.resolve("right"), "right/Right.class", "split/Two.class");
        Path versions = Sources.of(
                        "package versions; public class Version { public static String get() { return \"8\"; } }")
                .version(
                        21,
                        Sources.of(
                                "package versions; public class Version { public static String get() { return \"21\"; } }"))
                .jarTo(folder.resolve("versions.jar"));
        Path[] all = {api, english, german, left, right, versions};
        Path classes =
                Sources.function("""
                        java.util.List<String> greetings = new java.util.ArrayList<>();
                        java.util.ServiceLoader.load(api.Greeting.class).forEach(g -> greetings.add(g.text()));
                        String all = greetings + right.Right.name() + split.One.get() + versions.Version.get()
                                + (Main.class.getResource("/app/settings.txt") != null)
                                + new Throwable().getStackTrace()[0].getLineNumber();
                        String expected = "[hello, hallo]left1two21true10"; // 10: the line that asks for it
                        if (!all.equals(expected)) throw new IllegalStateException(all);
                        return "0";
                        """).resource("app/settings.txt", "x").compileTo(folder.resolve("classes"), all);
        FunctionCode code = FunctionCode.of(classes).withClassPath(List.of(all));
        module = BootstrapBuild.of(code).output(folder.resolve("module")).build();
        classPath = BootstrapBuild.of(code)
                .output(folder.resolve("classpath"))
                .classPathForm(true)
                .build();
    }

    private static Path move(Path from, Path to, String... files) throws Exception {
        for (String file : files) {
            Files.createDirectories(to.resolve(file).getParent());
            Files.move(from.resolve(file), to.resolve(file));
        }
        return to;
    }

    @Test
    @DisplayName("services, cycles, split packages, newer versions, resources and line numbers work inside the image")
    void worksAsModule() {
        assertThat(module.warnings()).isEmpty();
        assertThat(module.form()).isEqualTo(Form.MODULE);
        assertThat(module.classArchive()).isTrue();
    }

    @Test
    @DisplayName("the same in jars beside the image, where the user asks for it")
    void worksAsClassPath() {
        assertThat(classPath.warnings()).isEmpty();
        assertThat(classPath.form()).isEqualTo(Form.CLASS_PATH);
        assertThat(classPath.classPathReason()).isEmpty();
        assertThat(classPath.classArchive()).isTrue();
    }

    @Test
    @DisplayName("the image unpacked elsewhere uses its archive, whatever the files' times are")
    void moduleMovesAnywhere() throws Exception {
        Path task = unpack(module, "var-task");
        try (Stream<Path> files = Files.walk(task)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
            }
        }
        assertArchiveIsUsed(task, LaunchFile.ofModule(MAIN.name(), List.of()));
    }

    @Test
    @DisplayName("jars unpacked elsewhere have the time that their archive was written for")
    void classPathMovesAnywhere() throws Exception {
        Path task = unpack(classPath, "var-task-jars");
        List<String> jars =
                Stream.of(task.resolve("coldbrew/lib").toFile().list()).sorted().toList();
        assertArchiveIsUsed(task, LaunchFile.ofClassPath(MAIN.name(), jars, List.of()));
    }

    private void assertArchiveIsUsed(Path task, LaunchFile launch) throws Exception {
        Path scratch = Files.createTempDirectory(folder, "scratch");
        ClassArchive archive = ClassArchive.check(task, launch, EVENT, MAIN.name(), scratch);
        // A few are made while the JVM runs.
        assertThat(archive.mapped()).isGreaterThan(archive.loaded() / 2);
    }

    /** By unzip, as a user would: modes and times are the zip's. */
    private Path unpack(BootstrapResult result, String name) throws Exception {
        assumeTrue(Command.find("unzip").isPresent(), "unzip is not installed: nothing to unpack as a user would");
        Path task = folder.resolve(name);
        Command.run(
                List.of(
                        Command.find("unzip").get().toString(),
                        "-q",
                        result.zip().toString(),
                        "-d",
                        task.toString()),
                folder);
        return task;
    }

    @Test
    @DisplayName(
            "E-12, E-13: bootstrap is at the root, executables have 0755, the rest 0644, entries are sorted and of one time")
    void zipIsInOrder() throws Exception {
        List<String> names = new ArrayList<>();
        List<String> executables = new ArrayList<>();
        try (ZipFile zip = ZipFile.builder().setPath(module.zip()).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                names.add(entry.getName());
                assertThat(entry.getUnixMode() & 0777).isIn(0755, 0644);
                assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(Instant.parse("1980-01-01T00:00:00Z"));
                if ((entry.getUnixMode() & 0111) != 0) {
                    executables.add(entry.getName());
                }
            }
        }
        assertThat(names)
                .isSorted()
                .contains("bootstrap", "coldbrew/launch", "coldbrew/function.jsa", "coldbrew/jre/bin/java");
        assertThat(names).allMatch(name -> name.equals("bootstrap") || name.startsWith("coldbrew/"));
        assertThat(executables)
                .containsExactlyInAnyOrder("bootstrap", "coldbrew/jre/bin/java", "coldbrew/jre/lib/jspawnhelper");
    }

    @Test
    @DisplayName("the parts' sizes are those of the files in the zip")
    void countsSizes() throws Exception {
        try (ZipFile zip = ZipFile.builder().setPath(classPath.zip()).get()) {
            long size = 0;
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                size += entry.getSize();
            }
            assertThat(classPath.unpackedSize()).isEqualTo(size);
        }
        assertThat(classPath.parts().stream().map(BootstrapResult.Part::name))
                .containsExactly(
                        "bootstrap", "coldbrew/launch", "coldbrew/jre", "coldbrew/function.jsa", "coldbrew/lib");
    }
}
