package dev.coldpress.plan;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ValueRange;
import dev.coldpress.port.parquet.ValueRange.Bounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts the small files of one class into bins so that the values of different bins lie apart, where the files allow it:
 * the bins are filled in the order of the files' ranges instead of the keys.
 *
 * <p>How far values lie apart is counted in pairs of a file and a bin of other files whose ranges meet. The order of
 * ranges is taken only if it has at least a quarter fewer of these pairs than key order. Otherwise most files have the
 * same values, and key order at least keeps rows from about the same time together.
 */
final class RangePacking {

    private final List<DataFile> files;
    private final Map<ObjectKey, Bounds> ranges;
    private final List<byte[]> least;
    private final List<byte[]> greatest;

    private RangePacking(List<DataFile> files, Map<ObjectKey, Bounds> ranges) {
        this.files = files;
        this.ranges = ranges;
        List<Bounds> known = files.stream()
                .flatMap(file -> Optional.ofNullable(ranges.get(file.key())).stream())
                .toList();
        this.least =
                known.stream().map(Bounds::least).sorted(ValueRange::compare).toList();
        this.greatest =
                known.stream().map(Bounds::greatest).sorted(ValueRange::compare).toList();
    }

    /**
     * Cuts the files.
     *
     * @param files all small, in key order
     * @param ranges of the values in the files, which can be compared with each other; a file without one counts as if
     *     it came behind all others
     * @return bins as {@link BinPacking#pack} makes them, each in key order
     */
    static List<List<DataFile>> pack(List<DataFile> files, PlanLimits limits, Map<ObjectKey, Bounds> ranges) {
        List<List<DataFile>> byKey = BinPacking.pack(files, limits);
        if (byKey.size() < 2 || ranges.isEmpty()) {
            return byKey;
        }
        RangePacking packing = new RangePacking(files, ranges);
        List<List<DataFile>> byRange = BinPacking.pack(packing.inOrderOfRanges(), limits);
        long meetings = packing.meetings(byKey);
        if (meetings == 0 || 4 * packing.meetings(byRange) > 3 * meetings) {
            return byKey;
        }
        return byRange.stream().map(RangePacking::inKeyOrder).toList();
    }

    /** Files of one range stay in key order, and so do those that have none. */
    private List<DataFile> inOrderOfRanges() {
        List<DataFile> sorted = new ArrayList<>(files);
        sorted.sort(Comparator.comparing(
                file -> ranges.get(file.key()),
                Comparator.nullsLast(Comparator.comparing(Bounds::least, ValueRange::compare)
                        .thenComparing(Bounds::greatest, ValueRange::compare))));
        return sorted;
    }

    private static List<DataFile> inKeyOrder(List<DataFile> bin) {
        return bin.stream().sorted(Comparator.comparing(DataFile::key)).toList();
    }

    /** The pairs of a file and a bin that it is not in whose ranges have a value in common. */
    private long meetings(List<List<DataFile>> bins) {
        long meetings = 0;
        for (List<DataFile> bin : bins) {
            List<Bounds> inside = bin.stream()
                    .flatMap(file -> Optional.ofNullable(ranges.get(file.key())).stream())
                    .toList();
            Optional<Bounds> range = inside.stream().reduce(Bounds::unite);
            if (range.isPresent()) {
                int below = firstFrom(greatest, range.get().least(), false);
                int notAbove = firstFrom(least, range.get().greatest(), true);
                meetings += notAbove - below - inside.size();
            }
        }
        return meetings;
    }

    /** The place of the first value that is not less than this one, or that is greater. */
    private static int firstFrom(List<byte[]> values, byte[] value, boolean greater) {
        int low = 0;
        int high = values.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int compared = ValueRange.compare(values.get(middle), value);
            if (compared > 0 || (compared == 0 && !greater)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
