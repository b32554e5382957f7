package dev.coldbrew.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a function is made of.
 *
 * @param classes the function's own classes and resources: folders or jars, searched in this order. Its main class is one of
 *     them.
 * @param classPath what it depends on: jars or folders, searched in this order after {@code classes}
 * @param mainClass the class that is run, by its binary name; empty to take the only one of {@code classes} that has a main
 *     method
 */
public record FunctionCode(List<Path> classes, List<Path> classPath, Optional<String> mainClass) {

    /** @throws BuildException when a path is neither a folder nor a file, or when {@code classes} is empty */
    public FunctionCode {
        classes = absolute(classes, "classes");
        classPath = absolute(classPath, "class path");
        if (classes.isEmpty()) {
            throw new BuildException("The function has no classes: name the folder or the jar that they are in");
        }
    }

    /** A function without dependencies whose classes are in a folder or a jar. */
    public static FunctionCode of(Path classes) {
        return new FunctionCode(List.of(classes), List.of(), Optional.empty());
    }

    public FunctionCode withClassPath(List<Path> classPath) {
        return new FunctionCode(classes, classPath, mainClass);
    }

    public FunctionCode withMainClass(String mainClass) {
        return new FunctionCode(classes, classPath, Optional.of(mainClass));
    }

    private static List<Path> absolute(List<Path> paths, String what) {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new BuildException("The function's " + what + " has " + path
                        + ", which doesn't exist: compile it first," + " or correct the path");
            }
        }
        return paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    }
}
