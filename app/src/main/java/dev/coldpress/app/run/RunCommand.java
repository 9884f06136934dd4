package dev.coldpress.app.run;

import dev.coldpress.Compactor;
import dev.coldpress.app.inspect.FileInspection;
import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.lake.LayoutReport;
import dev.coldpress.app.lake.OutsideLayout;
import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.app.print.ProgressBar;
import dev.coldpress.app.report.BothListeners;
import dev.coldpress.app.report.ColumnTierTable;
import dev.coldpress.app.report.OrderText;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.Settings;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.SettingFlags;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.app.shell.StopSignals;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PlanDepth;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compacts every partition that is due, once. */
@Command(
        name = "run",
        description = {
            "Compacts every cold partition with small files, once.",
            "Ctrl-C or SIGTERM ends it after the merges in progress; a second one ends it at once, which is safe too."
        })
public final class RunCommand implements Callable<Integer> {

    private final Lakes lakes;
    private final Shell shell;
    private final RunEngine engine;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(names = "--explain", description = "Say for each merged file how its columns were made, and why so.")
    private boolean explain;

    public RunCommand(Lakes lakes, Shell shell, RunEngine engine) {
        this.lakes = lakes;
        this.shell = shell;
        this.engine = engine;
    }

    @Override
    public Integer call() {
        ChosenSettings settings = SettingFlags.read(spec, shell.environment());
        if (!settings.isEnabled()) {
            return sayDisabled();
        }
        try (Lake lake = lakes.open(settings)) {
            RunForecast forecast = new RunForecast(lake.settings());
            ProgressBar bar = progressBar(lake, forecast);
            RunProgress progress = new RunProgress(json ? shell.err() : shell.out(), bar, forecast);
            OutsideLayout outside = new OutsideLayout();
            Compactor compactor = engine.compactor(lake, settings, new BothListeners(outside, progress));
            try (StopSignals signals = StopSignals.install(compactor::stop, bar::say)) {
                CompactionReport report = compactor.compactAll();
                progress.end();
                outside.counted(report.partitionsLeftAlone().keySet());
                LayoutReport layout = LayoutReport.ofNoMatch(lake, outside).orNothingThere();
                print(lake, report, progress, layout);
                return signals.exitCode().orElse(layout.exitCode(report.isSuccess() ? ExitCode.DONE : ExitCode.FAILED));
            }
        }
    }

    private int sayDisabled() {
        shell.err().println("Compaction is disabled (" + Settings.ENABLED.key() + " = false): nothing was done.");
        if (json) {
            new JsonWriter(shell.out())
                    .beginObject()
                    .field("enabled", false)
                    .endObject()
                    .end();
        }
        return ExitCode.DONE;
    }

    /** Planning first takes a second listing; it is worth that only if somebody waits for the end. */
    private ProgressBar progressBar(Lake lake, RunForecast forecast) {
        if (!shell.isTerminal()) {
            return ProgressBar.none(shell.err());
        }
        // Without a line break: the bar is drawn over it.
        shell.err().print("Planning ...");
        lake.compactor(CompactionListener.NONE).planAll(PlanDepth.SIZES, forecast::add);
        return ProgressBar.on(shell.err(), shell.clock(), shell.columns(), forecast.forecast());
    }

    private void print(Lake lake, CompactionReport report, RunProgress progress, LayoutReport layout) {
        if (json) {
            new RunJson(shell.out()).print(lake.root(), report, layout);
            layout.printError(shell);
        } else {
            progress.printTotals(report);
            layout.print(shell);
            if (explain) {
                report.groups().forEach(this::explain);
            }
        }
    }

    private void explain(CompactedGroup group) {
        ColumnTierTable.print(shell.out(), group.output().path(), group.columnTiers());
        group.order().ifPresent(order -> shell.out().println(OrderText.of(order)));
        if (!group.keysLeftOut().isEmpty()) {
            shell.out()
                    .println("Metadata keys left out, because their values differ among its sources or would be wrong: "
                            + FileInspection.printable(String.join(", ", group.keysLeftOut())));
        }
    }
}
