package dev.coldbrew.build.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;

/** Reads {@code coldbrew.toml}, which lies beside the pom: one key a setting, no tables. */
public final class SettingsFile {
    /** Its name. */
    public static final String NAME = "coldbrew.toml";

    private SettingsFile() {}

    /**
     * What the file in a project's folder sets; nothing when there is none.
     *
     * @throws SettingsException with the line, when it isn't TOML, has an unknown key or a value that can't be
     */
    public static SettingsSource in(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return SettingsSource.empty();
        }
        TomlParseResult toml = Toml.parse(file);
        if (toml.hasErrors()) {
            var error = toml.errors().getFirst();
            throw new SettingsException(file + ", line " + error.position().line() + ": " + error.getMessage(), error);
        }
        SettingsSource source = SettingsSource.empty();
        for (String key : toml.keySet()) {
            // A key with dots or spaces in it is no setting of ours: read as one key, never as a path.
            List<String> path = List.of(key);
            String origin = file + ", line " + toml.inputPositionOf(path).line();
            Setting setting = Setting.of(key)
                    .orElseThrow(() -> new SettingsException(
                            origin + ": there is no setting \"" + key + "\". There are: " + keys()));
            source.set(setting, members(setting, toml.get(path), origin), origin);
        }
        return source;
    }

    private static List<String> members(Setting setting, Object value, String origin) {
        return switch (setting.kind()) {
            case TEXT -> {
                if (value instanceof String text) {
                    yield List.of(text);
                }
                throw wrong(setting, "a text in quotes: " + setting.allowed(), value, origin);
            }
            case SWITCH -> {
                if (value instanceof Boolean on) {
                    yield List.of(on.toString());
                }
                throw wrong(setting, setting.allowed() + ", without quotes", value, origin);
            }
            case LIST -> {
                if (!(value instanceof TomlArray array)) {
                    throw wrong(setting, "a list: [\"first\", \"second\"]", value, origin);
                }
                List<String> members = new ArrayList<>();
                for (Object member : array.toList()) {
                    if (!(member instanceof String text)) {
                        throw wrong(setting, "a list of texts in quotes", member, origin);
                    }
                    members.add(text);
                }
                yield members;
            }
        };
    }

    private static SettingsException wrong(Setting setting, String wanted, Object value, String origin) {
        return new SettingsException(origin + ": " + setting.key() + " is " + wanted + "; this is a " + kind(value));
    }

    private static String kind(Object value) {
        return switch (value) {
            case String text -> "text: \"" + text + "\"";
            case Boolean on -> "truth value: " + on;
            case Number number -> "number: " + number;
            case TomlArray array -> "list of " + array.size();
            case org.tomlj.TomlTable table -> "table with " + table.size() + " keys";
            default -> "date or time: " + value;
        };
    }

    private static String keys() {
        return Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", "));
    }
}
