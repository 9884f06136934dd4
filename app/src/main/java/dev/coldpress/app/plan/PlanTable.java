package dev.coldpress.app.plan;

import dev.coldpress.app.lake.LayoutReport;
import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.report.LeftAloneText;
import dev.coldpress.app.report.StrayPaths;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.Skip;
import dev.coldpress.report.PlanDepth;
import dev.coldpress.report.PlannedPartition;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A plan for people. The columns have fixed widths and the path comes last, so that rows need not be held back. */
final class PlanTable implements PlanOutput {

    private final PrintStream out;
    private final PlanDepth depth;
    private final PlanTotals totals = new PlanTotals();
    private final Function<FileGroup, Optional<GroupForecast>> forecasts;
    private final StrayPaths strays = new StrayPaths();

    /** @param forecasts what is told of each group besides */
    PlanTable(PrintStream out, PlanDepth depth, Function<FileGroup, Optional<GroupForecast>> forecasts) {
        this.out = out;
        this.depth = depth;
        this.forecasts = forecasts;
        row("FILES", "MB", "BECOME", "PARTITION");
    }

    @Override
    public void accept(PlannedPartition partition) {
        totals.add(partition);
        List<FileGroup> groups = partition.groups();
        if (!groups.isEmpty()) {
            row(
                    Amounts.count(groups.stream()
                            .mapToInt(group -> group.replaced().size())
                            .sum()),
                    Amounts.megabytes(
                            groups.stream().mapToLong(FileGroup::sizeBytes).sum()),
                    Amounts.count(groups.size()),
                    partition.partition().shown());
            groups.forEach(this::rewrite);
            groups.forEach(this::explain);
        }
        partition
                .leftAlone()
                .ifPresent(skip -> note("left alone: " + partition.partition().shown() + LeftAloneText.of(skip)));
        partition
                .failure()
                .ifPresent(why -> note("FAILED: " + partition.partition().shown() + "  " + why));
        partition.filesLeftAlone().forEach(file -> note(LeftAloneText.of(file)));
        partition.entriesLeftAlone().forEach(entries -> note(LeftAloneText.of(partition.partition(), entries)));
    }

    private void rewrite(FileGroup group) {
        if (group.reason().isRewrite()) {
            note(group.reason().label() + ": " + group.files().get(0).key().name());
        }
    }

    private void explain(FileGroup group) {
        forecasts.apply(group).ifPresent(forecast -> {
            note("  " + Amounts.count(group.files().size(), "file") + ", " + Amounts.megabytes(group.sizeBytes())
                    + " MB, from " + group.files().get(0).key().name());
            ForecastText.lines(forecast).forEach(line -> note("    " + line));
        });
    }

    @Override
    public void pathLeftAlone(String path, Skip why) {
        totals.addLeftAlone(why.reason());
        strays.line(path, why).ifPresent(line -> note("left alone: " + line));
    }

    @Override
    public boolean end(LayoutReport layout) {
        strays.more().forEach(line -> note("left alone: " + line));
        row(
                Amounts.count(totals.files()),
                Amounts.megabytes(totals.bytes()),
                Amounts.count(totals.outputs()),
                "in " + Amounts.count(totals.partitions(), "partition") + " to compact");
        LeftAloneText.counts(totals.partitionsLeftAlone(), totals.entriesLeftAlone())
                .forEach(this::note);
        if (totals.partitionsFailed() > 0) {
            note(Amounts.count(totals.partitionsFailed(), "partition") + " FAILED");
        }
        if (depth == PlanDepth.SIZES && totals.outputs() > 0) {
            note("Planned by names, sizes and times. Add --deep to find files that do not fit together.");
        }
        return totals.partitionsFailed() == 0;
    }

    /** From the left edge on, since sentences in the last column would leave half of a terminal empty. */
    private void note(String text) {
        out.println("  " + text);
    }

    private void row(String files, String megabytes, String become, String partition) {
        out.print(String.format(Locale.ROOT, "%7s %9s %6s  %s%n", files, megabytes, become, partition));
    }
}
