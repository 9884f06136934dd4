package dev.coldpress.parquet.spec;

/**
 * How many cases run. A property's own tries, each with one seed; {@code -Dcoldpress.tries=n} runs n in place of 10,
 * and {@code -Dcoldpress.seed=s} runs that seed and nothing else.
 */
final class Seeds {

    private static final int USUAL = 10;

    /** A case, made from its seed alone. */
    interface Case {
        void run(long seed) throws Exception;
    }

    private Seeds() {}

    static void run(long first, Case test) {
        String only = System.getProperty("coldpress.seed", "");
        if (!only.isEmpty()) {
            runOne(Long.parseLong(only), test);
            return;
        }
        int count = Math.max(1, Integer.getInteger("coldpress.tries", USUAL) / USUAL);
        for (int i = 0; i < count; i++) {
            runOne(first + i, test);
        }
    }

    private static void runOne(long seed, Case test) {
        try {
            test.run(seed);
        } catch (Exception | AssertionError | OutOfMemoryError | StackOverflowError e) {
            throw new AssertionError("Seed " + seed + " (repeat with -Dcoldpress.seed=" + seed + "): " + e, e);
        }
    }
}
