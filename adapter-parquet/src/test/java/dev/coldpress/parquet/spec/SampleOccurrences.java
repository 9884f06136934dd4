package dev.coldpress.parquet.spec;

import java.util.Random;

/** How often a field occurs in its parent, next time. */
interface SampleOccurrences {

    int next();

    /** Never null, always null, a few nulls, half of them, or long runs of both. */
    static SampleOccurrences ofOptional(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> () -> 1;
            case 1 -> () -> 0;
            case 2 -> () -> random.nextInt(50) == 0 ? 0 : 1;
            case 3 -> () -> random.nextInt(50) == 0 ? 1 : 0;
            case 4 -> () -> random.nextInt(2);
            default -> runs(random);
        };
    }

    /** Always empty, up to three, runs of empty ones, or seldom a long one. */
    static SampleOccurrences ofRepeated(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> () -> 0;
            case 1 -> () -> 1;
            case 2 -> runs(random);
            case 3 -> () -> random.nextInt(60) == 0 ? 20 : random.nextInt(2);
            default -> () -> random.nextInt(4);
        };
    }

    private static SampleOccurrences runs(Random random) {
        int[] left = {0};
        int[] current = {0};
        return () -> {
            if (left[0] == 0) {
                left[0] = 1 + random.nextInt(200);
                current[0] = 1 - current[0];
            }
            left[0]--;
            return current[0];
        };
    }
}
