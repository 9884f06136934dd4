package dev.coldpress.parquet.internal.order;

import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.port.parquet.ColumnRanges;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.ValueRange;
import dev.coldpress.port.parquet.ValueRange.Bounds;
import dev.coldpress.port.parquet.ValueRange.Nulls;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** Which values are in the row groups of a file, according to its footer. */
public final class FooterRanges {

    private FooterRanges() {}

    /** One for each column whose values have an order. */
    public static List<ColumnRanges> of(FooterReader.Parsed file) {
        List<ColumnRanges> columns = new ArrayList<>();
        List<LeafColumn> leaves = file.checked().leaves();
        for (int i = 0; i < leaves.size(); i++) {
            LeafColumn leaf = leaves.get(i);
            if (KeyType.isOrdered(leaf)) {
                columns.add(new ColumnRanges(leaf.dottedPath(), leaf.node(), rowGroups(file, i, leaf)));
            }
        }
        return columns;
    }

    private static List<ValueRange> rowGroups(FooterReader.Parsed file, int index, LeafColumn leaf) {
        boolean hasOrder = hasOrder(file.metadata(), index);
        List<ValueRange> ranges = new ArrayList<>();
        for (SourceRowGroup group : file.checked().rowGroups()) {
            if (group.rowCount() > 0) {
                Nulls nulls = nulls(group.chunks().get(index), leaf);
                Optional<Bounds> bounds = nulls == Nulls.ALL || !hasOrder
                        ? Optional.empty()
                        : bounds(file.metadata(), group.ordinal(), index, leaf);
                ranges.add(new ValueRange(group.rowCount(), nulls, bounds));
            }
        }
        return ranges;
    }

    private static Nulls nulls(SourceChunk chunk, LeafColumn leaf) {
        if (chunk.hasOnlyNulls()) {
            return Nulls.ALL;
        }
        boolean none = leaf.maxDefinition() == 0
                || (chunk.nullCount().isPresent() && chunk.nullCount().getAsLong() == 0);
        return none ? Nulls.NONE : Nulls.SOME;
    }

    private static boolean hasOrder(FileMetaData file, int index) {
        return file.isSetColumn_orders()
                && index < file.getColumn_ordersSize()
                && file.getColumn_orders().get(index).isSet();
    }

    private static Optional<Bounds> bounds(FileMetaData file, int group, int index, LeafColumn leaf) {
        @Nullable
        Statistics all = file.getRow_groups()
                .get(group)
                .getColumns()
                .get(index)
                .getMeta_data()
                .getStatistics();
        if (all == null) {
            return Optional.empty();
        }
        Statistics values = new Statistics();
        values.setMin_value(all.getMin_value());
        values.setMax_value(all.getMax_value());
        values.setNull_count(0);
        KeyRange range = KeyRange.of(values, leaf, 1, new SortColumn(leaf.dottedPath(), false, false));
        byte[] least = range.first().value();
        byte[] greatest = range.last().value();
        return least == null || greatest == null
                ? Optional.empty()
                : Optional.of(new Bounds(comparable(least, leaf), comparable(greatest, leaf)));
    }

    /** A value as bytes that have its order. */
    static byte[] comparable(byte[] value, LeafColumn leaf) {
        KeyType type = KeyType.of(leaf);
        if (type == KeyType.BYTES) {
            return value;
        }
        long number = type.number(value, 0, value.length);
        if (type != KeyType.DECIMAL) {
            return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        }
        // The upper half of the number has the sign and the length, and the rest is in the digits.
        byte[] digits = digits(value);
        return ByteBuffer.allocate(Integer.BYTES + digits.length)
                .putInt((int) (number >>> Integer.SIZE))
                .put(digits)
                .array();
    }

    /** Without the bytes at the beginning that only repeat the sign. */
    private static byte[] digits(byte[] value) {
        int start = 0;
        byte sign = (byte) (value.length > 0 && value[0] < 0 ? -1 : 0);
        while (start < value.length && value[start] == sign) {
            start++;
        }
        return Arrays.copyOfRange(value, start, value.length);
    }
}
