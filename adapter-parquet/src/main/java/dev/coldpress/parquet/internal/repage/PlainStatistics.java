package dev.coldpress.parquet.internal.repage;

import dev.coldpress.parquet.internal.bytes.ByteBounds;
import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.PageEntries;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;

/** Adds values in the PLAIN encoding to statistics, by finding the two that matter instead of adding each. */
final class PlainStatistics {

    private final LeafColumn leaf;
    private final int width;
    private final boolean unsigned;
    private final boolean byBytes;

    PlainStatistics(LeafColumn leaf) {
        LogicalTypeAnnotation logical = leaf.type().getLogicalTypeAnnotation();
        this.leaf = leaf;
        this.width = PageEntries.width(leaf);
        this.unsigned = logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned();
        this.byBytes = !(logical instanceof DecimalLogicalTypeAnnotation)
                && !(logical instanceof Float16LogicalTypeAnnotation);
    }

    /**
     * Adds {@code count} values, of which there is at least one.
     *
     * @return how many of them are NaN, which the statistics count
     */
    int add(Statistics<?> to, byte[] array, int from, int count) {
        switch (leaf.physicalType()) {
            case BOOLEAN -> addBooleans(to, array, from, count);
            case INT32 -> addInts(to, array, from, count);
            case INT64 -> addLongs(to, array, from, count);
            case FLOAT -> {
                return addFloats(to, array, from, count);
            }
            case DOUBLE -> {
                return addDoubles(to, array, from, count);
            }
            case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> {
                if (byBytes) {
                    addBytes(to, array, from, count);
                } else {
                    return addEach(to, array, from, count);
                }
            }
        }
        return 0;
    }

    private static void addBooleans(Statistics<?> to, byte[] array, int from, int count) {
        int ones = 0;
        for (int i = from; i < from + count; i++) {
            ones += array[i];
        }
        if (ones < count) {
            to.updateStats(false);
        }
        if (ones > 0) {
            to.updateStats(true);
        }
    }

    /** Unsigned numbers are in order when their highest bit is turned over. */
    private void addInts(Statistics<?> to, byte[] array, int from, int count) {
        int turn = unsigned ? Integer.MIN_VALUE : 0;
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            int value = LittleEndian.intAt(array, from + i * Integer.BYTES) ^ turn;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        to.updateStats(min ^ turn);
        to.updateStats(max ^ turn);
    }

    private void addLongs(Statistics<?> to, byte[] array, int from, int count) {
        long turn = unsigned ? Long.MIN_VALUE : 0;
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            long value = LittleEndian.longAt(array, from + i * Long.BYTES) ^ turn;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        to.updateStats(min ^ turn);
        to.updateStats(max ^ turn);
    }

    private static int addFloats(Statistics<?> to, byte[] array, int from, int count) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        int nans = 0;
        for (int i = 0; i < count; i++) {
            float value = Float.intBitsToFloat(LittleEndian.intAt(array, from + i * Integer.BYTES));
            min = value < min ? value : min;
            max = value > max ? value : max;
            nans += Float.isNaN(value) ? 1 : 0;
        }
        for (int i = 0; i < nans; i++) {
            to.updateStats(Float.NaN);
        }
        if (nans < count) {
            to.updateStats(min);
            to.updateStats(max);
        }
        return nans;
    }

    private static int addDoubles(Statistics<?> to, byte[] array, int from, int count) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        int nans = 0;
        for (int i = 0; i < count; i++) {
            double value = Double.longBitsToDouble(LittleEndian.longAt(array, from + i * Long.BYTES));
            min = value < min ? value : min;
            max = value > max ? value : max;
            nans += Double.isNaN(value) ? 1 : 0;
        }
        for (int i = 0; i < nans; i++) {
            to.updateStats(Double.NaN);
        }
        if (nans < count) {
            to.updateStats(min);
            to.updateStats(max);
        }
        return nans;
    }

    private void addBytes(Statistics<?> to, byte[] array, int from, int count) {
        int prefix = prefix();
        int end = end(array, from);
        ByteBounds bounds = new ByteBounds(array, from + prefix, end);
        for (int i = 1; i < count; i++) {
            int at = end;
            end = end(array, at);
            bounds.add(at + prefix, end);
        }
        bounds.addTo(to);
    }

    private int prefix() {
        return width == PageEntries.VARIABLE ? Integer.BYTES : 0;
    }

    /** Whether {@link #addOnce} can add values: their order is that of their bytes, and none is NaN. */
    boolean mayAddOnce() {
        return switch (leaf.physicalType()) {
            case INT32, INT64 -> true;
            case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> byBytes;
            case BOOLEAN, FLOAT, DOUBLE -> false;
        };
    }

    /** Adds values of a table, of which there is at least one; how often each occurs makes no difference. */
    void addOnce(Statistics<?> to, ValueTable table, int[] ids, int count) {
        switch (leaf.physicalType()) {
            case INT32 -> addInts(to, table.array(), ids, count);
            case INT64 -> addLongs(to, table.array(), ids, count);
            default -> {
                int prefix = prefix();
                ByteBounds bounds = new ByteBounds(table.array(), table.from(ids[0]) + prefix, table.end(ids[0]));
                for (int i = 1; i < count; i++) {
                    bounds.add(table.from(ids[i]) + prefix, table.end(ids[i]));
                }
                bounds.addTo(to);
            }
        }
    }

    private void addInts(Statistics<?> to, byte[] table, int[] ids, int count) {
        int turn = unsigned ? Integer.MIN_VALUE : 0;
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            int value = LittleEndian.intAt(table, ids[i] * Integer.BYTES) ^ turn;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        to.updateStats(min ^ turn);
        to.updateStats(max ^ turn);
    }

    private void addLongs(Statistics<?> to, byte[] table, int[] ids, int count) {
        long turn = unsigned ? Long.MIN_VALUE : 0;
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            long value = LittleEndian.longAt(table, ids[i] * Long.BYTES) ^ turn;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        to.updateStats(min ^ turn);
        to.updateStats(max ^ turn);
    }

    private int end(byte[] array, int at) {
        return width == PageEntries.VARIABLE ? at + Integer.BYTES + LittleEndian.intAt(array, at) : at + width;
    }

    /** For orders that only parquet-java's comparators know. */
    private int addEach(Statistics<?> to, byte[] array, int from, int count) {
        int prefix = prefix();
        long nansBefore = to.getNanCount();
        int at = from;
        for (int i = 0; i < count; i++) {
            int end = end(array, at);
            to.updateStats(Binary.fromReusedByteArray(array, at + prefix, end - at - prefix));
            at = end;
        }
        return (int) (to.getNanCount() - nansBefore);
    }
}
