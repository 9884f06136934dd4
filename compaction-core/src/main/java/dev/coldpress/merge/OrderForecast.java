package dev.coldpress.merge;

import dev.coldpress.port.parquet.ColumnRanges;
import dev.coldpress.port.parquet.MetadataNotation;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.ValueRange;
import dev.coldpress.port.parquet.ValueRange.Bounds;
import dev.coldpress.port.parquet.ValueRange.Nulls;
import dev.coldpress.port.parquet.Widening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In which order the rows of an output will be, and how many of them may have to move for it, according to the footers
 * of its sources.
 *
 * @param columns that the rows will be sorted by; empty if the sources are laid behind each other
 * @param sources how many files have rows
 * @param declaring how many of them say to be sorted by these columns; if there are none, by any column
 * @param rows of all sources
 * @param mayMove how many rows may move, at most: those of sources that do not say to be sorted, and those of row
 *     groups whose range in the first column reaches into others or lies out of sequence
 */
public record OrderForecast(List<SortColumn> columns, int sources, int declaring, long rows, long mayMove) {

    public OrderForecast {
        columns = List.copyOf(columns);
    }

    /**
     * What a merge will come to.
     *
     * @param sources of one group, in key order
     * @param ranges of each of them
     * @throws ParquetFileException if the sources do not fit together
     */
    public static OrderForecast of(
            SortOrder wanted,
            Widening widening,
            List<SourceSummary> sources,
            List<List<ColumnRanges>> ranges,
            MetadataNotation notation) {
        List<SortColumn> columns = MergeSpecFactory.order(wanted, widening, sources, notation);
        long rows = 0;
        int withRows = 0;
        int declaring = 0;
        List<Stretch> stretches = new ArrayList<>();
        List<SchemaNode> types = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            SourceSummary source = sources.get(i);
            if (source.rowCount() > 0) {
                rows += source.rowCount();
                withRows++;
                declaring += declares(source, columns) ? 1 : 0;
                stretches.addAll(columns.isEmpty() ? List.of() : stretches(source, ranges.get(i), columns, types));
            }
        }
        return new OrderForecast(columns, withRows, declaring, rows, mayMove(stretches, columns));
    }

    /** @param types of the first column in the sources so far */
    private static List<Stretch> stretches(
            SourceSummary source, List<ColumnRanges> ranges, List<SortColumn> columns, List<SchemaNode> types) {
        SortColumn order = columns.get(0);
        boolean declares = declares(source, columns);
        Optional<ColumnRanges> column = ranges.stream()
                .filter(one -> one.column().equals(order.column()))
                .findFirst();
        if (column.isEmpty()) {
            return List.of(Stretch.ofNulls(source.rowCount(), order, declares || columns.size() == 1));
        }
        types.add(column.get().type());
        return column.get().rowGroups().stream()
                .map(range -> types.get(0).hasTypeOf(column.get().type())
                        ? Stretch.of(range, order, declares)
                        : Stretch.unknown(range.rows()))
                .toList();
    }

    private static boolean declares(SourceSummary source, List<SortColumn> columns) {
        List<SortColumn> declared = source.sorting();
        return columns.isEmpty()
                ? !declared.isEmpty()
                : declared.size() >= columns.size()
                        && declared.subList(0, columns.size()).equals(columns);
    }

    /** A stretch stays where it is if it is in order, and all before it and behind it are on their side. */
    private static long mayMove(List<Stretch> stretches, List<SortColumn> columns) {
        Edge[] firstBehind = new Edge[stretches.size() + 1];
        firstBehind[stretches.size()] = Edge.HIGHEST;
        for (int i = stretches.size() - 1; i >= 0; i--) {
            Edge first = stretches.get(i).first();
            firstBehind[i] = Edge.compare(first, firstBehind[i + 1], columns.get(0)) < 0 ? first : firstBehind[i + 1];
        }
        long mayMove = 0;
        Edge passed = Edge.LOWEST;
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            boolean stays = stretch.isInOrder()
                    && precedes(passed, stretch.first(), columns)
                    && precedes(stretch.last(), firstBehind[i + 1], columns);
            mayMove += stays ? 0 : stretch.rows();
            passed = Edge.compare(passed, stretch.last(), columns.get(0)) < 0 ? stretch.last() : passed;
        }
        return mayMove;
    }

    /** Rows with equal values in the first column may be in any order by the other ones. */
    private static boolean precedes(Edge last, Edge first, List<SortColumn> columns) {
        int compared = Edge.compare(last, first, columns.get(0));
        return compared < 0 || (compared == 0 && columns.size() == 1);
    }

    /** The part of the rows that may move, from 0 to 1. */
    public double shareThatMayMove() {
        return rows == 0 ? 0 : (double) mayMove / rows;
    }

    /** The rows of a row group, and between which ends they lie in the wanted order. */
    private record Stretch(long rows, boolean isInOrder, Edge first, Edge last) {

        static Stretch of(ValueRange range, SortColumn order, boolean isInOrder) {
            Edge nulls = Edge.ofNulls(order);
            if (range.nulls() == Nulls.ALL) {
                return new Stretch(range.rows(), isInOrder, nulls, nulls);
            }
            if (range.bounds().isEmpty()) {
                return unknown(range.rows());
            }
            Bounds bounds = range.bounds().get();
            Edge first = Edge.of(order.descending() ? bounds.greatest() : bounds.least());
            Edge last = Edge.of(order.descending() ? bounds.least() : bounds.greatest());
            boolean hasNulls = range.nulls() == Nulls.SOME;
            return new Stretch(
                    range.rows(),
                    isInOrder,
                    hasNulls && order.nullsFirst() ? nulls : first,
                    hasNulls && !order.nullsFirst() ? nulls : last);
        }

        static Stretch unknown(long rows) {
            return new Stretch(rows, false, Edge.LOWEST, Edge.HIGHEST);
        }

        static Stretch ofNulls(long rows, SortColumn order, boolean isInOrder) {
            return new Stretch(rows, isInOrder, Edge.ofNulls(order), Edge.ofNulls(order));
        }
    }

    /**
     * An end of a range.
     *
     * @param place before or behind values
     * @param value empty if it is none
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by a method of its own only
    private record Edge(int place, byte[] value) {

        private static final int OF_VALUES = 2;
        private static final byte[] NONE = {};
        static final Edge LOWEST = new Edge(0, NONE);
        static final Edge HIGHEST = new Edge(4, NONE);

        static Edge ofNulls(SortColumn order) {
            return new Edge(OF_VALUES + (order.nullsFirst() ? -1 : 1), NONE);
        }

        static Edge of(byte[] value) {
            return new Edge(OF_VALUES, value);
        }

        static int compare(Edge a, Edge b, SortColumn order) {
            if (a.place != b.place) {
                return Integer.compare(a.place, b.place);
            }
            int compared = ValueRange.compare(a.value, b.value);
            return order.descending() ? -compared : compared;
        }
    }
}
