package dev.coldpress;

import dev.coldpress.PartitionReport.Failure;
import dev.coldpress.commit.Janitor;
import dev.coldpress.partition.LakeEntry;
import dev.coldpress.partition.LakeWalk;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run on a whole lake: which partitions, in which order, and what is told of it. For one thread, once. */
final class LakeRun {

    private static final Logger LOG = LoggerFactory.getLogger(LakeRun.class);

    private final Toolbox tools;
    private final LakeWalk walk;
    private final PartitionFilter filter;
    private final Tally tally = new Tally();

    /** Directories that are a table format's: nothing below is touched, not even what is unfinished. */
    private final List<KeyPrefix> managed = new ArrayList<>();

    private final List<PartitionReport> unreadable = new ArrayList<>();

    /** For which partitions were left alone. */
    private final Set<ObjectKey> summaries = new HashSet<>();

    LakeRun(Toolbox tools, LakeWalk walk, PartitionFilter filter) {
        this.tools = tools;
        this.walk = walk;
        this.filter = filter;
    }

    /**
     * Runs once.
     *
     * @param compaction for the partitions that the settings let it look at
     * @param settlement for others in which something may be unfinished: ends that, and begins nothing
     */
    CompactionReport run(
            BiFunction<PartitionJob, RunBudget, PartitionReport> compaction,
            BiFunction<PartitionJob, RunBudget, PartitionReport> settlement) {
        Instant start = tools.clock().instant();
        tools.listener().runStarted(start);
        try {
            compactEach(start, compaction, settlement);
        } catch (RuntimeException | Error e) {
            tools.listener().runFailed(e);
            throw e;
        }
        boolean stopped = tools.stopRequested().getAsBoolean();
        if (!stopped) {
            cleanUp();
        }
        Duration duration = tools.stages().since(start);
        CompactionReport report = tally.report(start, duration, stopped);
        RunLog.run(report);
        tools.listener().runFinished(report);
        return report;
    }

    private void compactEach(
            Instant start,
            BiFunction<PartitionJob, RunBudget, PartitionReport> compaction,
            BiFunction<PartitionJob, RunBudget, PartitionReport> settlement) {
        tools.register().begin();
        tools.marker().read();
        Set<KeyPrefix> open = tools.notes().partitions();
        List<PartitionJob> jobs = tools.stages().time(Stage.LIST, () -> jobsInOrder(start));
        unreadable.forEach(this::finished);
        jobs.forEach(job -> open.remove(job.partition()));
        open.removeIf(partition -> managed.stream().anyMatch(directory -> directory.contains(partition)));
        RunBudget budget = new RunBudget(tools.settings(), tools.clock());
        for (KeyPrefix partition : open) {
            if (tools.stopRequested().getAsBoolean()) {
                break;
            }
            PartitionReport report = settlement.apply(new PartitionJob(partition, List.of()), budget);
            // Where nothing was unfinished, the partition is told of as one that the settings leave out.
            if (report.leftAlone().isEmpty()) {
                finished(report);
            }
        }
        for (PartitionJob job : jobs) {
            if (tools.stopRequested().getAsBoolean()) {
                // Nobody knows what there is to merge, so it is in no backlog, and no listener hears of it.
                tally.count(SkipReason.RUN_BUDGET);
            } else {
                finished(compaction.apply(job, budget));
            }
        }
    }

    private static PartitionReport unreadable(LakeEntry.Unreadable found) {
        Failure failure = new Failure(PartitionFilter.failure(found), found.fault());
        PartitionReport report = PartitionReport.failed(found.prefix(), failure);
        RunLog.partition(report);
        return report;
    }

    private void finished(PartitionReport report) {
        tools.listener().partitionFinished(report);
        tally.add(report);
    }

    private void cleanUp() {
        int cleared = new Janitor(
                        tools.store(), tools.register(), tools.settings().controlPrefix())
                .cleanUp(tools.clock().instant());
        tools.listener().recovered(RecoveryAction.CLEARED_AWAY, cleared);
    }

    private List<PartitionJob> jobsInOrder(Instant now) {
        List<LakeEntry.Partition> partitions = new ArrayList<>();
        Iterator<LakeEntry> entries = walk.entries(now);
        while (entries.hasNext()) {
            LakeEntry entry = entries.next();
            if (entry instanceof LakeEntry.NotInLayout stray) {
                leftAlone(stray.path(), PartitionFilter.NOT_IN_LAYOUT);
            } else if (entry instanceof LakeEntry.Unlisted found) {
                leftAlone(PartitionFilter.path(found), PartitionFilter.skipOf(found));
            } else if (entry instanceof LakeEntry.Managed found) {
                managed.add(found.prefix());
                tally.count(SkipReason.TABLE_FORMAT_MANAGED);
            } else if (entry instanceof LakeEntry.LakeInside inside) {
                tools.marker().requireNoLakeIn(inside.directory());
            } else if (entry instanceof LakeEntry.Unreadable found) {
                filter.skip(found)
                        .ifPresentOrElse(skip -> tally.count(skip.reason()), () -> unreadable.add(unreadable(found)));
            } else if (entry instanceof LakeEntry.Partition found) {
                filter.skip(found).ifPresentOrElse(skip -> leftAlone(found, skip), () -> partitions.add(found));
            }
        }
        Comparator<LakeEntry.Partition> oldestFirst =
                Comparator.comparing(found -> found.path().window().start());
        // The sort is stable: partitions of the same time stay in the lake's order.
        partitions.sort(tools.settings().jobOrder() == JobOrder.OLDEST ? oldestFirst : oldestFirst.reversed());
        return partitions.stream()
                .map(found -> new PartitionJob(found.path().prefix(), found.summaries()))
                .toList();
    }

    private void leftAlone(String path, Skip why) {
        tools.listener().pathLeftAlone(path, why);
        tally.count(why.reason());
    }

    /** Each partition is counted, and each summary file told of once, since it may keep a whole lake from being compacted. */
    private void leftAlone(LakeEntry.Partition found, Skip why) {
        tally.count(why.reason());
        if (why.reason() == SkipReason.SUMMARY_FILE
                && summaries.add(found.summaries().get(0))) {
            tools.listener().pathLeftAlone(found.summaries().get(0).path(), why);
            LOG.warn("Partitions are left alone: {}", why.detail());
        }
    }
}
