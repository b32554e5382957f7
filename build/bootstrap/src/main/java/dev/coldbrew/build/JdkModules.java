package dev.coldbrew.build;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The modules of a JDK, which need not be the one that we run on.
 *
 * @param byPackage the module that has a package; packages with dots
 * @param requires the modules that a module can't be without
 */
record JdkModules(SortedMap<String, String> byPackage, SortedMap<String, SortedSet<String>> requires) {
    static JdkModules of(Jdk jdk) throws IOException {
        SortedMap<String, String> byPackage = new TreeMap<>();
        SortedMap<String, SortedSet<String>> requires = new TreeMap<>();
        try (FileSystem image = FileSystems.newFileSystem(
                        URI.create("jrt:/"), Map.of("java.home", jdk.home().toString()));
                Stream<Path> modules = Files.list(image.getPath("/modules"))) {
            for (Path module : modules.toList()) {
                ModuleDescriptor descriptor;
                try (InputStream in = Files.newInputStream(module.resolve("module-info.class"))) {
                    descriptor = ModuleDescriptor.read(in);
                }
                descriptor.packages().forEach(name -> byPackage.put(name, descriptor.name()));
                SortedSet<String> needed = new TreeSet<>();
                for (Requires required : descriptor.requires()) {
                    if (!required.modifiers().contains(Requires.Modifier.STATIC)) {
                        needed.add(required.name());
                    }
                }
                requires.put(descriptor.name(), needed);
            }
        }
        return new JdkModules(byPackage, requires);
    }

    /** The named modules, {@code java.base}, and all that they can't be without. */
    SortedSet<String> withAllRequired(Collection<String> names) {
        SortedSet<String> all = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        open.add("java.base");
        while (!open.isEmpty()) {
            String name = open.remove();
            if (all.add(name)) {
                open.addAll(requires.get(name));
            }
        }
        return all;
    }

    /** @throws BuildException when the JDK lacks one of the modules */
    void check(Collection<String> names) {
        for (String name : names) {
            if (!requires.containsKey(name)) {
                throw new BuildException(
                        "The JDK has no module " + name + ". It has: " + String.join(", ", requires.keySet()));
            }
        }
    }
}
