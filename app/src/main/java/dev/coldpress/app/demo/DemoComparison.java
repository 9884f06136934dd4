package dev.coldpress.app.demo;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.print.SizeHistogram.SizeClass;
import dev.coldpress.app.print.TextTable;
import dev.coldpress.app.report.LeftAloneText;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Before and after, and whether what must not change has not changed. */
record DemoComparison(DemoLake demo, DemoSnapshot before, DemoSnapshot after, CompactionReport report) {

    /** Returns whether everything is as promised. */
    boolean print(PrintStream out) {
        out.println("4. Before and after");
        sizes().lines().forEach(line -> out.println("   " + line));
        out.println();
        out.println("5. Left alone, and why");
        printLeftAlone(out);
        out.println();
        out.println("6. Promises");
        boolean areRowsEqual = promise(
                out,
                before.rows() == after.rows(),
                "rows: " + Amounts.count(before.rows()) + " before, " + Amounts.count(after.rows()) + " after");
        boolean isRestUntouched = promise(
                out,
                before.hashes().equals(after.hashes()),
                "the corrupt file and the hot hour: "
                        + Amounts.count(before.hashes().size(), "file") + " byte for byte as before (SHA-256)");
        boolean isComplete = promise(out, report.isSuccess(), "no partition failed");
        return areRowsEqual && isRestUntouched && isComplete;
    }

    private void printLeftAlone(PrintStream out) {
        report.partitionsLeftAlone()
                .forEach((reason, count) -> out.println("   " + Amounts.count(count, "partition") + ": "
                        + reason.label() + ". " + reason.explanation()));
        Set<ObjectKey> outputs =
                report.groups().stream().map(CompactedGroup::output).collect(Collectors.toSet());
        report.partitions().stream()
                .flatMap(partition -> partition.filesLeftAlone().stream())
                .filter(file -> !outputs.contains(file.key()))
                .forEach(file -> out.println("   " + LeftAloneText.of(file)));
        out.println("   Two schemas that contradict each other, in " + demo.conflicting() + ": "
                + became(demo.conflicting()));
        out.println("   A column that was added, in " + demo.evolving() + ": " + became(demo.evolving()));
    }

    private TextTable sizes() {
        TextTable table = new TextTable("lrrrr", "FILE SIZE", "FILES", "MB", "FILES NOW", "MB NOW");
        List<SizeClass> sizesBefore = before.files().dataFiles().classes();
        List<SizeClass> sizesAfter = after.files().dataFiles().classes();
        for (int i = 0; i < sizesBefore.size(); i++) {
            SizeClass old = sizesBefore.get(i);
            SizeClass now = sizesAfter.get(i);
            if (old.files() + now.files() > 0) {
                row(table, old.label(), old.files(), old.bytes(), now.files(), now.bytes());
            }
        }
        row(
                table,
                "in all",
                before.files().dataFiles().files(),
                before.files().dataFiles().bytes(),
                after.files().dataFiles().files(),
                after.files().dataFiles().bytes());
        return table;
    }

    private static void row(TextTable table, String label, long files, long bytes, long filesNow, long bytesNow) {
        table.row(
                label,
                Amounts.count(files),
                Amounts.megabytes(bytes),
                Amounts.count(filesNow),
                Amounts.megabytes(bytesNow));
    }

    private String became(KeyPrefix partition) {
        return report.partitions().stream()
                .filter(one -> one.partition().equals(partition))
                .map(PartitionReport::compacted)
                .map(groups -> Amounts.count(
                                groups.stream()
                                        .mapToLong(CompactedGroup::sourceFiles)
                                        .sum(),
                                "file") + " became "
                        + Amounts.count(groups.size()))
                .findFirst()
                .orElse("nothing was merged");
    }

    private static boolean promise(PrintStream out, boolean isKept, String text) {
        out.println((isKept ? "   kept    " : "   BROKEN  ") + text);
        return isKept;
    }
}
