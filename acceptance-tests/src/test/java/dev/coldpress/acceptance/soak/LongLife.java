package dev.coldpress.acceptance.soak;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a process held early and late in its life.
 *
 * @param heapBytesEarly the median of the first third of its life, after a warm-up; and so on
 */
record LongLife(int looks, long heapBytesEarly, long heapBytesLate, long openFilesEarly, long openFilesLate) {

    private static final int WARM_UP = 2;

    /** So much may come by chance, from what a run holds at the moment of a look. */
    private static final long CHANCE_BYTES = 4 << 20;

    private static final long CHANCE_FILES = 4;

    /** @param vitals in order of time */
    static LongLife of(List<Vitals> vitals) {
        List<Vitals> warm = vitals.subList(Math.min(WARM_UP, vitals.size()), vitals.size());
        List<Vitals> early = warm.subList(0, (warm.size() + 2) / 3);
        List<Vitals> late = warm.subList(warm.size() - early.size(), warm.size());
        return new LongLife(
                warm.size(),
                median(early, Vitals::heapBytes),
                median(late, Vitals::heapBytes),
                median(early, Vitals::openFiles),
                median(late, Vitals::openFiles));
    }

    private static long median(List<Vitals> vitals, ToLongFunction<Vitals> value) {
        long[] sorted = vitals.stream().mapToLong(value).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** Whether it holds no more late than early. */
    boolean isFlat() {
        return looks > 0
                && heapBytesLate <= heapBytesEarly + CHANCE_BYTES
                && openFilesLate <= openFilesEarly + CHANCE_FILES;
    }
}
