package dev.coldpress.run;

import dev.coldpress.commit.OpenNotes;
import dev.coldpress.dispatch.PartitionTask;
import dev.coldpress.dispatch.TaskResults;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What one compactor does of a run that another one leads: partitions, and neither the look at the lake nor the
 * clean-up. For several threads.
 */
public final class RunPart {

    private final PartitionThreads threads;
    private final RunBudget budget;
    private final OpenNotes notes;

    private RunPart(PartitionThreads threads, RunBudget budget, OpenNotes notes) {
        this.threads = threads;
        this.budget = budget;
        this.notes = notes;
    }

    /** Learns how the lake keeps its records, and begins to count the time. The leader has looked for other lakes. */
    public static RunPart begin(RunContext context, PartitionWork work) {
        context.records().register().begin();
        context.records().marker().read();
        return new RunPart(
                new PartitionThreads(context, work),
                new RunBudget(context.settings(), context.ports().clock()),
                context.records().notes());
    }

    /** Compacts partitions; calls at the same time have different ones. */
    public void compact(List<PartitionTask> tasks, int atOnce, BooleanSupplier stopRequested, TaskResults results) {
        List<PartitionJob> jobs = tasks.stream()
                .map(task -> new PartitionJob(task.partition(), task.summariesAbove()))
                .toList();
        threads.compact(jobs, atOnce, budget, stopRequested, results);
        notes.removeClosed();
    }
}
