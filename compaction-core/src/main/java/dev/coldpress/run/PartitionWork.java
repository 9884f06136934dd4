package dev.coldpress.run;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.FailureText;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PartitionReport.Failure;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compacts single partitions. What fails in one is in its report, and keeps nobody from the next. For several threads. */
public final class PartitionWork {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionWork.class);

    private final RunContext context;

    public PartitionWork(RunContext context) {
        this.context = context;
    }

    /**
     * Finishes what is unfinished in a partition, and merges what there is to merge.
     *
     * @throws UnfitStoreException if the store cannot keep rows safe
     */
    public PartitionReport compact(PartitionJob job, RunBudget budget) {
        return told(attempt(job, budget, true).report());
    }

    /**
     * What one attempt at a partition came to.
     *
     * @param isDisturbed whether it gave up because the partition kept changing
     */
    record Attempt(PartitionReport report, boolean isDisturbed) {}

    /**
     * The same while other threads of the run work on other partitions. They may disturb each other: if one file is linked into
     * several partitions of a local lake, the delete of one link gives the other links another version. Then it gives up early.
     *
     * @throws UnfitStoreException if the store cannot keep rows safe
     */
    Attempt compactBesideOthers(PartitionJob job, RunBudget budget) {
        Attempt attempt = attempt(job, budget, false);
        return attempt.isDisturbed() ? attempt : new Attempt(told(attempt.report()), false);
    }

    private Attempt attempt(PartitionJob job, RunBudget budget, boolean isAlone) {
        return contained(job.partition(), () -> {
            PartitionRun run = new PartitionRun(context, budget, job, isAlone);
            return new Attempt(run.run(), run.isDisturbed());
        });
    }

    /**
     * Finishes what is unfinished in a partition, and begins nothing. The partition is left alone if nothing was.
     *
     * @throws UnfitStoreException if the store cannot keep rows safe
     */
    PartitionReport settle(PartitionJob job, RunBudget budget) {
        return told(contained(
                        job.partition(),
                        () -> new Attempt(new PartitionRun(context, budget, job, true).settle(), false))
                .report());
    }

    private static PartitionReport told(PartitionReport report) {
        RunLog.partition(report);
        return report;
    }

    private Attempt contained(KeyPrefix partition, Supplier<Attempt> work) {
        try {
            return work.get();
        } catch (UnfitStoreException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            // A bug, too little memory, or a native library that cannot be loaded: it may concern this partition alone.
            // Whatever it left half done is on record, and the next run resolves it.
            LOG.error("The compaction of {} failed unexpectedly", partition.shown(), e);
            Failure failure = new Failure(FailureText.of("the compaction of " + partition.shown(), e), e);
            return new Attempt(PartitionReport.failed(partition, failure), false);
        }
    }
}
