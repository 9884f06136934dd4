package dev.coldpress.run;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.report.Backlog;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what became of a run's partitions. For several threads. */
final class RunTotals {

    private final SortedMap<Integer, PartitionReport> reports = new TreeMap<>();
    private final Map<SkipReason, Integer> leftAlone = new EnumMap<>(SkipReason.class);
    private final Map<SkipReason, Long> entries = new EnumMap<>(SkipReason.class);
    private Backlog backlog = Backlog.NONE;

    synchronized void count(SkipReason reason) {
        leftAlone.merge(reason, 1, Integer::sum);
    }

    /** @param place by which the reports are put in order; each comes once */
    synchronized void add(int place, PartitionReport report) {
        backlog = backlog.plus(report.backlog());
        report.leftAlone().ifPresent(skip -> count(skip.reason()));
        report.filesLeftAlone().forEach(file -> entries.merge(file.reason(), 1L, Long::sum));
        report.entriesLeftAlone().forEach(one -> entries.merge(one.reason(), one.count(), Long::sum));
        boolean worthTelling = !report.compacted().isEmpty()
                || !report.filesLeftAlone().isEmpty()
                || report.failure().isPresent();
        if (worthTelling) {
            reports.put(place, report);
        }
    }

    synchronized CompactionReport report(Instant start, Duration duration, boolean stopped) {
        return new CompactionReport(
                start, duration, List.copyOf(reports.values()), leftAlone, entries, backlog, stopped);
    }
}
