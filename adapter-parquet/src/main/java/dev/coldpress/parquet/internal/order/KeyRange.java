package dev.coldpress.parquet.internal.order;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.port.parquet.SortColumn;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Between which keys the rows of a source lie in one column, in the wanted order, according to statistics that nobody
 * has checked.
 *
 * @param first no row comes before it
 * @param last no row comes behind it
 */
public record KeyRange(Edge first, Edge last) {

    /** Nothing is known. */
    public static final KeyRange UNKNOWN = new KeyRange(Edge.LOWEST, Edge.HIGHEST);

    /** Of a row group without rows. */
    public static final KeyRange EMPTY = new KeyRange(Edge.END, Edge.START);

    /**
     * One end of a range.
     *
     * @param place relative to ends of other places
     * @param value in the PLAIN encoding without a length; null if it is no value
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by a comparator only
    public record Edge(int place, byte @Nullable [] value) {

        private static final int VALUES = 2;

        static final Edge LOWEST = new Edge(0, null);
        static final Edge HIGHEST = new Edge(4, null);

        /** Behind the last edge of every source. */
        public static final Edge END = new Edge(5, null);

        /** Before the first edge of every source. */
        public static final Edge START = new Edge(-1, null);

        static Edge ofNulls(SortColumn order) {
            return new Edge(order.nullsFirst() ? VALUES - 1 : VALUES + 1, null);
        }

        static Edge of(byte[] value) {
            return new Edge(VALUES, value);
        }
    }

    /** Of a column that has nothing but nulls. */
    public static KeyRange ofNulls(SortColumn order) {
        return new KeyRange(Edge.ofNulls(order), Edge.ofNulls(order));
    }

    /**
     * What statistics of a chunk say, which are in the order that the format defines for the type.
     *
     * @param leaf of the type of the values
     * @param values how many entries the chunk has
     */
    public static KeyRange of(@Nullable Statistics statistics, LeafColumn leaf, long values, SortColumn order) {
        if (statistics == null) {
            return UNKNOWN;
        }
        boolean hasNulls =
                leaf.maxDefinition() > 0 && !(statistics.isSetNull_count() && statistics.getNull_count() == 0);
        if (statistics.isSetNull_count() && statistics.getNull_count() == values) {
            return ofNulls(order);
        }
        byte[] least = statistics.getMin_value();
        byte[] greatest = statistics.getMax_value();
        if (!isValue(least, leaf) || !isValue(greatest, leaf)) {
            return UNKNOWN;
        }
        Edge first = Edge.of(order.descending() ? greatest : least);
        Edge last = Edge.of(order.descending() ? least : greatest);
        if (!hasNulls) {
            return new KeyRange(first, last);
        }
        return order.nullsFirst() ? new KeyRange(Edge.ofNulls(order), last) : new KeyRange(first, Edge.ofNulls(order));
    }

    private static boolean isValue(byte @Nullable [] value, LeafColumn leaf) {
        int width = PageEntries.width(leaf);
        return value != null && (width == PageEntries.VARIABLE || value.length == width);
    }

    /** Compares edges of ranges of one column. */
    public static int compare(Edge a, Edge b, LeafColumn leaf, SortColumn order) {
        byte[] aValue = a.value();
        byte[] bValue = b.value();
        if (aValue == null || bValue == null) {
            return Integer.compare(a.place(), b.place());
        }
        int compared = KeyType.of(leaf).compare(aValue, 0, aValue.length, bValue, 0, bValue.length);
        return order.descending() ? -compared : compared;
    }
}
