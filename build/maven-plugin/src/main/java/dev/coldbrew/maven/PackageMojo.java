package dev.coldbrew.maven;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Builds the function's <code>bootstrap</code> and <code>function.zip</code>, which AWS Lambda takes for the runtime
 * <code>provided.al2023</code>, from the project's classes and its runtime class path. When nothing that goes into them has
 * changed, nothing is built.
 */
@Mojo(
        name = "package",
        defaultPhase = LifecyclePhase.PACKAGE,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
public final class PackageMojo extends ColdbrewMojo {
    private static final String MAIN = "dev.coldbrew.build.BuildMain";
    private static final int CANNOT_BE_BUILT = 1;

    @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
    private File classes;

    /** The class whose main is the function. Needed only where more than one of the project's classes has a main. */
    @Parameter(property = "coldbrew.mainClass")
    private String mainClass;

    /**
     * The events that the function is trained with, so that it starts fast: by default all of <code>events/*.json</code>, sorted
     * by name. Without any it is trained with <code>{}</code>.
     */
    @Parameter(property = "coldbrew.sampleEvents")
    private List<File> sampleEvents;

    /** Modules of the JDK that the function needs and its code doesn't name, such as <code>jdk.localedata</code>. */
    @Parameter(property = "coldbrew.modules")
    private List<String> modules;

    /** Arguments for the function's JVM. They come after Coldbrew's own, so that they win. */
    @Parameter
    private List<String> jvmArguments;

    /** Leaves the classes in jars beside the Java image instead of inside it. */
    @Parameter(property = "coldbrew.classPathForm", defaultValue = "false")
    private boolean classPathForm;

    @Override
    void run() throws MojoExecutionException, MojoFailureException, IOException, InterruptedException {
        if (project.getPackaging().equals("pom")) {
            getLog().info("A project with packaging pom has no classes: nothing to build");
            return;
        }
        if (!classes.isDirectory()) {
            throw new MojoFailureException("There are no classes in " + classes
                    + ": is the project's packaging jar, are there sources, and did the phase compile come before?");
        }
        Files.createDirectories(outputDirectory.toPath());
        Path request = Files.createTempFile("coldbrew", ".properties");
        try {
            try (Writer out = Files.newBufferedWriter(request)) {
                request().store(out, null);
            }
            build(request);
        } finally {
            Files.delete(request);
        }
    }

    private void build(Path request)
            throws MojoExecutionException, MojoFailureException, IOException, InterruptedException {
        BuildOutput output = new BuildOutput(getLog());
        int status =
                java(buildClassPath()).run(project.getBasedir().toPath(), output, MAIN, List.of(request.toString()));
        if (status == CANNOT_BE_BUILT) {
            throw new MojoFailureException(output.error());
        }
        if (status != 0) {
            throw new MojoExecutionException(
                    "Building the function ended unexpectedly, with exit status " + status + ":\n" + output.error());
        }
    }

    /** All that the plugin depends on; the plugin's own classes have no business there. */
    private List<Path> buildClassPath() {
        return plugin.getArtifacts().stream()
                .filter(artifact -> !artifact.getArtifactId().equals(plugin.getArtifactId()))
                .map(Artifact::getFile)
                .map(File::toPath)
                .toList();
    }

    private Properties request() throws MojoExecutionException, IOException {
        Properties request = new Properties();
        put(request, "classes", List.of(classes));
        put(request, "classPath", classPath());
        put(request, "sampleEvents", sampleEvents == null || sampleEvents.isEmpty() ? events() : sampleEvents);
        put(request, "modules", modules);
        put(request, "jvmArguments", jvmArguments);
        request.setProperty("output", outputDirectory.toString());
        request.setProperty("classPathForm", String.valueOf(classPathForm));
        if (mainClass != null) {
            request.setProperty("mainClass", mainClass);
        }
        return request;
    }

    private static void put(Properties request, String name, List<?> values) {
        List<?> all = values == null ? List.of() : values;
        for (int i = 0; i < all.size(); i++) {
            request.setProperty(name + "." + i, all.get(i).toString());
        }
    }

    /** What the project depends on at run time, in Maven's order. */
    private List<String> classPath() throws MojoExecutionException {
        try {
            List<String> entries = new ArrayList<>(project.getRuntimeClasspathElements());
            entries.remove(classes.toString());
            return entries;
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoExecutionException("Maven has not resolved the project's dependencies", e);
        }
    }

    private List<Path> events() throws IOException {
        Path events = project.getBasedir().toPath().resolve("events");
        if (!Files.isDirectory(events)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(events)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
