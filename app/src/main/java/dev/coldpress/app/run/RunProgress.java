package dev.coldpress.app.run;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.print.ProgressBar;
import dev.coldpress.app.report.LeftAloneText;
import dev.coldpress.app.report.StrayPaths;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.report.Backlog;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.MergeTotals;
import dev.coldpress.report.PartitionReport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A run for people: a row per partition where something happened, as soon as it is finished, and the progress bar
 * below. The columns have fixed widths and the path comes last, so that rows need not be held back.
 */
public final class RunProgress implements CompactionListener {

    private final PrintStream out;
    private final ProgressBar bar;
    private final RunForecast forecast;
    private final StrayPaths strays = new StrayPaths();
    private boolean hasHead;

    /** @param forecast what the bar expects */
    RunProgress(PrintStream out, ProgressBar bar, RunForecast forecast) {
        this.out = out;
        this.bar = bar;
        this.forecast = forecast;
    }

    @Override
    public void mergeStarted(KeyPrefix partition, int sourceFiles, long sourceBytes) {
        bar.begin(partition.path());
    }

    @Override
    public void bytesMerged(long bytes) {
        bar.advance(bytes);
    }

    @Override
    public void partitionFinished(PartitionReport report) {
        bar.clear();
        if (!report.compacted().isEmpty()) {
            row(report.totals(), report.partition().shown());
        }
        report.filesLeftAlone().forEach(file -> note(LeftAloneText.of(file)));
        report.failure()
                .ifPresent(failure -> note("FAILED: " + report.partition().shown() + "  " + failure.message()));
        bar.expectLess(forecast.notMerged(report));
        bar.advance(0);
    }

    @Override
    public void pathLeftAlone(String path, Skip why) {
        strays.line(path, why).ifPresent(line -> {
            bar.clear();
            note("left alone: " + line);
        });
    }

    /** Takes the bar away. */
    void end() {
        bar.clear();
    }

    void printTotals(CompactionReport report) {
        strays.more().forEach(line -> note("left alone: " + line));
        MergeTotals totals = report.totals();
        row(
                totals,
                "in " + Amounts.count(report.partitionsCompacted(), "partition") + " compacted in "
                        + Amounts.duration(report.duration()));
        if (!report.groups().isEmpty()) {
            note(Amounts.count(totals.rowCount(), "row") + duplicateWindow(report));
        }
        LeftAloneText.counts(report.partitionsLeftAlone(), report.entriesLeftAlone())
                .forEach(this::note);
        if (!report.isSuccess()) {
            note(Amounts.count(report.partitionsFailed(), "partition")
                    + " FAILED: nothing was lost, and the next run tries again");
        }
        remains(report).ifPresent(out::println);
    }

    /** What the run did not get to; empty if that is nothing. */
    public static Optional<String> remains(CompactionReport report) {
        int waiting = report.partitionsLeftAlone().getOrDefault(SkipReason.RUN_BUDGET, 0);
        if (report.stopped()) {
            return Optional.of("STOPPED before the end: "
                    + (waiting == 0
                            ? "no partition is left"
                            : Amounts.count(waiting, "partition") + (waiting == 1 ? " was" : " were") + " not begun")
                    + ". The next run goes on from here.");
        }
        Backlog backlog = report.backlog();
        return waiting == 0
                ? Optional.empty()
                : Optional.of(
                        "PARTIAL, by a limit of the run: " + Amounts.count(backlog.files(), "small file") + " with "
                                + Amounts.megabytes(backlog.bytes()) + " MB in "
                                + Amounts.count(backlog.partitions(), "partition")
                                + " wait for a later run.");
    }

    private static String duplicateWindow(CompactionReport report) {
        return report.groups().stream()
                .map(CompactedGroup::duplicateWindow)
                .max(Duration::compareTo)
                .map(window -> "; readers could see rows twice for " + Amounts.duration(window) + " at most")
                .orElse("");
    }

    private void row(MergeTotals totals, String partition) {
        row(
                Amounts.count(totals.sourceFiles()),
                Amounts.megabytes(totals.sourceBytes()),
                Amounts.count(totals.outputFiles()),
                Amounts.megabytes(totals.outputBytes()),
                partition);
    }

    /** From the left edge on, since sentences in the last column would leave half of a terminal empty. */
    private void note(String text) {
        out.println("  " + text);
    }

    private void row(String... cells) {
        if (!hasHead) {
            hasHead = true;
            row("FILES", "MB", "BECAME", "MB", "PARTITION");
        }
        out.print(String.format(Locale.ROOT, "%7s %9s %6s %9s  %s%n", (Object[]) cells));
    }
}
