package dev.coldbrew.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;

/** What the goals have in common. */
abstract class ColdbrewMojo extends AbstractMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    PluginDescriptor plugin;

    @Inject
    private ToolchainManager toolchains;

    /** Where the function is built: its <code>bootstrap</code> and <code>function.zip</code>. */
    @Parameter(defaultValue = "${project.build.directory}/coldbrew")
    File outputDirectory;

    /** Does nothing when true. */
    @Parameter(property = "coldbrew.skip", defaultValue = "false")
    private boolean skip;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped, as coldbrew.skip says");
            return;
        }
        try {
            run();
        } catch (IOException e) {
            throw new MojoExecutionException("Coldbrew could not read or write a file: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted", e);
        }
    }

    abstract void run() throws MojoExecutionException, MojoFailureException, IOException, InterruptedException;

    /** A Java that runs Coldbrew's tools. The toolchain that the build has chosen comes first, if it is new enough. */
    final JavaProcess java(List<Path> classPath) throws MojoFailureException, IOException {
        Toolchain chosen = toolchains.getToolchainFromBuildContext("jdk", session);
        List<Path> homes = Stream.concat(
                        Stream.ofNullable(chosen),
                        toolchains
                                .getToolchains(session, "jdk", Map.of("version", "[" + JdkSearch.OLDEST + ",)"))
                                .stream())
                .map(toolchain -> toolchain.findTool("java"))
                .filter(tool -> tool != null)
                .map(tool -> Path.of(tool).getParent().getParent())
                .toList();
        Path jdk = JdkSearch.here(homes)
                .find()
                .orElseThrow(() -> new MojoFailureException("Coldbrew needs a JDK " + JdkSearch.OLDEST
                        + " or later, and found none in the toolchains, in JAVA_HOME, in the usual folders or on PATH."
                        + " Install one (Temurin, Corretto, ...), or set JAVA_HOME to it"));
        getLog().debug("Coldbrew runs on the JDK in " + jdk);
        return new JavaProcess(jdk, classPath);
    }
}
