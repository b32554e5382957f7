package dev.coldbrew.build;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionModuleTest {
    private static final MainClass MAIN = new MainClass("app.Main", true);
    private static JdkModules jdk;

    @TempDir
    Path folder;

    @BeforeAll
    static void readJdk() throws IOException {
        jdk = JdkModules.of(Jdk.at(Path.of(System.getProperty("java.home"))));
    }

    private static FunctionModule module(Path... classPath) throws Exception {
        MergedClasses code = MergedClasses.of(List.of(classPath), 25);
        return FunctionModule.of(code, ClassScan.of(code), jdk, MAIN, List.of());
    }

    private Path main() throws IOException {
        return Sources.of("package app; public class Main {}").compileTo(folder.resolve("main"));
    }

    private static ModuleDescriptor descriptor(FunctionModule module) {
        return ModuleDescriptor.read(ByteBuffer.wrap(module.files().get(FunctionModule.DESCRIPTOR)));
    }

    private static String text(FunctionModule module, String file) {
        return new String(module.files().get(file), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("the module is open, has every package and the main class, and requires what the code mentions")
    void describesItself() throws Exception {
        Path classes = Sources.of(
                        "package app; public class Main { java.util.logging.Logger log; }",
                        "package app.inner; public @interface Marked { Class<? extends java.sql.Driver> value(); }")
                .compileTo(folder);
        ModuleDescriptor descriptor = descriptor(module(classes));
        assertThat(descriptor.name()).isEqualTo(FunctionModule.NAME);
        assertThat(descriptor.isOpen()).isTrue();
        assertThat(descriptor.packages()).containsExactlyInAnyOrder("app", "app.inner");
        assertThat(descriptor.mainClass()).contains("app.Main");
        assertThat(descriptor.requires().stream().map(Requires::name).collect(toSet()))
                .containsExactlyInAnyOrder("java.base", "java.logging", "java.sql");
    }

    @Test
    @DisplayName("service files of two jars are joined; unknown services and providers that aren't there are left out")
    void joinsServices() throws Exception {
        Path api = Sources.of("package api; public interface Service {}").jarTo(folder.resolve("api.jar"));
        Path one = Sources.of("package one; public class One implements api.Service {}")
                .resource("META-INF/services/api.Service", "# a comment\none.One # another\n")
                .resource("META-INF/services/gone.Service", "one.One\n")
                .jarTo(folder.resolve("one.jar"), api);
        Path two = Sources.of("package two; public class Two implements api.Service {}")
                .resource("META-INF/services/api.Service", "two.Two\ntwo.Gone")
                .jarTo(folder.resolve("two.jar"), api);
        ModuleDescriptor descriptor = descriptor(module(main(), one, two, api));
        assertThat(descriptor.provides().stream().collect(toMap(Provides::service, Provides::providers)))
                .isEqualTo(Map.of("api.Service", List.of("one.One", "two.Two")));
        assertThat(descriptor.uses()).contains("api.Service");
    }

    @Test
    @DisplayName("services that code asks ServiceLoader for are used, though nobody provides them")
    void usesWhatIsLoaded() throws Exception {
        Path classes = Sources.of(
                        "package app; public class Main { Object o = java.util.ServiceLoader.load(java.util.spi.ToolProvider.class); }")
                .compileTo(folder);
        assertThat(descriptor(module(classes)).uses()).contains("java.util.spi.ToolProvider");
    }

    @Test
    @DisplayName("a jar that is a module goes in with its services")
    void takesExplicitModules() throws Exception {
        Path jar = Sources.of(
                        "module lib { exports lib; provides java.util.spi.ToolProvider with lib.Tool; uses lib.Tool; }",
                        """
                        package lib;
                        public class Tool implements java.util.spi.ToolProvider {
                            public String name() { return "x"; }
                            public int run(java.io.PrintWriter out, java.io.PrintWriter err, String... args) { return 0; }
                        }
                        """)
                .jarTo(folder.resolve("lib.jar"));
        ModuleDescriptor descriptor = descriptor(module(main(), jar));
        assertThat(descriptor.name()).isEqualTo(FunctionModule.NAME);
        assertThat(descriptor.provides().stream().collect(toMap(Provides::service, Provides::providers)))
                .isEqualTo(Map.of("java.util.spi.ToolProvider", List.of("lib.Tool")));
        assertThat(descriptor.uses()).contains("lib.Tool");
    }

    @Test
    @DisplayName("of two files with one name the first on the class path wins")
    void firstWins() throws Exception {
        Path one = Sources.of().resource("a/x.txt", "first").compileTo(folder.resolve("one"));
        Path two = Sources.of().resource("a/x.txt", "second").compileTo(folder.resolve("two"));
        assertThat(text(module(one, two), "a/x.txt")).isEqualTo("first");
    }

    @Test
    @DisplayName("a multi-release jar gives the newest version that isn't too new, a plain jar none")
    void resolvesVersions() throws Exception {
        Path jar = Sources.of()
                .resource("a/x.txt", "base")
                .version(9, Sources.of().resource("a/x.txt", "9"))
                .version(21, Sources.of().resource("a/x.txt", "21").resource("a/new.txt", "new"))
                .version(99, Sources.of().resource("a/x.txt", "99"))
                .jarTo(folder.resolve("versions.jar"));
        FunctionModule module = module(jar);
        assertThat(text(module, "a/x.txt")).isEqualTo("21");
        assertThat(module.files()).containsOnlyKeys("a/x.txt", "a/new.txt", FunctionModule.DESCRIPTOR);
    }

    @Test
    @DisplayName("signatures, manifests and indexes stay behind, other files of META-INF come along")
    void dropsSignatures() throws Exception {
        Path jar = Sources.of()
                .resource("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
                .resource("META-INF/KEY.SF", "x")
                .resource("META-INF/KEY.RSA", "x")
                .resource("META-INF/INDEX.LIST", "x")
                .resource("META-INF/settings.properties", "x")
                .compileTo(folder);
        assertThat(module(jar).files()).containsOnlyKeys("META-INF/settings.properties", FunctionModule.DESCRIPTOR);
    }

    @Test
    @DisplayName("a package that the JDK has too is taken from the JDK, aloud")
    void leavesJdkPackages() throws Exception {
        Path classes = Sources.of("package app; public class Main { java.util.logging.Logger log; }")
                .resource("java/util/logging/settings.txt", "x")
                .compileTo(folder);
        FunctionModule module = module(classes);
        assertThat(module.files()).containsOnlyKeys("app/Main.class", FunctionModule.DESCRIPTOR);
        assertThat(module.warnings()).singleElement().asString().contains("java.util.logging", "java.logging");
    }

    @Test
    @DisplayName("classes without a package can't be in a module")
    void noUnnamedPackage() throws Exception {
        Path classes = Sources.of("public class Main {}").compileTo(folder);
        assertThatThrownBy(() -> module(classes))
                .isInstanceOf(FunctionModule.NotPossible.class)
                .hasMessageContaining("Main.class");
    }

    @Test
    @DisplayName("a jar's entry can't write outside of the build's folder")
    void noWayOut() throws Exception {
        Path jar = folder.resolve("evil.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("../../evil.txt"));
        }
        FunctionModule module = module(jar);
        assertThatThrownBy(() -> module.writeTo(folder.resolve("module")))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("../../evil.txt");
        assertThat(folder.getParent().resolve("evil.txt")).doesNotExist();
    }

    @Test
    @DisplayName("what is neither a folder nor a jar is named")
    void noJar() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.jar"), "no jar");
        assertThatThrownBy(() -> module(file))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("notes.jar");
    }
}
