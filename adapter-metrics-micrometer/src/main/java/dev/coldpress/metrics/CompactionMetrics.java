package dev.coldpress.metrics;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.report.Backlog;
import dev.coldpress.report.ClaimResult;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.GroupResult;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.RecoveryAction;
import dev.coldpress.report.Stage;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Feeds a registry with what a compactor does. Every metric is there from the beginning, with zero or, for gauges, with
 * no number until the first run has ended; only the tiers of {@code compaction.columns} appear as a codec names them.
 * No label ever holds a partition, a key or a time.
 *
 * <p>For one compactor at a time. The registry may be read by any thread.
 */
public final class CompactionMetrics implements CompactionListener {

    /** Reasons that no waiting cures. */
    private static final Set<SkipReason> SET_ASIDE = EnumSet.of(
            SkipReason.SCHEMA_CONFLICT,
            SkipReason.METADATA_CONFLICT,
            SkipReason.ENCRYPTED,
            SkipReason.UNSUPPORTED,
            SkipReason.QUARANTINED,
            SkipReason.ROWS_TWICE,
            SkipReason.MEMORY_BUDGET,
            SkipReason.TABLE_FORMAT_MANAGED);

    /**
     * Why partitions are left alone before anybody has looked into them, and mostly without a listener hearing of it.
     */
    private static final Set<SkipReason> BY_PATH =
            EnumSet.of(SkipReason.HOT, SkipReason.EXCLUDED, SkipReason.SUMMARY_FILE);

    private static final double[] FILE_SIZES = {1 << 20, 16 << 20, 64 << 20, 96 << 20, 128 << 20, 256 << 20};
    private static final Duration[] WINDOWS =
            Stream.of(1, 5, 10, 30, 60, 300).map(Duration::ofSeconds).toArray(Duration[]::new);

    private final Meters meters;
    private final Gauges gauges;
    private final Timer runDuration;
    private final Timer duplicateWindow;
    private final DistributionSummary outputFileSize;

    /** Of the run that is under way, without those that are left alone by their path. */
    private final AtomicLong partitionsFinished = new AtomicLong();

    /** Registers all metrics. The registry belongs to the caller. */
    public CompactionMetrics(MeterRegistry registry) {
        this.meters = new Meters(registry);
        this.gauges = new Gauges(registry);
        this.runDuration = meters.timer(Metric.RUN_DURATION);
        this.duplicateWindow = meters.timer(Metric.DUPLICATE_WINDOW, WINDOWS);
        this.outputFileSize = meters.distribution(Metric.OUTPUT_FILE_SIZE, FILE_SIZES);
        meters.prepare(Metric.RUNS, "success", "partial", "stopped", "failed");
        meters.prepare(Metric.PARTITIONS, "compacted", "left-alone", "failed");
        meters.prepare(Metric.GROUPS, labels(GroupResult.values(), GroupResult::label));
        meters.prepare(Metric.SOURCES_DELETED, labels(DeleteResult.Outcome.values(), CompactionMetrics::label));
        meters.prepare(Metric.RECOVERED, labels(RecoveryAction.values(), RecoveryAction::label));
        meters.prepare(Metric.CLAIMS, labels(ClaimResult.values(), ClaimResult::label));
        for (Metric plain : List.of(
                Metric.INPUT_FILES,
                Metric.INPUT_BYTES,
                Metric.INPUT_ROWS,
                Metric.OUTPUT_FILES,
                Metric.OUTPUT_BYTES,
                Metric.OUTPUT_ROWS,
                Metric.VERIFY_FAILURES)) {
            meters.count(plain, 0);
        }
        for (Stage stage : Stage.values()) {
            meters.timer(Metric.STAGE_DURATION, stage.label());
        }
        for (SkipReason reason : SkipReason.values()) {
            gauges.prepare(Metric.PARTITIONS_SKIPPED, reason.label());
            gauges.prepare(Metric.FILES_SKIPPED, reason.label());
        }
        SET_ASIDE.forEach(reason -> gauges.prepare(Metric.QUARANTINED, reason.label()));
        for (Metric plain : List.of(
                Metric.LAST_SUCCESS,
                Metric.PARTITIONS_MATCHED,
                Metric.BACKLOG_PARTITIONS,
                Metric.BACKLOG_FILES,
                Metric.BACKLOG_BYTES)) {
            gauges.prepare(plain, "");
        }
        gauges.prepareAge(Metric.BACKLOG_AGE);
    }

