package dev.coldbrew.platform.functions;

import dev.coldbrew.platform.functions.FunctionException.InvalidCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What names and link targets in a zip may look like (E-13). */
final class ZipEntryName {
    private static final int MAX_COMPONENT_BYTES = 255;
    private static final int MAX_PATH_BYTES = 2_048;

    private ZipEntryName() {}

    /**
     * The name without {@code .} and empty components; empty for the zip's own root.
     *
     * @throws InvalidCode for an absolute name, one with {@code ..}, or one that this file system can't hold
     */
    static String normalize(String name) {
        if (name.startsWith("/")) {
            throw refused("The entry name '" + name + "' is absolute.");
        }
        List<String> components = new ArrayList<>();
        for (String component : name.split("/", -1)) {
            if (component.equals("..")) {
                throw refused("The entry name '" + name + "' leads out of the function's folder.");
            }
            if (component.isEmpty() || component.equals(".")) {
                continue;
            }
            if (component.getBytes(StandardCharsets.UTF_8).length > MAX_COMPONENT_BYTES) {
                throw refused("An entry has a file name longer than " + MAX_COMPONENT_BYTES + " bytes.");
            }
            components.add(component);
        }
        String normalized = String.join("/", components);
        if (normalized.getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
            throw refused("An entry has a path longer than " + MAX_PATH_BYTES + " bytes.");
        }
        requireWritable(normalized);
        return normalized;
    }

    /**
     * Refuses a link that could lead outside: one that is absolute, that climbs above the root, or that has {@code ..}
     * behind another component. The last rule is what makes the check exact: {@code ..} at the start climbs real folders,
     * since nothing lies below a link, while behind a component it might climb from wherever another link points to.
     *
     * @param name the link's own normalized name
     */
    static void requireInside(String name, String target) {
        int climbable = name.split("/", -1).length - 1;
        boolean climbing = true;
        if (target.isEmpty() || target.startsWith("/")) {
            throw leadsOut(name, target);
        }
        for (String component : target.split("/", -1)) {
            if (component.equals("..")) {
                climbable--;
                if (!climbing || climbable < 0) {
                    throw leadsOut(name, target);
                }
            } else if (!component.isEmpty() && !component.equals(".")) {
                climbing = false;
            }
        }
        requireWritable(target);
    }

    /** AWS's answer to a zip that it can't read (V-02), with the reason behind it. */
    static InvalidCode refused(String reason) {
        return new InvalidCode(
                "Could not unzip uploaded file. Please check your file, then try to upload again. " + reason);
    }

    private static InvalidCode leadsOut(String name, String target) {
        return refused("The symbolic link '" + name + "' to '" + target + "' may lead out of the function's folder;"
                + " use a relative target whose '..' come first.");
    }

    /** A JVM under a locale without UTF-8 can't name every file. */
    private static void requireWritable(String path) {
        try {
            var _ = Path.of(path);
        } catch (InvalidPathException e) {
            throw refused("The name '" + path + "' can't be written here (" + e.getReason()
                    + "); if it is not ASCII, start the local Lambda with LC_ALL=C.UTF-8.");
        }
    }
}
