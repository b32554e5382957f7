package dev.coldbrew.platform.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldbrew.platform.Zips;
import dev.coldbrew.platform.functions.FunctionException.CodeTooLarge;
import dev.coldbrew.platform.functions.FunctionException.InvalidCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The zip rules E-13 and V-02. */
class CodeZipTest {
    private static final String UNREADABLE =
            "Could not unzip uploaded file. Please check your file, then try to upload again.";

    @TempDir
    Path folder;

    private CodeStore store(CodeLimits limits) throws IOException {
        return new CodeStore(folder, limits);
    }

    private Path unpack(byte[] zip) throws IOException {
        CodeStore store = store(CodeLimits.AWS);
        try (CodeStore.Upload upload = store.check(zip)) {
            upload.keep();
            store.unpack(upload.code().sha256());
            return store.unpacked(upload.code().sha256());
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    @DisplayName("E-13: mode bits of files and folders are kept, set-user-ID is not")
    void keepsModeBits() throws IOException {
        Path root = unpack(Zips.zip()
                .file("bootstrap", 0755, "#!/bin/sh")
                .file("lib/data", 0640, "x")
                .file("suid", 04755, "x")
                .folder("open", 0777)
                .bytes());

        assertThat(mode(root.resolve("bootstrap"))).isEqualTo("rwxr-xr-x");
        assertThat(mode(root.resolve("lib/data"))).isEqualTo("rw-r-----");
        assertThat(Files.getAttribute(root.resolve("suid"), "unix:mode")).isEqualTo(UnixStat.FILE_FLAG | 0755);
        assertThat(mode(root.resolve("open"))).isEqualTo("rwxrwxrwx");
        assertThat(mode(root.resolve("lib")))
                .as("a folder that the zip only implies")
                .isEqualTo("rwxr-xr-x");
        assertThat(mode(root)).isEqualTo("rwxr-xr-x");
        assertThat(root.resolve("bootstrap")).hasContent("#!/bin/sh");
    }

    @Test
    @DisplayName("E-13: a zip without mode bits gets readable files and no executable ones")
    void defaultsModeBits() throws IOException {
        Path root =
                unpack(Zips.zip().dosFile("bootstrap", "x").dosFile("a/b", "y").bytes());

        assertThat(mode(root.resolve("bootstrap"))).isEqualTo("rw-r--r--");
        assertThat(mode(root.resolve("a"))).isEqualTo("rwxr-xr-x");
    }

    @Test
    void aFolderThatClosesItselfIsOpenToItsOwner() throws IOException {
        Path root = unpack(Zips.zip().folder("d", 0555).file("d/f", 0444, "x").bytes());

        assertThat(mode(root.resolve("d"))).isEqualTo("rwxr-xr-x");
        assertThat(root.resolve("d/f")).hasContent("x");
    }

    @Test
    @DisplayName("E-13: symbolic links that stay inside are kept")
    void keepsLinks() throws IOException {
        Path root = unpack(Zips.zip()
                .file("lib/libx.so.1", 0755, "x")
                .link("lib/libx.so", "libx.so.1")
                .link("a/b/up", "../../lib/libx.so")
                .link("dangling", "not/there")
                .bytes());

        assertThat(Files.readSymbolicLink(root.resolve("lib/libx.so"))).isEqualTo(Path.of("libx.so.1"));
        assertThat(root.resolve("a/b/up")).hasContent("x");
        assertThat(Files.isSymbolicLink(root.resolve("dangling"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "a/../../x", "a/..", ".."})
    @DisplayName("E-13: absolute names and names with .. are refused")
    void refusesNamesThatLeadOut(String name) throws IOException {
        byte[] zip =
                Zips.zip().file("bootstrap", 0755, "x").file(name, 0644, "x").bytes();

        assertThatThrownBy(() -> store(CodeLimits.AWS).check(zip))
                .isInstanceOf(InvalidCode.class)
                .hasMessageStartingWith(UNREADABLE)
                .hasMessageContaining(name);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "..", "../..", "sub/../../..", "sub/../file", ""})
    @DisplayName("E-13: links that may lead outside are refused")
    void refusesLinksThatLeadOut(String target) throws IOException {
        byte[] zip = Zips.zip().file("file", 0644, "x").link("link", target).bytes();

        assertThatThrownBy(() -> store(CodeLimits.AWS).check(zip))
                .isInstanceOf(InvalidCode.class)
                .hasMessageContaining("symbolic link 'link'");
        assertNothingIsLeft();
    }

    @Test
    @DisplayName("E-13: nothing is written through a link, whatever the order of entries")
    void refusesEntriesBelowALink() throws IOException {
        for (byte[] zip : List.of(
                Zips.zip()
                        .folder("real", 0755)
                        .link("l", "real")
                        .file("l/f", 0644, "x")
                        .bytes(),
                Zips.zip().file("l/f", 0644, "x").link("l", "real").bytes(),
                Zips.zip().file("f", 0644, "x").file("f/g", 0644, "x").bytes())) {
            assertThatThrownBy(() -> store(CodeLimits.AWS).check(zip))
                    .isInstanceOf(InvalidCode.class)
                    .hasMessageContaining("which is no folder");
        }
        assertNothingIsLeft();
    }

    static Stream<Arguments> unreadable() {
        byte[] good =
                Zips.zip().file("f", 0644, "some text, some text, some text").bytes();
        byte[] damaged = good.clone();
        damaged[40] ^= 0x55; // in the compressed data
        return Stream.of(
                Arguments.of("no bytes", new byte[0]),
                Arguments.of("no zip", "hello, world".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Arguments.of("cut off", Arrays.copyOf(good, good.length - 10)),
                Arguments.of("damaged", damaged),
                Arguments.of(
                        "a device", Zips.zip().add("null", 020666, new byte[0]).bytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    @DisplayName("V-02: what is no readable zip is refused")
    void refusesBrokenZips(String what, byte[] zip) throws IOException {
        assertThatThrownBy(() -> store(CodeLimits.AWS).check(zip))
                .as(what)
                .isInstanceOf(InvalidCode.class)
                .hasMessageStartingWith(UNREADABLE);
        assertNothingIsLeft();
    }

    @Test
    @DisplayName("V-02: an empty zip is refused")
    void refusesAnEmptyZip() {
        assertThatThrownBy(() -> store(CodeLimits.AWS).check(Zips.zip().bytes()))
                .isInstanceOf(InvalidCode.class)
                .hasMessage("Uploaded file must be a non-empty zip");
    }

    @Test
    @DisplayName("E-14, V-02: a zip bomb is refused while it is read, at AWS's limit")
    void refusesABomb() throws IOException {
        byte[] bomb = Zips.zip()
                .file("half", 0644, new byte[131_072_000])
                .file("other", 0644, new byte[131_072_001])
                .bytes();

        assertThat(bomb.length).isLessThan(1_000_000);
        assertThatThrownBy(() -> store(CodeLimits.AWS).check(bomb))
                .isInstanceOf(InvalidCode.class)
                .hasMessage("Unzipped size must be smaller than 262144000 bytes");
        assertNothingIsLeft();
    }

    @Test
    void whatIsJustWithinTheLimitsIsTaken() throws IOException {
        byte[] zip =
                Zips.zip().file("a", 0644, "12345").file("b", 0644, "67890").bytes();
        CodeLimits exact = new CodeLimits(zip.length, 10, 2);

        try (CodeStore.Upload upload = store(exact).check(zip)) {
            assertThat(upload.code().size()).isEqualTo(zip.length);
        }
        assertThatThrownBy(() -> store(new CodeLimits(zip.length, 9, 2)).check(zip))
                .isInstanceOf(InvalidCode.class);
        assertThatThrownBy(() -> store(new CodeLimits(zip.length, 10, 1)).check(zip))
                .isInstanceOf(InvalidCode.class)
                .hasMessageContaining("more than 1 entries");
        assertThatThrownBy(() -> store(new CodeLimits(zip.length - 1L, 10, 2)).check(zip))
                .isInstanceOf(CodeTooLarge.class)
                .hasMessage("Zipped size must be smaller than " + (zip.length - 1) + " bytes");
        assertNothingIsLeft();
    }

    @Test
    void ofTwoEntriesWithOneNameTheLaterCounts() throws IOException {
        Path root = unpack(
                Zips.zip().file("f", 0644, "first").file("./f", 0644, "second").bytes());

        assertThat(root.resolve("f")).hasContent("second");
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
