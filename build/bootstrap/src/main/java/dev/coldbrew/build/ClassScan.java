package dev.coldbrew.build;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What classes mention, read from their files without loading them.
 *
 * @param packages the packages of all types that code, signatures and annotations name; with dots
 * @param services the types that are given to {@link java.util.ServiceLoader}: all class constants of the classes that use it
 */
record ClassScan(SortedSet<String> packages, SortedSet<String> services) {
    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([\\w$/]+)[;<]");
    private static final String SERVICE_LOADER = "java/util/ServiceLoader";

    static ClassScan of(MergedClasses code) {
        SortedSet<String> types = new TreeSet<>();
        SortedSet<String> services = new TreeSet<>();
        for (String name : code.classes()) {
            ClassModel model = parse(name, code.files().get(name));
            boolean loadsServices = false;
            for (PoolEntry entry : model.constantPool()) {
                if (entry instanceof ClassEntry type) {
                    String internal = type.asInternalName();
                    loadsServices |= internal.equals(SERVICE_LOADER);
                    if (internal.startsWith("[")) {
                        addDescriptor(internal, types);
                    } else {
                        types.add(internal);
                    }
                } else if (entry instanceof Utf8Entry text) {
                    addDescriptor(text.stringValue(), types);
                }
            }
            if (loadsServices) {
                model.methods().forEach(method -> addClassConstants(method, services));
            }
        }
        SortedSet<String> packages = new TreeSet<>();
        types.forEach(type -> packages.add(packageOf(type)));
        return new ClassScan(packages, services);
    }

    static ClassModel parse(String name, byte[] content) {
        try {
            return ClassFile.of().parse(content);
        } catch (IllegalArgumentException e) {
            throw new BuildException("The class file " + name + " can't be read: " + e.getMessage(), e);
        }
    }

    /** The package, with dots, of a path or an internal name; empty for the unnamed one. */
    static String packageOf(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
    }

    /** The modules of the JDK that the code mentions. */
    SortedSet<String> modules(JdkModules jdk) {
        SortedSet<String> modules = new TreeSet<>();
        for (String name : packages) {
            if (jdk.byPackage().containsKey(name)) {
                modules.add(jdk.byPackage().get(name));
            }
        }
        return modules;
    }

    private static void addDescriptor(String text, SortedSet<String> types) {
        if (text.indexOf(';') < 0) {
            return;
        }
        Matcher matcher = TYPE_IN_DESCRIPTOR.matcher(text);
        while (matcher.find()) {
            types.add(matcher.group(1));
        }
    }

    private static void addClassConstants(MethodModel method, SortedSet<String> services) {
        method.code()
                .ifPresent(code -> code.forEach(element -> {
                    if (element instanceof LoadConstantInstruction constant
                            && constant.constantEntry() instanceof ClassEntry type
                            && !type.asInternalName().startsWith("[")) {
                        services.add(type.asInternalName().replace('/', '.'));
                    }
                }));
    }
}
