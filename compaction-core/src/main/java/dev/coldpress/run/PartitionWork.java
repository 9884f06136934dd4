package dev.coldpress.run;

import dev.coldpress.dispatch.TaskResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.FailureText;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PartitionReport.Failure;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts single partitions. What fails in one is in its report, and keeps nobody from the next. For several threads.
 */
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
    public TaskResult compact(PartitionJob job, RunBudget budget) {
        return contained(job.partition(), () -> new PartitionRun(context, budget, job).run());
    }

    /** The same outside of a run, after which no notes are removed. */
    public TaskResult compactAlone(PartitionJob job, RunBudget budget) {
        TaskResult result = compact(job, budget);
        context.records().notes().removeClosed();
        return result;
    }

    /**
     * Finishes what is unfinished in a partition, and begins nothing. The partition is left alone if nothing was.
     *
     * @throws UnfitStoreException if the store cannot keep rows safe
     */
    TaskResult settle(PartitionJob job, RunBudget budget) {
        return contained(job.partition(), () -> new PartitionRun(context, budget, job).settle());
    }

    private TaskResult contained(KeyPrefix partition, Supplier<TaskResult> work) {
        try {
            TaskResult result = work.get();
            RunLog.partition(result.report());
            return result;
        } catch (UnfitStoreException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            // A bug, too little memory, or a native library that cannot be loaded: it may concern this partition alone.
            // Whatever it left half done is on record, and the next run resolves it.
            LOG.error("The compaction of {} failed unexpectedly", partition.shown(), e);
            Failure failure = new Failure(FailureText.of("the compaction of " + partition.shown(), e), e);
            return TaskResult.of(PartitionReport.failed(partition, failure));
        }
    }
}
