package dev.coldpress.app;

import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.app.settings.EffectiveSetting;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.SettingFlags;
import dev.coldpress.app.shell.Shell;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the settings that are in effect. */
@Command(name = "config", description = "Prints the value of each setting and where it comes from. Opens no store.")
final class ConfigCommand implements Callable<Integer> {

    private final Shell shell;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the settings as JSON.")
    private boolean json;

    ConfigCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        List<EffectiveSetting> settings =
                SettingFlags.read(spec, shell.environment()).effective();
        if (json) {
            printJson(settings);
        } else {
            settings.forEach(one -> shell.out().printf(Locale.ROOT, "%-52s  (%s)%n", line(one), one.origin()));
        }
        return ExitCode.DONE;
    }

    private static String line(EffectiveSetting setting) {
        return setting.key() + " = " + setting.text();
    }

    private void printJson(List<EffectiveSetting> settings) {
        JsonWriter writer = new JsonWriter(shell.out()).beginObject();
        for (EffectiveSetting setting : settings) {
            writer.name(setting.key())
                    .beginObject()
                    .field("value", setting.text())
                    .field("origin", setting.origin())
                    .endObject();
        }
        writer.endObject().end();
    }
}
