package dev.coldbrew.build;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The class that a function starts with.
 *
 * @param name its binary name, with dots
 * @param classic whether it is a class with a static main of its own that takes {@code String[]}
 */
record MainClass(String name, boolean classic) {
    /**
     * Finds it among the function's own classes, or checks that the one that the user names can be started.
     *
     * @param own the function's own classes, without its dependencies
     */
    static MainClass in(MergedClasses own, Optional<String> named) {
        SortedMap<String, MainClass> candidates = new TreeMap<>();
        for (String file : own.classes()) {
            ClassModel model = ClassScan.parse(file, own.files().get(file));
            String name = model.thisClass().asInternalName().replace('/', '.');
            List<MethodModel> mains =
                    model.methods().stream().filter(MainClass::isMain).toList();
            if (!mains.isEmpty()) {
                boolean classic = !model.flags().has(AccessFlag.INTERFACE)
                        && mains.stream().anyMatch(MainClass::isClassic);
                candidates.put(name, new MainClass(name, classic));
            }
        }
        if (named.isPresent()) {
            return named(named.get(), own, candidates);
        }
        return switch (candidates.size()) {
            case 1 -> candidates.firstEntry().getValue();
            case 0 ->
                throw new BuildException(
                        "None of the function's " + own.classes().size()
                                + " classes has a main method: write one, like `public static void main(String[] args)`");
            default ->
                throw new BuildException("More than one class has a main method: "
                        + String.join(", ", candidates.keySet()) + ". Say which one is the function's");
        };
    }

    private static MainClass named(String name, MergedClasses own, SortedMap<String, MainClass> candidates) {
        if (candidates.containsKey(name)) {
            return candidates.get(name);
        }
        String others =
                candidates.isEmpty() ? "" : " These classes have one: " + String.join(", ", candidates.keySet());
        if (own.files().containsKey(name.replace('.', '/') + ".class")) {
            // It may inherit its main: the class with the method is found when the function is trained, or it is not.
            return new MainClass(name, false);
        }
        throw new BuildException("The main class " + name + " is not among the function's own classes." + others);
    }

    /** A method that java starts: static or (Java 25) of an instance, with {@code String[]} or without, not private. */
    private static boolean isMain(MethodModel method) {
        String type = method.methodType().stringValue();
        return method.methodName().equalsString("main")
                && (type.equals("([Ljava/lang/String;)V") || type.equals("()V"))
                && !method.flags().has(AccessFlag.PRIVATE)
                && !method.flags().has(AccessFlag.ABSTRACT);
    }

    private static boolean isClassic(MethodModel main) {
        return main.flags().has(AccessFlag.STATIC) && main.methodType().equalsString("([Ljava/lang/String;)V");
    }
}
