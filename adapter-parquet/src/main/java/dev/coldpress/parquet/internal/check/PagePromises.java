package dev.coldpress.parquet.internal.check;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.ChunkStatistics;
import dev.coldpress.parquet.internal.page.PageSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.jspecify.annotations.Nullable;

/**
 * What the page index says of a column chunk, held against its pages and entries. The rules are those of
 * parquet-format's PageIndex.md and of parquet.thrift.
 */
final class PagePromises {

    private final LeafColumn leaf;
    private final @Nullable ColumnIndex columnIndex;
    private final @Nullable OffsetIndex offsetIndex;
    private final List<PageSpan> pages;
    private final boolean countsNulls;
    private final List<Optional<ValueBounds>> bounds = new ArrayList<>();
    private int page = -1;
    private long entries;
    private long pageEnd;
    private long rows;
    private long nulls;

    /**
     * @param pages the data pages in their order
     * @param countsNulls whether the writer is one whose counts of nulls are right
     */
    PagePromises(
            LeafColumn leaf,
            @Nullable ColumnIndex columnIndex,
            @Nullable OffsetIndex offsetIndex,
            List<PageSpan> pages,
            boolean countsNulls) {
        this.leaf = leaf;
        this.columnIndex = columnIndex;
        this.offsetIndex = offsetIndex;
        this.pages = pages;
        this.countsNulls = countsNulls && leaf.maxRepetition() == 0;
        requireSizes();
        for (int i = 0; i < pages.size(); i++) {
            bounds.add(boundsOf(i));
        }
        requireOrder();
    }

    private void requireSizes() {
        int count = pages.size();
        require(
                offsetIndex == null || offsetIndex.getPage_locationsSize() == count,
                "the offset index has another number of pages than the " + count + " that there are");
        if (columnIndex != null) {
            boolean complete = columnIndex.getNull_pagesSize() == count
                    && columnIndex.getMin_valuesSize() == count
                    && columnIndex.getMax_valuesSize() == count
                    && (!columnIndex.isSetNull_counts() || columnIndex.getNull_countsSize() == count);
            require(complete, "the column index has another number of pages than the " + count + " that there are");
        }
    }

    private Optional<ValueBounds> boundsOf(int index) {
        if (columnIndex == null
                || !ChunkStatistics.isOrdered(leaf.type())
                || columnIndex.getNull_pages().get(index)) {
            return Optional.empty();
        }
        return Optional.of(new ValueBounds(
                leaf,
                bytes(columnIndex.getMin_values().get(index)),
                bytes(columnIndex.getMax_values().get(index)),
                "page " + index + " in the column index"));
    }

    private static byte[] bytes(java.nio.ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Readers search in an index that is in order. */
    private void requireOrder() {
        BoundaryOrder order = columnIndex == null ? BoundaryOrder.UNORDERED : columnIndex.getBoundary_order();
        int sign = order == BoundaryOrder.ASCENDING ? 1 : order == BoundaryOrder.DESCENDING ? -1 : 0;
        List<ValueBounds> known = bounds.stream().flatMap(Optional::stream).toList();
        for (int i = 1; i < known.size(); i++) {
            int mins = known.get(i).min().compareTo(known.get(i - 1).min());
            int maxs = known.get(i).max().compareTo(known.get(i - 1).max());
            require(
                    mins * sign >= 0 && maxs * sign >= 0,
                    "the bounds of pages are not " + order + " in the column index");
        }
    }

    /** The next entry. */
    void addLevels(int repetition, boolean isNull) {
        if (entries == pageEnd) {
            endPage();
            beginPage(repetition);
        }
        entries++;
        rows += repetition == 0 ? 1 : 0;
        nulls += isNull ? 1 : 0;
    }

    private void beginPage(int repetition) {
        do {
            page++;
            requireBegin();
            pageEnd += pages.get(page).valueCount();
        } while (pageEnd == entries && page + 1 < pages.size());
        nulls = 0;
        require(
                repetition == 0 || offsetIndex == null,
                "page " + page + " does not begin with a row, which an offset index demands");
    }

    private void requireBegin() {
        require(page < pages.size(), "there are more values than pages for them");
        if (offsetIndex != null) {
            PageLocation location = offsetIndex.getPage_locations().get(page);
            PageSpan span = pages.get(page);
            require(
                    location.getOffset() == span.start()
                            && location.getCompressed_page_size() == span.end() - span.start()
                            && location.getFirst_row_index() == rows,
                    "page " + page + " is not where the offset index says");
        }
    }

    private void endPage() {
        if (page < 0 || columnIndex == null) {
            return;
        }
        boolean onlyNulls = nulls == pages.get(page).valueCount();
        require(
                columnIndex.getNull_pages().get(page) == onlyNulls,
                "page " + page + " has " + (onlyNulls ? "only nulls" : "values")
                        + ", and the column index says otherwise");
        require(
                !countsNulls
                        || !columnIndex.isSetNull_counts()
                        || columnIndex.getNull_counts().get(page) == nulls,
                "page " + page + " has " + nulls + " nulls, and the column index says otherwise");
    }

    /** The value of the last entry, if it has one and that is not NaN. */
    void addValue(CurrentValue value) {
        bounds.get(page).ifPresent(both -> both.require(value));
    }

    void requireKept() {
        endPage();
    }

    private static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw ContentException.corrupt(otherwise);
        }
    }
}
