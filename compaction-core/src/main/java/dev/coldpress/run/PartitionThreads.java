package dev.coldpress.run;

import dev.coldpress.dispatch.TaskResults;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Compacts partitions on threads of this process. For several threads. */
final class PartitionThreads {

    private final RunContext context;
    private final PartitionWork work;

    PartitionThreads(RunContext context, PartitionWork work) {
        this.context = context;
        this.work = work;
    }

    /**
     * Each thread takes the next partition until there is none.
     *
     * @param stopRequested whether no further one is to be begun
     * @param results hears of each that was begun
     */
    void compact(
            List<PartitionJob> jobs,
            int threads,
            RunBudget budget,
            BooleanSupplier stopRequested,
            TaskResults results) {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean isBroken = new AtomicBoolean();
        context.ports().workers().doAtOnce(Math.max(1, Math.min(threads, jobs.size())), () -> {
            try {
                for (int i = next.getAndIncrement(); i < jobs.size() && !isBroken.get(); i = next.getAndIncrement()) {
                    if (!stopRequested.getAsBoolean()) {
                        results.finished(i, work.compact(jobs.get(i), budget));
                    }
                }
            } catch (RuntimeException | Error e) {
                // What concerns not one partition alone ends the run.
                isBroken.set(true);
                throw e;
            }
        });
    }
}
