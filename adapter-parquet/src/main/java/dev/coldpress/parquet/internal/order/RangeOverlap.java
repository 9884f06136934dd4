package dev.coldpress.parquet.internal.order;

import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.port.parquet.ColumnOverlap;
import dev.coldpress.port.parquet.SortColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** Counts how many ranges of values overlap, column by column, according to footers. For one thread. */
public final class RangeOverlap {

    private final Map<String, Column> columns = new LinkedHashMap<>();

    /** Adds a file. */
    public void add(FooterReader.Parsed file) {
        List<LeafColumn> leaves = file.checked().leaves();
        for (int i = 0; i < leaves.size(); i++) {
            LeafColumn leaf = leaves.get(i);
            if (KeyType.isOrdered(leaf)) {
                columns.computeIfAbsent(leaf.dottedPath(), path -> new Column(leaf))
                        .add(file, i, leaf);
            }
        }
    }

    /** One for each column whose values have an order, in the order in which they were seen first. */
    public List<ColumnOverlap> overlaps() {
        List<ColumnOverlap> overlaps = new ArrayList<>();
        columns.forEach((path, column) ->
                overlaps.add(new ColumnOverlap(path, column.share(column.ofFiles), column.share(column.ofRowGroups))));
        return overlaps;
    }

    private static final class Column {

        private final LeafColumn leaf;
        private final SortColumn order;
        private final List<KeyRange> ofFiles = new ArrayList<>();
        private final List<KeyRange> ofRowGroups = new ArrayList<>();
        private boolean isKnown = true;

        Column(LeafColumn leaf) {
            this.leaf = leaf;
            this.order = new SortColumn(leaf.dottedPath(), false, false);
        }

        void add(FooterReader.Parsed file, int index, LeafColumn itsLeaf) {
            isKnown &= itsLeaf.node().hasTypeOf(leaf.node()) && hasOrder(file.metadata(), index);
            KeyRange.Edge first = KeyRange.Edge.END;
            KeyRange.Edge last = KeyRange.Edge.START;
            for (SourceRowGroup group : file.checked().rowGroups()) {
                if (isKnown && group.rowCount() > 0 && !hasOnlyNulls(group, index)) {
                    KeyRange range = range(file.metadata(), group.ordinal(), index);
                    isKnown &= range.first().value() != null;
                    ofRowGroups.add(range);
                    first = compare(range.first(), first) < 0 ? range.first() : first;
                    last = compare(range.last(), last) > 0 ? range.last() : last;
                }
            }
            if (first.value() != null) {
                ofFiles.add(new KeyRange(first, last));
            }
        }

        private static boolean hasOnlyNulls(SourceRowGroup group, int index) {
            return group.chunks().get(index).hasOnlyNulls();
        }

        private static boolean hasOrder(FileMetaData file, int index) {
            return file.isSetColumn_orders()
                    && index < file.getColumn_ordersSize()
                    && file.getColumn_orders().get(index).isSet();
        }

        /** Of the values alone. */
        private KeyRange range(FileMetaData file, int group, int index) {
            @Nullable
            Statistics all = file.getRow_groups()
                    .get(group)
                    .getColumns()
                    .get(index)
                    .getMeta_data()
                    .getStatistics();
            if (all == null) {
                return KeyRange.UNKNOWN;
            }
            Statistics values = new Statistics();
            values.setMin_value(all.getMin_value());
            values.setMax_value(all.getMax_value());
            values.setNull_count(0);
            return KeyRange.of(values, leaf, 1, order);
        }

        private int compare(KeyRange.Edge a, KeyRange.Edge b) {
            return KeyRange.compare(a, b, leaf, order);
        }

        OptionalDouble share(List<KeyRange> ranges) {
            if (!isKnown || ranges.size() < 2) {
                return OptionalDouble.empty();
            }
            List<KeyRange> sorted = new ArrayList<>(ranges);
            sorted.sort((a, b) -> compare(a.first(), b.first()));
            long overlapping = 0;
            for (int i = 0; i < sorted.size(); i++) {
                overlapping += firstBehind(sorted, i) - i - 1;
            }
            return OptionalDouble.of(2.0 * overlapping / sorted.size() / (sorted.size() - 1));
        }

        /** The first of the later ranges that begins behind the end of this one. */
        private int firstBehind(List<KeyRange> sorted, int index) {
            int low = index + 1;
            int high = sorted.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (compare(sorted.get(middle).first(), sorted.get(index).last()) > 0) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }
}
