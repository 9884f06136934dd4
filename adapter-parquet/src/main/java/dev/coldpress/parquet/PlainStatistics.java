package dev.coldpress.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;

/** Adds values in the PLAIN encoding to statistics, by finding the two that matter instead of adding each. */
final class PlainStatistics {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_ENDIAN_LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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
            int value = (int) INTS.get(array, from + i * Integer.BYTES) ^ turn;
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
            long value = (long) LONGS.get(array, from + i * Long.BYTES) ^ turn;
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
            float value = Float.intBitsToFloat((int) INTS.get(array, from + i * Integer.BYTES));
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
            double value = Double.longBitsToDouble((long) LONGS.get(array, from + i * Long.BYTES));
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
        int prefix = width == PageEntries.VARIABLE ? Integer.BYTES : 0;
        int at = from;
        int end = end(array, at);
        int minFrom = at + prefix;
        int minEnd = end;
        int maxFrom = minFrom;
        int maxEnd = end;
        // Nearly always the first eight bytes decide.
        long min = leadingBytes(array, minFrom, minEnd);
        long max = min;
        for (int i = 1; i < count; i++) {
            at = end;
            end = end(array, at);
            int first = at + prefix;
            long leading = leadingBytes(array, first, end);
            if (leading < min
                    || (leading == min && Arrays.compareUnsigned(array, first, end, array, minFrom, minEnd) < 0)) {
                min = leading;
                minFrom = first;
                minEnd = end;
            } else if (leading > max
                    || (leading == max && Arrays.compareUnsigned(array, first, end, array, maxFrom, maxEnd) > 0)) {
                max = leading;
                maxFrom = first;
                maxEnd = end;
            }
        }
        to.updateStats(Binary.fromReusedByteArray(array, minFrom, minEnd - minFrom));
        to.updateStats(Binary.fromReusedByteArray(array, maxFrom, maxEnd - maxFrom));
    }

    /** A number in the order of the first eight bytes; those that are missing count as zero. */
    private static long leadingBytes(byte[] array, int from, int end) {
        long bytes = 0;
        if (from + Long.BYTES <= array.length) {
            bytes = (long) BIG_ENDIAN_LONGS.get(array, from);
            int missing = Long.BYTES - Math.min(Long.BYTES, end - from);
            bytes = missing == Long.BYTES ? 0 : bytes >>> (missing * Byte.SIZE) << (missing * Byte.SIZE);
        } else {
            for (int i = 0; i < Long.BYTES; i++) {
                bytes = bytes << Byte.SIZE | (from + i < end ? array[from + i] & 0xFF : 0);
            }
        }
        return bytes ^ Long.MIN_VALUE;
    }

    private int end(byte[] array, int at) {
        return width == PageEntries.VARIABLE ? at + Integer.BYTES + (int) INTS.get(array, at) : at + width;
    }

    /** For orders that only parquet-java's comparators know. */
    private int addEach(Statistics<?> to, byte[] array, int from, int count) {
        int prefix = width == PageEntries.VARIABLE ? Integer.BYTES : 0;
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
