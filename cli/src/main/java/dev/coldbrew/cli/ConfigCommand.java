package dev.coldbrew.cli;

import dev.coldbrew.build.settings.Setting;
import dev.coldbrew.build.settings.Settings;
import dev.coldbrew.build.settings.SettingsSource.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coldbrew config}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        versionProvider = Coldbrew.Version.class,
        description = {
            "Print each setting of a build and where it comes from.",
            "",
            "The first of these places that says something wins: the command line, the environment (COLDBREW_TARGET and so"
                    + " on), coldbrew.toml beside the pom, the default."
        })
final class ConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The project's folder (default: this folder).")
    private Path project;

    @Mixin
    private SettingsOptions options;

    @Override
    public Integer call() throws IOException {
        Console console = new Console(spec);
        Settings settings = options.decide(project);
        for (Setting setting : Setting.values()) {
            Optional<Value> value = settings.get(setting);
            String text = value.map(found -> shown(setting, found)).orElse("-");
            console.out(String.format(
                            Locale.ROOT,
                            "%-12s %-22s %s",
                            setting.key(),
                            text,
                            value.map(Value::origin).orElse("not set"))
                    .stripTrailing());
        }
        return 0;
    }

    private static String shown(Setting setting, Value value) {
        List<String> values = value.values();
        return setting.kind() == Setting.Kind.LIST ? values.toString() : value.text();
    }
}
