package dev.coldbrew.build;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The class that a function starts with.
 *
 * @param name its binary name, with dots
 */
record MainClass(String name) {
    /**
     * Finds it among the function's own classes, or checks that the one that the user names can be started.
     *
     * @param own the function's own classes, without its dependencies
     */
    static MainClass in(MergedClasses own, Optional<String> named) {
        List<String> candidates = new ArrayList<>();
        for (String file : own.classes()) {
            ClassModel model = ClassScan.parse(file, own.files().get(file));
            if (model.methods().stream().anyMatch(MainClass::isMain)) {
                candidates.add(model.thisClass().asInternalName().replace('/', '.'));
            }
        }
        if (named.isPresent()) {
            return named(named.get(), own, candidates);
        }
        return switch (candidates.size()) {
            case 1 -> new MainClass(candidates.getFirst());
            case 0 ->
                throw new BuildException(
                        "None of the function's " + own.classes().size()
                                + " classes has a main method: write one, like `public static void main(String[] args)`");
            default ->
                throw new BuildException("More than one class has a main method: " + String.join(", ", candidates)
                        + ". Say which one is the function's");
        };
    }

    private static MainClass named(String name, MergedClasses own, List<String> candidates) {
        if (candidates.contains(name)) {
            return new MainClass(name);
        }
        String others = candidates.isEmpty() ? "" : " These classes have one: " + String.join(", ", candidates);
        if (own.files().containsKey(name.replace('.', '/') + ".class")) {
            // It may inherit its main: the class with the method is found when the function is trained, or it is not.
            return new MainClass(name);
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
}
