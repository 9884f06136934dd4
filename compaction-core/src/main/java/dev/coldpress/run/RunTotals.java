package dev.coldpress.run;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.report.Backlog;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what became of a run's partitions. For one thread. */
final class RunTotals {

    private final List<PartitionReport> reports = new ArrayList<>();
    private final Map<SkipReason, Integer> leftAlone = new EnumMap<>(SkipReason.class);
    private final Map<SkipReason, Long> entries = new EnumMap<>(SkipReason.class);
    private Backlog backlog = Backlog.NONE;

    void count(SkipReason reason) {
        leftAlone.merge(reason, 1, Integer::sum);
    }

    void add(PartitionReport report) {
        backlog = backlog.plus(report.backlog());
        report.leftAlone().ifPresent(skip -> count(skip.reason()));
        report.filesLeftAlone().forEach(file -> entries.merge(file.reason(), 1L, Long::sum));
        report.entriesLeftAlone().forEach(one -> entries.merge(one.reason(), one.count(), Long::sum));
        boolean worthTelling = !report.compacted().isEmpty()
                || !report.filesLeftAlone().isEmpty()
                || report.failure().isPresent();
        if (worthTelling) {
            reports.add(report);
        }
    }

    CompactionReport report(Instant start, Duration duration, boolean stopped) {
        return new CompactionReport(start, duration, reports, leftAlone, entries, backlog, stopped);
    }
}
