package dev.coldpress.scan;

import dev.coldpress.settings.CompactionSettings;

/**
 * What the partitions share that a run works on at once.
 *
 * @param merges what merges may hold, all together
 * @param spool what small sources may take from the look at their footers until they are merged
 * @param readAhead reads footers
 */
public record SharedResources(MemoryBudget merges, MemoryBudget spool, ReadAhead readAhead) {

    public static SharedResources of(CompactionSettings settings) {
        return new SharedResources(
                new MemoryBudget(settings.memoryBudgetBytes()),
                new MemoryBudget(settings.spoolBytes()),
                new ReadAhead(settings.parallelism()));
    }
}
