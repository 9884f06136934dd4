package dev.coldpress.app.plan;

import dev.coldpress.app.lake.LayoutReport;
import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.report.LeftAloneText;
import dev.coldpress.app.report.StrayPaths;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.Skip;
import dev.coldpress.report.PlannedPartition;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** A plan for people. The columns have fixed widths and the path comes last, so that rows need not be held back. */
final class PlanTable implements PlanOutput {

    private final PrintStream out;
    private final PlanTotals totals = new PlanTotals();
    private final StrayPaths strays = new StrayPaths();

    PlanTable(PrintStream out) {
        this.out = out;
        row("FILES", "MB", "BECOME", "PARTITION");
    }

    @Override
    public void accept(PlannedPartition partition) {
        totals.add(partition);
        if (partition.groups().isEmpty()) {
            row(
                    "-",
                    "-",
                    "-",
                    partition.partition().shown()
                            + partition.leftAlone().map(LeftAloneText::of).orElse("")
                            + partition.failure().map(why -> "  FAILED: " + why).orElse(""));
        } else {
            List<FileGroup> groups = partition.groups();
            row(
                    Amounts.count(groups.stream()
                            .mapToInt(group -> group.replaced().size())
                            .sum()),
                    Amounts.megabytes(
                            groups.stream().mapToLong(FileGroup::sizeBytes).sum()),
                    Amounts.count(groups.size()),
                    partition.partition().shown());
        }
        partition.filesLeftAlone().forEach(file -> row("", "", "", LeftAloneText.of(file)));
        partition
                .entriesLeftAlone()
                .forEach(entries -> row("", "", "", LeftAloneText.of(partition.partition(), entries)));
    }

    @Override
    public void pathLeftAlone(String path, Skip why) {
        totals.addLeftAlone(why.reason());
        strays.line(path, why).ifPresent(line -> row("-", "-", "-", line));
    }

    @Override
    public boolean end(LayoutReport layout) {
        strays.more().forEach(line -> row("-", "-", "-", line));
        row(
                Amounts.count(totals.files()),
                Amounts.megabytes(totals.bytes()),
                Amounts.count(totals.outputs()),
                "in " + Amounts.count(totals.partitions(), "partition") + " to compact"
                        + LeftAloneText.counts(totals.partitionsLeftAlone(), totals.entriesLeftAlone())
                        + failures());
        return totals.partitionsFailed() == 0;
    }

    private String failures() {
        long failed = totals.partitionsFailed();
        return failed == 0 ? "" : "; " + Amounts.count(failed, "partition") + " FAILED";
    }

    private void row(String files, String megabytes, String become, String partition) {
        out.print(String.format(Locale.ROOT, "%9s  %12s  %9s  %s%n", files, megabytes, become, partition));
    }
}
