package dev.coldbrew.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * All files of a class path as the class path's own rules give them: the first entry that has a file wins, a
 * multi-release jar gives what fits the Java version. Two differences, as the files end up in one place: the service files
 * of all entries are joined, and signatures, manifests and indexes, which speak of their own jar only, are left out.
 *
 * @param files content by path, with slashes
 * @param moduleInfos the module descriptors that were met, in class path order; they are no part of {@code files}
 */
record MergedClasses(SortedMap<String, byte[]> files, List<byte[]> moduleInfos) {
    static final String SERVICES = "META-INF/services/";
    private static final String VERSIONS = "META-INF/versions/";
    private static final Pattern OF_THE_JAR_ONLY = Pattern.compile(
            "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|SIG-.*|[^/]*\\.(SF|RSA|DSA|EC)|maven/.*)|(.*/)?\\.(git|DS_Store).*");

    /** @param feature the Java version that multi-release jars are resolved for */
    static MergedClasses of(List<Path> classPath, int feature) throws IOException {
        SortedMap<String, byte[]> merged = new TreeMap<>();
        List<byte[]> moduleInfos = new ArrayList<>();
        for (Path entry : classPath) {
            Map<String, byte[]> files = Files.isDirectory(entry) ? folder(entry) : jar(entry, feature);
            files.forEach((name, content) -> {
                if (name.equals(FunctionModule.DESCRIPTOR)) {
                    moduleInfos.add(content);
                } else if (name.startsWith(SERVICES)) {
                    merged.merge(name, content, MergedClasses::joinLines);
                } else if (!OF_THE_JAR_ONLY.matcher(name).matches()) {
                    merged.putIfAbsent(name, content);
                }
            });
        }
        return new MergedClasses(merged, List.copyOf(moduleInfos));
    }

    /** The paths of all classes. */
    List<String> classes() {
        return files.keySet().stream().filter(name -> name.endsWith(".class")).toList();
    }

    private static byte[] joinLines(byte[] first, byte[] second) {
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.write('\n');
        joined.writeBytes(second);
        return joined.toByteArray();
    }

    private static Map<String, byte[]> folder(Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted().toList()) {
                if (Files.isRegularFile(path)) {
                    files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> jar(Path path, int feature) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, Integer> versions = new LinkedHashMap<>();
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            boolean multiRelease = isMultiRelease(jar.getManifest());
            for (ZipEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
                String name = entry.getName();
                int version = 0;
                if (name.startsWith(VERSIONS)) {
                    int slash = name.indexOf('/', VERSIONS.length());
                    version = multiRelease && slash > 0 ? number(name.substring(VERSIONS.length(), slash)) : 0;
                    name = name.substring(slash + 1);
                    // Nothing in META-INF has versions, and what is for a later Java than ours doesn't count.
                    if (version < 9 || version > feature || name.startsWith("META-INF/")) {
                        continue;
                    }
                }
                if (version >= versions.getOrDefault(name, 0)) {
                    versions.put(name, version);
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.put(name, in.readAllBytes());
                    }
                }
            }
        } catch (ZipException e) {
            throw new BuildException(
                    path + " is on the class path and is neither a folder nor a jar: " + e.getMessage(), e);
        }
        return files;
    }

    static boolean isMultiRelease(Manifest manifest) {
        return manifest != null
                && "true".equalsIgnoreCase(manifest.getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE));
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    /** The names in a service file, without comments. */
    static List<String> serviceNames(byte[] serviceFile) {
        return new String(serviceFile, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }
}
