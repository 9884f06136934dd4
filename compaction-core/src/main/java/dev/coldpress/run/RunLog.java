package dev.coldpress.run;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.LogLine;
import dev.coldpress.report.MergeTotals;
import dev.coldpress.report.PartitionReport;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each partition where something happened, and one for each run, with the figures. */
final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private RunLog() {}

    static void partition(PartitionReport report) {
        String partition = report.partition().shown();
        if (!report.compacted().isEmpty()) {
            MergeTotals totals = report.totals();
            LogLine.of("partition compacted")
                    .fact("partition", partition)
                    .fact("filesMerged", totals.sourceFiles())
                    .fact("filesWritten", totals.outputFiles())
                    .fact("originalSizeBytes", totals.sourceBytes())
                    .fact("mergedSizeBytes", totals.outputBytes())
                    .fact("seconds", seconds(report.duration()))
                    .fact("tiers", counts(report.tiers()))
                    .to(LOG.atInfo());
        }
        if (!report.filesLeftAlone().isEmpty()) {
            SkippedFile first = report.filesLeftAlone().get(0);
            LogLine.of("files set aside")
                    .fact("partition", partition)
                    .fact("reasons", reasons(report.filesLeftAlone()))
                    .fact("first", first.key().name())
                    .fact("detail", first.detail())
                    .to(LOG.atInfo());
        }
        report.failure()
                .ifPresent(failure -> LogLine.of("partition failed")
                        .fact("partition", partition)
                        .fact("seconds", seconds(report.duration()))
                        .fact("cause", failure.message())
                        .to(LOG.atError()));
        report.leftAlone()
                .ifPresent(skip -> LogLine.of("partition left alone")
                        .fact("partition", partition)
                        .fact("reason", skip.reason().label())
                        .fact("detail", skip.detail())
                        .to(LOG.atDebug()));
    }

    static void run(CompactionReport report) {
        MergeTotals totals = report.totals();
        LogLine.of("run finished")
                .fact("success", report.isSuccess())
                .fact("stopped", report.stopped())
                .fact("partitionsCompacted", report.partitionsCompacted())
                .fact("partitionsFailed", report.partitionsFailed())
                .fact("partitionsLeftAlone", counts(report.partitionsLeftAlone()))
                .fact("filesMerged", totals.sourceFiles())
                .fact("filesWritten", totals.outputFiles())
                .fact("originalSizeBytes", totals.sourceBytes())
                .fact("mergedSizeBytes", totals.outputBytes())
                .fact("backlogFiles", report.backlog().files())
                .fact("backlogBytes", report.backlog().bytes())
                .fact("seconds", seconds(report.duration()))
                .to(LOG.atInfo());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String reasons(List<SkippedFile> files) {
        Map<SkipReason, Integer> counts = new EnumMap<>(SkipReason.class);
        files.forEach(file -> counts.merge(file.reason(), 1, Integer::sum));
        return counts(counts);
    }

    /** As {@code hot:2,quiet-period:1}; empty if there is nothing. */
    private static <K extends Comparable<K>> String counts(Map<K, Integer> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(one -> one.getKey() + ":" + one.getValue())
                        .collect(Collectors.joining(","));
    }
}