    private static <E> String[] labels(E[] values, Function<E, String> label) {
        return Stream.of(values).map(label).toArray(String[]::new);
    }

    private static String label(DeleteResult.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void runStarted(Instant at) {
        partitionsFinished.set(0);
    }

    @Override
    public void partitionFinished(PartitionReport report) {
        if (report.leftAlone().filter(skip -> BY_PATH.contains(skip.reason())).isEmpty()) {
            partitionsFinished.incrementAndGet();
        }
        String state = report.compacted().isEmpty() ? "left-alone" : "compacted";
        meters.count(Metric.PARTITIONS, 1, report.failure().isPresent() ? "failed" : state);
        report.compacted().forEach(this::count);
    }

    private void count(CompactedGroup group) {
        meters.count(Metric.INPUT_FILES, group.sourceFiles());
        meters.count(Metric.INPUT_BYTES, group.sourceBytes());
        meters.count(Metric.INPUT_ROWS, group.rowCount());
        meters.count(Metric.OUTPUT_FILES, 1);
        meters.count(Metric.OUTPUT_BYTES, group.outputBytes());
        meters.count(Metric.OUTPUT_ROWS, group.rowCount());
        outputFileSize.record((double) group.outputBytes());
        group.tiers().forEach((tier, chunks) -> meters.count(Metric.COLUMNS, chunks, tier));
        if (!group.recovered()) {
            // Of a recovered one nobody knows when it was published.
            duplicateWindow.record(group.duplicateWindow());
        }
    }

    @Override
    public void stageFinished(Stage stage, Duration duration) {
        meters.timer(Metric.STAGE_DURATION, stage.label()).record(duration);
    }

    @Override
    public void groupFinished(GroupResult result) {
        meters.count(Metric.GROUPS, 1, result.label());
        if (result == GroupResult.VERIFY_FAILED) {
            meters.count(Metric.VERIFY_FAILURES, 1);
        }
    }

    @Override
    public void sourceDeleted(DeleteResult.Outcome outcome) {
        meters.count(Metric.SOURCES_DELETED, 1, label(outcome));
    }

    @Override
    public void claimed(ClaimResult result) {
        meters.count(Metric.CLAIMS, 1, result.label());
    }

    @Override
    public void recovered(RecoveryAction action, int count) {
        meters.count(Metric.RECOVERED, count, action.label());
    }

    @Override
    public void runFailed(Throwable cause) {
        meters.count(Metric.RUNS, 1, "failed");
    }

    @Override
    public void runFinished(CompactionReport report) {
        meters.count(Metric.RUNS, 1, result(report));
        runDuration.record(report.duration());
        if (report.stopped()) {
            // It has not seen the whole lake: what the run before it saw is nearer to the truth.
            return;
        }
        if (report.isSuccess()) {
            Instant end = report.startedAt().plus(report.duration());
            gauges.set(Metric.LAST_SUCCESS, "", end.toEpochMilli() / 1000.0);
        }
        gauges.set(Metric.PARTITIONS_MATCHED, "", partitionsMatched(report));
        for (SkipReason reason : SkipReason.values()) {
            gauges.set(
                    Metric.PARTITIONS_SKIPPED,
                    reason.label(),
                    report.partitionsLeftAlone().getOrDefault(reason, 0));
            gauges.set(
                    Metric.FILES_SKIPPED,
                    reason.label(),
                    report.entriesLeftAlone().getOrDefault(reason, 0L));
        }
        SET_ASIDE.forEach(reason -> gauges.set(Metric.QUARANTINED, reason.label(), files(report, reason)));
        Backlog backlog = report.backlog();
        gauges.set(Metric.BACKLOG_PARTITIONS, "", backlog.partitions());
        gauges.set(Metric.BACKLOG_FILES, "", backlog.files());
        gauges.set(Metric.BACKLOG_BYTES, "", backlog.bytes());
        gauges.setAge(backlog);
    }

    private long partitionsMatched(CompactionReport report) {
        return partitionsFinished.get()
                + BY_PATH.stream()
                        .mapToLong(reason -> report.partitionsLeftAlone().getOrDefault(reason, 0))
                        .sum();
    }

    private static String result(CompactionReport report) {
        if (!report.isSuccess()) {
            return "partial";
        }
        return report.stopped() ? "stopped" : "success";
    }

    private static long files(CompactionReport report, SkipReason reason) {
        return report.partitions().stream()
                .flatMap(partition -> partition.filesLeftAlone().stream())
                .map(SkippedFile::reason)
                .filter(reason::equals)
                .count();
    }
}
