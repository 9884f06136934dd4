package dev.coldpress.app.demo;

import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.plan.PlanTotals;
import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.print.ProgressBar;
import dev.coldpress.app.report.LeftAloneText;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.SettingSources;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a lake of small files, compacts it and shows the difference. */
@Command(
        name = "demo",
        description = {
            "Makes a small lake of hourly partitions on this machine, compacts it, and shows before and after.",
            "Takes no settings and reads none from the environment."
        })
public final class DemoCommand implements Callable<Integer> {

    private final Lakes lakes;
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--dir",
            paramLabel = "<DIR>",
            description = "Where: an empty or new directory, or an earlier demo lake, which is replaced."
                    + " Default: coldpress-demo in the directory for temporary files.")
    private Path dir = Path.of(System.getProperty("java.io.tmpdir"), "coldpress-demo");

    @Option(
            names = "--hours",
            paramLabel = "<COUNT>",
            description = "How many hours it has. Default: ${DEFAULT-VALUE}.")
    private int hours = DemoScale.DEFAULT.hours();

    @Option(
            names = "--files",
            paramLabel = "<COUNT>",
            description = "How many files each hour has. Default: ${DEFAULT-VALUE}.")
    private int files = DemoScale.DEFAULT.filesPerPartition();

    @Option(
            names = "--rows",
            paramLabel = "<COUNT>",
            description = "How many rows each file has. Default: ${DEFAULT-VALUE}.")
    private int rows = DemoScale.DEFAULT.rowsPerFile();

    public DemoCommand(Lakes lakes, Shell shell) {
        this.lakes = lakes;
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        PrintStream out = shell.out();
        Instant start = shell.clock().instant();
        DemoScale scale = scale();
        Path root = DemoDirectory.prepare(dir.toAbsolutePath().normalize());

        out.println("1. Writing a lake of small files, an hour per partition, to " + root);
        DemoLake demo = DemoLake.create(root, start, scale);

        ChosenSettings settings = SettingSources.read(Map.of("root", root.toString()), Map.of(), null);
        try (Lake lake = lakes.open(settings).withClock(withinTheHour(start))) {
            DemoSnapshot before = DemoSnapshot.of(lake, demo);
            PlanTotals plan = plan(lake);
            out.println();
            out.println("3. Compacting");
            CompactionReport report = compact(lake, plan.bytes());
            out.println();
            boolean isAsPromised = new DemoComparison(demo, before, DemoSnapshot.of(lake, demo), report).print(out);
            printNext(root, Duration.between(start, shell.clock().instant()));
            return isAsPromised ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private DemoScale scale() {
        try {
            return new DemoScale(hours, files, rows);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private PlanTotals plan(Lake lake) {
        shell.out().println();
        shell.out().println("2. Planning");
        PlanTotals totals = new PlanTotals();
        lake.compactor(CompactionListener.NONE).planAll(totals::add);
        shell.out()
                .println("   " + Amounts.count(totals.files(), "small file") + " with "
                        + Amounts.megabytes(totals.bytes()) + " MB in "
                        + Amounts.count(totals.partitions(), "partition")
                        + " would become " + Amounts.count(totals.outputs(), "file"));
        LeftAloneText.counts(totals.partitionsLeftAlone(), totals.entriesLeftAlone())
                .forEach(line -> shell.out().println("   " + line));
        return totals;
    }

    private CompactionReport compact(Lake lake, long plannedBytes) {
        ProgressBar bar = shell.isTerminal()
                ? ProgressBar.on(
                        shell.err(),
                        shell.clock(),
                        shell.columns(),
                        new ProgressBar.Forecast(plannedBytes, Optional.empty()))
                : ProgressBar.none(shell.err());
        CompactionReport report = lake.compactor(new CompactionListener() {
                    @Override
                    public void bytesMerged(long bytes) {
                        bar.advance(bytes);
                    }
                })
                .compactAll();
        bar.clear();
        shell.out()
                .println("   " + Amounts.count(report.partitionsCompacted(), "partition") + " compacted in "
                        + Amounts.duration(report.duration()) + ", " + report.partitionsFailed() + " failed");
        return report;
    }

    /** The hour that is hot when the demonstration begins must be hot until it ends. */
    private InstantSource withinTheHour(Instant start) {
        Instant last =
                start.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS).minusMillis(1);
        return () -> {
            Instant now = shell.clock().instant();
            return now.isBefore(last) ? now : last;
        };
    }

    private void printNext(Path root, Duration duration) {
        String quoted = root.toString().contains(" ") ? "'" + root + "'" : root.toString();
        shell.out().println();
        shell.out().println("All of that took " + Amounts.duration(duration) + ". What to try next:");
        // What the script of a working copy is called, which is in no PATH.
        String command = "   " + System.getProperty("coldpress.command", "coldpress");
        shell.out().println(command + " run --root " + quoted + "       a second run finds nothing to do");
        shell.out().println(command + " plan --root " + quoted + "      why each partition is left alone");
        shell.out().println(command + " verify --root " + quoted + "    reads every merged file again");
        shell.out().println(command + " inspect " + quoted + "          the sizes of its files");
    }
}
