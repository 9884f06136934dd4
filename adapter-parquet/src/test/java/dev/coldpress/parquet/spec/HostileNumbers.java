package dev.coldpress.parquet.spec;

import java.util.Random;

/** Numbers that a reader must not trust, some of them near to the right one. */
final class HostileNumbers {

    private static final long[] LONGS = {
        -1, 0, 1, 7, Integer.MAX_VALUE, 1L + Integer.MAX_VALUE, 1L << 32, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -4
    };

    private static final int[] INTS = {
        -1, 0, 1, 7, 1 << 16, 1 << 20, 1 << 27, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    private HostileNumbers() {}

    static long near(Random random, long right) {
        return switch (random.nextInt(6)) {
            case 0 -> right + 1;
            case 1 -> right - 1;
            case 2 -> right + random.nextInt(1_000);
            default -> LONGS[random.nextInt(LONGS.length)];
        };
    }

    static int near(Random random, int right) {
        return switch (random.nextInt(6)) {
            case 0 -> right + 1;
            case 1 -> right - 1;
            case 2 -> right + random.nextInt(1_000);
            default -> INTS[random.nextInt(INTS.length)];
        };
    }
}
