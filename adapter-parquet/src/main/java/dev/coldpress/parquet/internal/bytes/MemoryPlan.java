package dev.coldpress.parquet.internal.bytes;

/**
 * How a merge divides its memory budget.
 *
 * @param arenaBytes compressed bytes of the source row groups that become one output row group
 * @param chunkBytes compressed bytes of one finished column chunk of the output
 * @param aheadBytes sources that are read before they are needed
 * @param pageBytes one page, decompressed; also what the values of one dictionary may take
 */
public record MemoryPlan(long arenaBytes, long chunkBytes, long aheadBytes, long pageBytes) {

    /** Some writers make pages of 100 MB. */
    private static final long MOST_FOR_CHECKS = 1L << 30;

    private static final int PARTS = 3;

    /** The budget whose arena holds a row group of this size. */
    public static long leastBudget(long rowGroupBytes) {
        return rowGroupBytes * PARTS;
    }

    /** For reading without a merge, where nobody says how much it may take. */
    public static MemoryPlan forChecks() {
        return of(Math.min(MOST_FOR_CHECKS, Runtime.getRuntime().maxMemory() / 2));
    }

    /**
     * A third for what comes in and a third for what goes out, because a column's output can be as large as its input;
     * the rest is for what is read ahead, one page, one dictionary and the encoders.
     */
    public static MemoryPlan of(long budgetBytes) {
        long third = Math.min(budgetBytes / PARTS, Integer.MAX_VALUE - 64);
        return new MemoryPlan(third, third, budgetBytes / 16, Math.min(budgetBytes / 8, 1L << 30));
    }

    /** Compressed bytes of row groups of the output that wait for the one that is written. */
    public long heldBytes() {
        return chunkBytes / 4 * 3;
    }

    /** One of several equal parts of what pages may take. */
    public MemoryPlan part(int parts) {
        return new MemoryPlan(arenaBytes, chunkBytes, aheadBytes, pageBytes / parts);
    }
}
