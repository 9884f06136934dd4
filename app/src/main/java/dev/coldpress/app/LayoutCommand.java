package dev.coldpress.app;

import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.lake.LayoutAdvice;
import dev.coldpress.app.lake.LayoutJson;
import dev.coldpress.app.lake.LayoutReport;
import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.app.print.TextTable;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.SettingFlags;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.survey.FoundLayout;
import dev.coldpress.survey.LakeSurvey;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how the directories of a lake are named. */
@Command(
        name = "layout",
        description = "Finds out how the directories of a lake are named, and which layout they have. Changes nothing.")
final class LayoutCommand implements Callable<Integer> {

    private final Lakes lakes;
    private final Shell shell;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    LayoutCommand(Lakes lakes, Shell shell) {
        this.lakes = lakes;
        this.shell = shell;
    }

    @Override
    public Integer call() {
        ChosenSettings settings = SettingFlags.read(spec, shell.environment());
        try (Lake lake = lakes.open(settings.root(), settings)) {
            Lakes.requireAnything(lake);
            LakeSurvey survey =
                    LakeSurvey.of(lake.store(), KeyPrefix.ROOT, lake.settings().controlPrefix());
            if (json) {
                JsonWriter writer = new JsonWriter(shell.out());
                writer.beginObject().field("root", lake.root().toString());
                LayoutJson.fields(writer, survey);
                writer.endObject().end();
            } else {
                print(survey, lake);
            }
            return ExitCode.DONE;
        }
    }

    private void print(LakeSurvey survey, Lake lake) {
        if (survey.found().isEmpty()) {
            shell.out().println(LayoutReport.noParquet(survey, lake));
        } else {
            table(survey).lines().forEach(shell.out()::println);
            shell.out().println();
            survey.only().ifPresent(one -> printOnly(one, lake));
        }
        shell.out()
                .println("Listed " + Amounts.count(survey.requests()) + " "
                        + (survey.requests() == 1 ? "directory" : "directories")
                        + (survey.isWhole() ? ": the whole lake." : ", a sample of the lake."));
    }

    private void printOnly(FoundLayout one, Lake lake) {
        LayoutAdvice.of(one, lake.settings().fileNames()).forEach(shell.out()::println);
    }

    private static TextTable table(LakeSurvey survey) {
        TextTable table = new TextTable("rrll", "FILES", "DIRECTORIES", "PARTITION", "LAYOUT");
        for (FoundLayout found : survey.found()) {
            String unit = found.unit()
                    .map(one -> one.name().toLowerCase(Locale.ROOT).replaceFirst("s$", ""))
                    .orElse("-");
            table.row(
                    Amounts.count(found.files()),
                    Amounts.count(found.directories()),
                    unit,
                    LayoutAdvice.described(found) + (found.isDated() ? "" : "  (no date)"));
            found.examples().stream().limit(1).forEach(example -> table.row("", "", "", "  " + example));
        }
        return table;
    }
}
