package dev.coldpress.run;

import dev.coldpress.commit.LakeMarker;
import dev.coldpress.commit.OrphanCleanup;
import dev.coldpress.dispatch.PartitionDispatch;
import dev.coldpress.dispatch.PartitionTask;
import dev.coldpress.dispatch.TaskResult;
import dev.coldpress.dispatch.TaskResults;
import dev.coldpress.partition.LakeEntry;
import dev.coldpress.partition.LakeWalk;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreException;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PartitionReport.Failure;
import dev.coldpress.report.RecoveryAction;
import dev.coldpress.report.Stage;
import dev.coldpress.run.RestingPartitions.Resting;
import dev.coldpress.scan.PartitionFilter;
import dev.coldpress.settings.JobOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run on a whole lake: which partitions, in which order, and what is told of it. Runs once, by the calling thread
 * and those that it has beside it for the partitions.
 */
public final class LakeRun {

    private static final Logger LOG = LoggerFactory.getLogger(LakeRun.class);

    private static final Set<SkipReason> NOTHING_TO_DO =
            EnumSet.of(SkipReason.TOO_FEW_FILES, SkipReason.ALREADY_SIZED, SkipReason.AMPLIFICATION);

    private final RunContext context;
    private final PartitionWork work;
    private final Optional<PartitionDispatch> dispatch;
    private final LakeWalk walk;
    private final PartitionFilter filter;
    private final RunTotals tally = new RunTotals();
    private int finished;

    /** Directories that are a table format's: nothing below is touched, not even what is unfinished. */
    private final List<KeyPrefix> managed = new ArrayList<>();

    private final List<PartitionReport> unreadable = new ArrayList<>();

    /** For which partitions were left alone. */
    private final Set<ObjectKey> summaries = new HashSet<>();

    /** @param dispatch who compacts the partitions; if empty, threads of this process */
    public LakeRun(
            RunContext context,
            LakeWalk walk,
            PartitionFilter filter,
            PartitionWork work,
            Optional<PartitionDispatch> dispatch) {
        this.context = context;
        this.work = work;
        this.dispatch = dispatch;
        this.walk = walk;
        this.filter = filter;
    }

    /** Runs once. */
    public CompactionReport run() {
        Instant start = context.ports().clock().instant();
        context.listener().runStarted(start);
        try {
            compactEach(start);
            context.records().notes().removeClosed();
        } catch (RuntimeException | Error e) {
            context.listener().runFailed(e);
            throw e;
        }
        boolean stopped = context.isStopped();
        rememberWhatIsAtRest(!stopped && unreadable.isEmpty());
        if (!stopped) {
            cleanUp();
        }
        Duration duration = context.stages().since(start);
        CompactionReport report = tally.report(start, duration, stopped);
        RunLog.run(report);
        context.listener().runFinished(report);
        return report;
    }

    private void rememberWhatIsAtRest(boolean isWhole) {
        LakeMarker marker = context.records().marker();
        try {
            if (dispatch.isPresent() && marker.identity().isEmpty()) {
                // Another compactor may have written it since.
                marker.readIdentity();
            }
        } catch (StoreException e) {
            LOG.warn("The next run reads the records of all partitions: {}", e.getMessage());
        }
        context.records().rest().write(isWhole);
    }

    private void compactEach(Instant start) {
        context.records().register().begin();
        context.records().marker().read();
        context.hooks().tellPending();
        Set<KeyPrefix> open = context.records().notes().partitions();
        context.records().rest().read(true);
        RestingPartitions resting = new RestingPartitions(context, open, start, dispatch.isPresent());
        List<PartitionJob> jobs = context.stages().time(Stage.LIST, () -> jobsInOrder(resting));
        unreadable.forEach(report -> finished(finished++, report));
        jobs.forEach(job -> open.remove(job.partition()));
        open.removeIf(partition -> !filter.isOfShard(partition));
        open.removeIf(partition -> managed.stream().anyMatch(directory -> directory.contains(partition)));
        RunBudget budget = new RunBudget(context.settings(), context.ports().clock());
        for (KeyPrefix partition : open) {
            if (context.isStopped()) {
                break;
            }
            TaskResult result = work.settle(new PartitionJob(partition, List.of()), budget);
            result.restMark().ifPresent(context.records().rest()::add);
            // Where nothing was unfinished, the partition is told of as one that the settings leave out.
            if (result.report().leftAlone().isEmpty()) {
                finished(finished++, result.report());
            }
        }
        compact(jobs, resting, start, budget);
    }

