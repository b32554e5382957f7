package dev.coldbrew.build;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Java sources in a test, compiled into a folder or a jar. */
final class Sources {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)|(?:open )?(module) ");

    /** The Runtime API loop of the functions in these tests, written against nothing but the JDK. */
    static final String LOOP = """
            package loop;
            import java.io.*;
            import java.util.function.UnaryOperator;
            public class Loop {
                public static void run(UnaryOperator<String> handler) throws IOException {
                    InputStream in;
                    OutputStream out;
                    if ("0".equals(System.getProperty("coldbrew.socket"))) {
                        in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
                        out = new FileOutputStream(FileDescriptor.in);
                    } else {
                        String[] address = System.getenv("AWS_LAMBDA_RUNTIME_API").split(":");
                        java.net.Socket socket = new java.net.Socket(address[0], Integer.parseInt(address[1]));
                        in = new BufferedInputStream(socket.getInputStream());
                        out = socket.getOutputStream();
                    }
                    String root = "/2018-06-01/runtime/invocation/";
                    while (true) {
                        out.write(("GET " + root + "next HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n").getBytes());
                        String[] id = new String[1];
                        String event = read(in, id);
                        if (event == null) return;
                        String what = "response";
                        String result;
                        try {
                            result = handler.apply(event);
                        } catch (RuntimeException e) {
                            what = "error";
                            result = "{\\"errorMessage\\":\\"" + e.getMessage() + "\\"}";
                        }
                        byte[] body = result.getBytes("UTF-8");
                        out.write(("POST " + root + id[0] + "/" + what + " HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: "
                                + body.length + "\\r\\n\\r\\n" + result).getBytes("UTF-8"));
                        if (read(in, id) == null) return;
                    }
                }
                private static String read(InputStream in, String[] id) throws IOException {
                    int length = 0;
                    String line = line(in);
                    if (line == null) return null;
                    for (; !line.isEmpty(); line = line(in)) {
                        if (line.startsWith("Lambda-Runtime-Aws-Request-Id: ")) id[0] = line.substring(31);
                        if (line.startsWith("Content-Length: ")) length = Integer.parseInt(line.substring(16));
                    }
                    return new String(in.readNBytes(length), "UTF-8");
                }
                private static String line(InputStream in) throws IOException {
                    StringBuilder line = new StringBuilder();
                    for (int c = in.read(); c != '\\n'; c = in.read()) {
                        if (c < 0) return null;
                        if (c != '\\r') line.append((char) c);
                    }
                    return line.toString();
                }
            }
            """;

    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, byte[]> resources = new TreeMap<>();
    private final Map<String, Sources> versions = new TreeMap<>();

    static Sources of(String... all) {
        Sources sources = new Sources();
        for (String text : all) {
            Matcher type = TYPE.matcher(text);
            if (!type.find()) {
                throw new IllegalArgumentException("No type in " + text);
            }
            Matcher name = PACKAGE.matcher(text);
            String folder = name.find() ? name.group(1).replace('.', '/') + "/" : "";
            sources.texts.put(folder + (type.group(2) != null ? "module-info" : type.group(1)) + ".java", text);
        }
        return sources;
    }

    /** A function whose handler is the body of {@code String handle(String event)}. */
    static Sources function(String handlerBody) {
        return of(LOOP, """
                package app;
                public class Main {
                    public static void main(String[] args) throws Exception {
                        loop.Loop.run(Main::handle);
                    }
                    static String handle(String event) {
                        %s
                    }
                }
                """.formatted(handlerBody));
    }

    Sources resource(String name, String content) {
        resources.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Other classes for a newer Java, as a multi-release jar has them. */
    Sources version(int feature, Sources sources) {
        versions.put("META-INF/versions/" + feature + "/", sources);
        return this;
    }

    Path compileTo(Path folder, Path... classPath) throws IOException {
        Path sources = Files.createTempDirectory("sources");
        List<String> arguments = new ArrayList<>(List.of("-g", "-proc:none", "-d", folder.toString()));
        String path = String.join(":", Stream.of(classPath).map(Path::toString).toList());
        arguments.addAll(
                texts.containsKey("module-info.java")
                        ? List.of("--module-path", path)
                        : List.of("-cp", path.isEmpty() ? folder.toString() : path));
        for (Map.Entry<String, String> file : texts.entrySet()) {
            Path source = sources.resolve(file.getKey());
            Files.createDirectories(source.getParent());
            arguments.add(Files.writeString(source, file.getValue()).toString());
        }
        StringWriter errors = new StringWriter();
        if (!texts.isEmpty()) {
            int code = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            OutputStream.nullOutputStream(),
                            new OutputStream() {
                                @Override
                                public void write(int b) {
                                    errors.write(b);
                                }
                            },
                            arguments.toArray(String[]::new));
            if (code != 0) {
                throw new IllegalArgumentException(errors.toString());
            }
        }
        for (Map.Entry<String, byte[]> file : resources.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        for (Map.Entry<String, Sources> version : versions.entrySet()) {
            version.getValue().compileTo(folder.resolve(version.getKey()), classPath);
        }
        try (Stream<Path> files = Files.walk(sources)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
        return folder;
    }

    Path jarTo(Path jar, Path... classPath) throws IOException {
        Path folder = compileTo(Files.createTempDirectory(jar.toAbsolutePath().getParent(), "classes"), classPath);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            if (!versions.isEmpty()) {
                out.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
                out.write("Manifest-Version: 1.0\nMulti-Release: true\n\n".getBytes(StandardCharsets.UTF_8));
            }
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
