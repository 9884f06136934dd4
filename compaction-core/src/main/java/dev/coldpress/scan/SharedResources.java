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

    /**
     * What the settings allow.
     *
     * @param partitionsAtOnce how many partitions a run works on at once
     */
    public static SharedResources of(CompactionSettings settings, int partitionsAtOnce) {
        return new SharedResources(
                new MemoryBudget(settings.memoryBudgetBytes()),
                new MemoryBudget(settings.spoolBytes()),
                readAhead(settings.parallelism(), partitionsAtOnce));
    }

    /**
     * As many reads at once as if each partition's thread read beside the threads that read ahead. Where these would be
     * the smaller part, all partitions would share a slow link, and the first would be read as late as the last.
     */
    private static ReadAhead readAhead(int parallelism, int partitionsAtOnce) {
        return parallelism > 1 && partitionsAtOnce > parallelism
                ? ReadAhead.inOrderOfCalls(parallelism + partitionsAtOnce)
                : new ReadAhead(parallelism);
    }
}
