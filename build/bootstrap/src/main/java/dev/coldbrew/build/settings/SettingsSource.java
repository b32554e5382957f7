package dev.coldbrew.build.settings;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A place that settings come from. Its values are checked: a source with one that can't be can't be made. */
public final class SettingsSource {
    /**
     * What was set, and where.
     *
     * @param values one, or the members of a list
     * @param origin for a person: {@code --target}, {@code COLDBREW_TARGET}, {@code coldbrew.toml, line 3}
     */
    public record Value(List<String> values, String origin) {
        public Value {
            values = List.copyOf(values);
        }

        /** The value of a setting that is no list. */
        public String text() {
            return String.join(" ", values);
        }
    }

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

    /** Sets nothing, yet. */
    public static SettingsSource empty() {
        return new SettingsSource();
    }

    /** The variables {@code COLDBREW_TARGET} and so on. Blank ones say nothing. */
    public static SettingsSource environment(Map<String, String> environment) {
        SettingsSource source = new SettingsSource();
        for (Setting setting : Setting.values()) {
            String text = environment.getOrDefault(setting.variable(), "").strip();
            if (!text.isEmpty()) {
                List<String> members =
                        setting.kind() == Setting.Kind.LIST ? List.of(text.split("\\s+")) : List.of(text);
                source.set(setting, members, setting.variable());
            }
        }
        return source;
    }

    /**
     * Sets a value, over one that is there.
     *
     * @param origin where it comes from, for a person
     * @return this
     * @throws SettingsException when the setting doesn't allow it
     */
    public SettingsSource set(Setting setting, List<String> members, String origin) {
        for (String member : members) {
            if (!setting.allows(member)) {
                throw new SettingsException(
                        origin + ": " + setting.key() + " is " + setting.allowed() + ", unlike \"" + member + "\"");
            }
        }
        values.put(setting, new Value(members, origin));
        return this;
    }

    Optional<Value> get(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }
}
