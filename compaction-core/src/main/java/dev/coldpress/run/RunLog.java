package dev.coldpress.run;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each partition where something happened, and one for each run; the figures as key-value pairs. */
final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private RunLog() {}

    static void partition(PartitionReport report) {
        String partition = report.partition().shown();
        if (!report.compacted().isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("partition", partition)
                    .addKeyValue("filesMerged", report.sourceFiles())
                    .addKeyValue("filesWritten", report.compacted().size())
                    .addKeyValue("originalSizeBytes", report.sourceBytes())
                    .addKeyValue("mergedSizeBytes", report.outputBytes())
                    .addKeyValue("seconds", seconds(report.duration()))
                    .addKeyValue("tiers", counts(report.tiers()))
                    .log("partition compacted");
        }
        if (!report.filesLeftAlone().isEmpty()) {
            SkippedFile first = report.filesLeftAlone().get(0);
            LOG.atInfo()
                    .addKeyValue("partition", partition)
                    .addKeyValue("reasons", reasons(report.filesLeftAlone()))
                    .addKeyValue("first", first.key().name())
                    .addKeyValue("detail", first.detail())
                    .log("files set aside");
        }
        report.failure()
                .ifPresent(failure -> LOG.atError()
                        .addKeyValue("partition", partition)
                        .addKeyValue("seconds", seconds(report.duration()))
                        .addKeyValue("cause", failure.message())
                        .log("partition failed"));
        report.leftAlone()
                .ifPresent(skip -> LOG.atDebug()
                        .addKeyValue("partition", partition)
                        .addKeyValue("reason", skip.reason().label())
                        .addKeyValue("detail", skip.detail())
                        .log("partition left alone"));
    }

    static void run(CompactionReport report) {
        LOG.atInfo()
                .addKeyValue("success", report.isSuccess())
                .addKeyValue("stopped", report.stopped())
                .addKeyValue("partitionsCompacted", report.partitionsCompacted())
                .addKeyValue("partitionsFailed", report.partitionsFailed())
                .addKeyValue("partitionsLeftAlone", counts(report.partitionsLeftAlone()))
                .addKeyValue("filesMerged", sum(report, CompactedGroup::sourceFiles))
                .addKeyValue("filesWritten", report.groups().size())
                .addKeyValue("originalSizeBytes", sum(report, CompactedGroup::sourceBytes))
                .addKeyValue("mergedSizeBytes", sum(report, CompactedGroup::outputBytes))
                .addKeyValue("backlogFiles", report.backlog().files())
                .addKeyValue("backlogBytes", report.backlog().bytes())
                .addKeyValue("seconds", seconds(report.duration()))
                .log("run finished");
    }

    private static long sum(CompactionReport report, ToLongFunction<CompactedGroup> figure) {
        return report.groups().stream().mapToLong(figure).sum();
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
