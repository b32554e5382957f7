package dev.coldbrew.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.ModuleMainClassAttribute;
import java.lang.classfile.attribute.ModulePackagesAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AccessFlag;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The function and all of its class path as one module, so that it can be linked into a Java image.
 *
 * <p>One and not one for each jar: a class path may have cycles and packages in two jars, modules may not; and jlink takes no jar
 * without a descriptor. The module is open and has every package, so that code in it sees as much as on a class path. Jars
 * that are modules by themselves go in too, with what their descriptors say about services: code that was compiled for
 * the class path may use what they don't export.
 *
 * @param files all files by path, with a {@code module-info.class} of our own making
 * @param warnings what was left out, for the user
 */
record FunctionModule(SortedMap<String, byte[]> files, List<String> warnings) {
    static final String DESCRIPTOR = "module-info.class";
    static final String NAME = "coldbrew.function";

    /** A class path that can't be a module; the message is the reason, a part of a sentence. */
    static final class NotPossible extends Exception {
        private static final long serialVersionUID = 1;

        NotPossible(String reason) {
            super(reason);
        }
    }

    /**
     * @param extraModules the JDK's modules that the user wants besides those that the code mentions
     * @throws NotPossible when a class is in no package, as a module can't have such
     */
    static FunctionModule of(
            MergedClasses code, ClassScan scan, JdkModules jdk, MainClass mainClass, Collection<String> extraModules)
            throws NotPossible {
        List<String> unnamed =
                code.classes().stream().filter(file -> file.indexOf('/') < 0).toList();
        if (!unnamed.isEmpty()) {
            throw new NotPossible("a module can't have classes without a package: " + String.join(", ", unnamed));
        }
        SortedSet<String> requires = scan.modules(jdk);
        requires.add("java.base");
        requires.addAll(extraModules);
        SortedMap<String, byte[]> files = new TreeMap<>(code.files());
        List<String> warnings = dropPackagesOf(jdk, jdk.withAllRequired(requires), files);

        SortedSet<String> packages = new TreeSet<>();
        for (String file : files.keySet()) {
            if (file.endsWith(".class")) {
                packages.add(ClassScan.packageOf(file));
            }
        }
        Map<String, Set<String>> provides = new TreeMap<>();
        SortedSet<String> uses = new TreeSet<>(scan.services());
        for (byte[] moduleInfo : code.moduleInfos()) {
            ModuleDescriptor descriptor = ModuleDescriptor.read(ByteBuffer.wrap(moduleInfo));
            uses.addAll(descriptor.uses());
            descriptor
                    .provides()
                    .forEach(p -> provides.computeIfAbsent(p.service(), _ -> new LinkedHashSet<>())
                            .addAll(p.providers()));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().startsWith(MergedClasses.SERVICES)) {
                String service = file.getKey().substring(MergedClasses.SERVICES.length());
                provides.computeIfAbsent(service, _ -> new LinkedHashSet<>())
                        .addAll(MergedClasses.serviceNames(file.getValue()));
            }
        }
        uses.addAll(provides.keySet());
        uses.removeIf(name -> !isTypeName(name));
        // A service that nobody could load, or a provider that isn't there, breaks a module; on a class path nobody
        // notices.
        provides.keySet().removeIf(service -> !isTypeName(service) || !isThere(service, files, jdk, requires));
        provides.values().forEach(names -> names.removeIf(name -> !files.containsKey(classFile(name))));
        provides.values().removeIf(Set::isEmpty);
        files.put(DESCRIPTOR, descriptor(mainClass, requires, packages, uses, provides));
        return new FunctionModule(files, List.copyOf(warnings));
    }

    /** On a class path a package of the JDK always comes from the JDK, whatever jars say. */
    private static List<String> dropPackagesOf(JdkModules jdk, Set<String> inImage, SortedMap<String, byte[]> files) {
        SortedSet<String> dropped = new TreeSet<>();
        files.keySet().removeIf(file -> {
            String name = ClassScan.packageOf(file);
            boolean ofTheJdk = jdk.byPackage().containsKey(name)
                    && inImage.contains(jdk.byPackage().get(name));
            if (ofTheJdk) {
                dropped.add(name);
            }
            return ofTheJdk;
        });
        List<String> warnings = new ArrayList<>();
        for (String name : dropped) {
            warnings.add("The class path has the package " + name + ", which the JDK has too (module "
                    + jdk.byPackage().get(name) + "): the JDK's is taken, as a class path does");
        }
        return warnings;
    }

    private static boolean isThere(String type, Map<String, byte[]> files, JdkModules jdk, Set<String> requires) {
        String module = jdk.byPackage().get(ClassScan.packageOf(type.replace('.', '/')));
        return files.containsKey(classFile(type)) || (module != null && requires.contains(module));
    }

    private static String classFile(String type) {
        return type.replace('.', '/') + ".class";
    }

    private static boolean isTypeName(String name) {
        return name.indexOf('.') > 0
                && name.chars().allMatch(c -> c == '.' || Character.isJavaIdentifierPart(c))
                && !name.endsWith(".");
    }

    private static byte[] descriptor(
            MainClass mainClass,
            Collection<String> requires,
            Collection<String> packages,
            Collection<String> uses,
            Map<String, ? extends Collection<String>> provides) {
        ModuleAttribute attribute = ModuleAttribute.of(ModuleDesc.of(NAME), module -> {
            module.moduleFlags(AccessFlag.OPEN);
            for (String name : requires) {
                int flags = name.equals("java.base") ? ClassFile.ACC_MANDATED : 0;
                module.requires(ModuleDesc.of(name), flags, null);
            }
            uses.forEach(name -> module.uses(ClassDesc.of(name)));
            provides.forEach((service, names) -> module.provides(
                    ClassDesc.of(service), names.stream().map(ClassDesc::of).toArray(ClassDesc[]::new)));
        });
        return ClassFile.of()
                .buildModule(
                        attribute,
                        module -> module.with(ModulePackagesAttribute.ofNames(
                                        packages.stream().map(PackageDesc::of).toList()))
                                .with(ModuleMainClassAttribute.of(ClassDesc.of(mainClass.name()))));
    }

    /** Writes the module as a folder that jlink can read. */
    void writeTo(Path folder) throws IOException {
        files.forEach((name, content) -> write(folder, name, content));
    }

    private static void write(Path folder, String name, byte[] content) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new BuildException("A jar has an entry that leads out of it: " + name);
        }
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
