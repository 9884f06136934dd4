package dev.coldpress.plan;

import dev.coldpress.port.parquet.ColumnRanges;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.ValueRange;
import dev.coldpress.port.parquet.ValueRange.Bounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Counts how many ranges of values overlap, column by column. Nulls are in no range. Columns of different files are
 * matched by their names. For one thread.
 */
public final class RangeOverlap {

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private long ranges;

    /** Adds a file, as {@link dev.coldpress.port.parquet.ParquetCodec#ranges} tells of it. */
    public void add(List<ColumnRanges> file) {
        for (ColumnRanges ofFile : file) {
            columns.computeIfAbsent(ofFile.column(), path -> new Column(ofFile.type()))
                    .add(ofFile);
            ranges += ofFile.rowGroups().size();
        }
    }

    /** How many ranges are in memory: one for each column and row group. */
    public long size() {
        return ranges;
    }

    /** One for each column whose values have an order, in the order in which they were seen first. */
    public List<ColumnOverlap> overlaps() {
        List<ColumnOverlap> overlaps = new ArrayList<>();
        columns.forEach((path, column) ->
                overlaps.add(new ColumnOverlap(path, column.share(column.ofFiles), column.share(column.ofRowGroups))));
        return overlaps;
    }

    private static final class Column {

        private final SchemaNode type;
        private final List<Bounds> ofFiles = new ArrayList<>();
        private final List<Bounds> ofRowGroups = new ArrayList<>();
        private boolean isKnown = true;

        Column(SchemaNode type) {
            this.type = type;
        }

        void add(ColumnRanges file) {
            isKnown &= file.type().hasTypeOf(type) && file.rowGroups().stream().allMatch(ValueRange::isKnown);
            if (!isKnown) {
                return;
            }
            List<Bounds> bounds = file.rowGroups().stream()
                    .map(ValueRange::bounds)
                    .flatMap(Optional::stream)
                    .toList();
            ofRowGroups.addAll(bounds);
            bounds.stream().reduce(Bounds::unite).ifPresent(ofFiles::add);
        }

        OptionalDouble share(List<Bounds> bounds) {
            if (!isKnown || bounds.size() < 2) {
                return OptionalDouble.empty();
            }
            List<Bounds> sorted = new ArrayList<>(bounds);
            sorted.sort(Comparator.comparing(Bounds::least, ValueRange::compare));
            long overlapping = 0;
            for (int i = 0; i < sorted.size(); i++) {
                overlapping += firstBehind(sorted, i) - i - 1;
            }
            long pairs = sorted.size() * (sorted.size() - 1L) / 2;
            return OptionalDouble.of((double) overlapping / pairs);
        }

        /** The first of the later ranges that begins behind the end of this one. */
        private static int firstBehind(List<Bounds> sorted, int index) {
            byte[] end = sorted.get(index).greatest();
            int low = index + 1;
            int high = sorted.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ValueRange.compare(sorted.get(middle).least(), end) > 0) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }
}
