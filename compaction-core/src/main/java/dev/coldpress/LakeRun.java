package dev.coldpress;

import dev.coldpress.PartitionReport.Failure;
import dev.coldpress.commit.Janitor;
import dev.coldpress.commit.LakeMarker;
import dev.coldpress.partition.LakeEntry;
import dev.coldpress.partition.LakeWalk;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** One run on a whole lake: which partitions, in which order, and what is told of it. For one thread, once. */
final class LakeRun {

    private final Toolbox tools;
    private final LakeWalk walk;
    private final PartitionFilter filter;
    private final Tally tally = new Tally();

    /** Directories that are a table format's: nothing below is touched, not even what is unfinished. */
    private final List<KeyPrefix> managed = new ArrayList<>();

    private final List<PartitionReport> unreadable = new ArrayList<>();

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
            BiFunction<KeyPrefix, RunBudget, PartitionReport> compaction,
            BiFunction<KeyPrefix, RunBudget, PartitionReport> settlement) {
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
            BiFunction<KeyPrefix, RunBudget, PartitionReport> compaction,
            BiFunction<KeyPrefix, RunBudget, PartitionReport> settlement) {
        tools.register().begin();
        tools.marker().read();
        Set<KeyPrefix> open = tools.notes().partitions();
        List<KeyPrefix> partitions = tools.stages().time(Stage.LIST, () -> partitionsInOrder(start));
        unreadable.forEach(this::finished);
        partitions.forEach(open::remove);
        open.removeIf(partition -> managed.stream().anyMatch(directory -> directory.contains(partition)));
        RunBudget budget = new RunBudget(tools.settings(), tools.clock());
        for (KeyPrefix partition : open) {
            if (tools.stopRequested().getAsBoolean()) {
                break;
            }
            PartitionReport report = settlement.apply(partition, budget);
            // Where nothing was unfinished, the partition is told of as one that the settings leave out.
            if (report.leftAlone().isEmpty()) {
                finished(report);
            }
        }
        for (KeyPrefix partition : partitions) {
            if (tools.stopRequested().getAsBoolean()) {
                break;
            }
            finished(compaction.apply(partition, budget));
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

    private List<KeyPrefix> partitionsInOrder(Instant now) {
        record Job(KeyPrefix partition, Instant start) {}
        List<Job> jobs = new ArrayList<>();
        Iterator<LakeEntry> entries = walk.entries(now);
        while (entries.hasNext()) {
            LakeEntry entry = entries.next();
            if (entry instanceof LakeEntry.NotInLayout stray) {
                tools.listener().notInLayout(stray.path());
                tally.count(SkipReason.NOT_IN_LAYOUT);
            } else if (entry instanceof LakeEntry.Managed found) {
                managed.add(found.prefix());
                tally.count(SkipReason.TABLE_FORMAT_MANAGED);
            } else if (entry instanceof LakeEntry.LakeInside inside) {
                throw LakeMarker.insideIs(inside.directory());
            } else if (entry instanceof LakeEntry.Unreadable found) {
                filter.skip(found)
                        .ifPresentOrElse(skip -> tally.count(skip.reason()), () -> unreadable.add(unreadable(found)));
            } else if (entry instanceof LakeEntry.Partition found) {
                filter.skip(found)
                        .ifPresentOrElse(
                                skip -> tally.count(skip.reason()),
                                () -> jobs.add(new Job(
                                        found.path().prefix(),
                                        found.path().window().start())));
            }
        }
        Comparator<Job> oldestFirst = Comparator.comparing(Job::start);
        // The sort is stable: partitions of the same time stay in the lake's order.
        jobs.sort(tools.settings().jobOrder() == JobOrder.OLDEST ? oldestFirst : oldestFirst.reversed());
        return jobs.stream().map(Job::partition).toList();
    }
}