    /** The report has them in the order of the jobs, whoever compacts them and whichever is done first. */
    private void compact(List<PartitionJob> jobs, RestingPartitions resting, Instant start, RunBudget budget) {
        AtomicInteger begun = new AtomicInteger();
        TaskResults results = (place, result) -> {
            begun.incrementAndGet();
            result.restMark().ifPresent(context.records().rest()::add);
            finished(finished + place, dispatch.isPresent() ? reportOfOther(result, start) : result.report());
        };
        if (dispatch.isPresent()) {
            List<PartitionTask> tasks = jobs.stream()
                    .map(job -> job.task(resting.listedBytes(job.partition())))
                    .toList();
            dispatch.get().dispatch(tasks, context::isStopped, results);
        } else {
            new PartitionThreads(context, work)
                    .compact(jobs, context.partitionsAtOnce(), budget, context::isStopped, results);
        }
        for (int i = begun.get(); i < jobs.size(); i++) {
            // Nobody knows what there is to merge, so it is in no backlog, and no listener hears of it.
            tally.count(SkipReason.RUN_BUDGET);
        }
    }

    /**
     * Where there was nothing to do any more, an attempt may have done it whose report is lost, or a run beside this
     * one. The newest merged file tells: it was written since the run began.
     */
    private static PartitionReport reportOfOther(TaskResult result, Instant start) {
        PartitionReport report = result.report();
        boolean hadNothingToDo = report.leftAlone()
                .filter(skip -> NOTHING_TO_DO.contains(skip.reason()))
                .isPresent();
        Optional<Instant> since = result.newestOutput().filter(time -> !time.isBefore(start));
        if (!hadNothingToDo || since.isEmpty()) {
            return report;
        }
        Skip skip = new Skip(
                SkipReason.COMPACTED_BY_ANOTHER,
                "its newest merged file is of " + since.get() + ", and nothing is known here of that merge");
        return new PartitionReport(
                report.partition(),
                report.compacted(),
                report.filesLeftAlone(),
                report.entriesLeftAlone(),
                Optional.of(skip),
                report.failure(),
                report.backlog(),
                report.duration());
    }

    private static PartitionReport unreadable(LakeEntry.Unreadable found) {
        Failure failure = new Failure(PartitionFilter.failure(found), found.fault());
        PartitionReport report = PartitionReport.failed(found.prefix(), failure);
        RunLog.partition(report);
        return report;
    }

    private void finished(int place, PartitionReport report) {
        context.listener().partitionFinished(report);
        tally.add(place, report);
    }

    private void cleanUp() {
        int cleared = new OrphanCleanup(
                        context.ports().store(),
                        context.records().register(),
                        context.settings().controlPrefix(),
                        context.settings().layout().base())
                .cleanUp(context.ports().clock().instant());
        context.listener().recovered(RecoveryAction.CLEARED_AWAY, cleared);
        context.hooks().tellPending();
    }

    private List<PartitionJob> jobsInOrder(RestingPartitions resting) {
        List<LakeEntry.Partition> partitions = new ArrayList<>();
        Iterator<LakeEntry> entries = resting.entries(walk);
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
                context.records().marker().requireNoLakeIn(inside.directory());
            } else if (entry instanceof LakeEntry.Unreadable found) {
                filter.skip(found)
                        .ifPresentOrElse(skip -> tally.count(skip.reason()), () -> unreadable.add(unreadable(found)));
            } else if (entry instanceof LakeEntry.Partition found) {
                Optional<Skip> skip = filter.skip(found);
                if (skip.isPresent()) {
                    leftAlone(found, skip.get());
                } else if (found.isAtRest()) {
                    atRest(found.path().prefix(), resting);
                } else {
                    partitions.add(found);
                }
            }
        }
        Comparator<LakeEntry.Partition> oldestFirst =
                Comparator.comparing(found -> found.path().window().start());
        // The sort is stable: partitions of the same time stay in the lake's order.
        partitions.sort(context.settings().jobOrder() == JobOrder.OLDEST ? oldestFirst : oldestFirst.reversed());
        return partitions.stream()
                .map(found -> new PartitionJob(found.path().prefix(), found.summaries()))
                .toList();
    }

    private void atRest(KeyPrefix partition, RestingPartitions resting) {
        Resting found = resting.take(partition);
        context.listener()
                .fileSizes(partition, PartitionFiles.array(found.sizes()), PartitionFiles.array(found.sizes()));
        PartitionReport report = PartitionReport.leftAlone(partition, found.why());
        RunLog.partition(report);
        finished(finished++, report);
    }

    private void leftAlone(String path, Skip why) {
        context.listener().pathLeftAlone(path, why);
        tally.count(why.reason());
    }

    /**
     * Each partition is counted, and each summary file told of once, since it may keep a whole lake from being
     * compacted.
     */
    private void leftAlone(LakeEntry.Partition found, Skip why) {
        tally.count(why.reason());
        if (why.reason() == SkipReason.SUMMARY_FILE
                && summaries.add(found.summaries().get(0))) {
            context.listener().pathLeftAlone(found.summaries().get(0).path(), why);
            LOG.warn("Partitions are left alone: {}", why.detail());
        }
    }
}
