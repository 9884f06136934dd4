package dev.coldpress.app.plan;

import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.lake.LayoutReport;
import dev.coldpress.app.lake.OutsideLayout;
import dev.coldpress.app.report.BothListeners;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.SettingFlags;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.report.PlanDepth;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a run would do. */
@Command(
        name = "plan",
        description = "Shows what a run would do now, and why each other partition is left alone. Changes nothing.")
public final class PlanCommand implements Callable<Integer> {

    private final Lakes lakes;
    private final Shell shell;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--deep",
            description =
                    "Read the footers of the files too, to see which of them do not fit together or cannot be merged.")
    private boolean deep;

    @Option(
            names = "--explain",
            description =
                    "Say for each merged file in which order its rows would be, what that costs, and how its columns would be"
                            + " made. Reads the footers once more.")
    private boolean explain;

    public PlanCommand(Lakes lakes, Shell shell) {
        this.lakes = lakes;
        this.shell = shell;
    }

    @Override
    public Integer call() {
        ChosenSettings settings = SettingFlags.read(spec, shell.environment());
        try (Lake lake = lakes.open(settings)) {
            PlanDepth depth = deep || explain ? PlanDepth.FOOTERS : PlanDepth.SIZES;
            Function<FileGroup, Optional<GroupForecast>> forecasts =
                    group -> explain ? GroupForecast.of(lake, group) : Optional.empty();
            PlanOutput output = json
                    ? new PlanJson(shell.out(), lake.root(), depth, forecasts)
                    : new PlanTable(shell.out(), depth, forecasts);
            OutsideLayout outside = new OutsideLayout();
            lake.compactor(new BothListeners(outside, output)).planAll(depth, planned -> {
                outside.planned(planned);
                output.accept(planned);
            });
            LayoutReport layout = LayoutReport.ofAll(lake, outside).orNothingThere();
            boolean isPlanned = output.end(layout);
            if (json) {
                layout.printError(shell);
            } else {
                layout.print(shell);
            }
            return layout.exitCode(isPlanned ? ExitCode.DONE : ExitCode.FAILED);
        }
    }
}
