package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.Util;

/** What the page index of an output's column chunk must say, computed from its pages and their entries. */
final class PageIndexRules {

    private final FileAnatomy file;
    private final FileAnatomy.Chunk chunk;
    private final ColumnDescriptor column;
    private final ValueOrder order;
    private final List<List<ColumnEntry>> pages;

    PageIndexRules(
            FileAnatomy file, FileAnatomy.Chunk chunk, ColumnDescriptor column, List<List<ColumnEntry>> entriesByPage) {
        this.file = file;
        this.chunk = chunk;
        this.column = column;
        this.order = new ValueOrder(column.getPrimitiveType());
        this.pages = entriesByPage;
    }

    void check() throws IOException {
        checkOffsetIndex();
        boolean hasNaN = pages.stream()
                .flatMap(List::stream)
                .anyMatch(entry -> entry.value() != null && order.isNaN(entry.value()));
        boolean exists = chunk.thrift().isSetColumn_index_offset();
        if (order.isDefined()) {
            assertThat(exists).as("a column index, for NaN: " + hasNaN).isEqualTo(!hasNaN);
        }
        if (exists) {
            checkColumnIndex();
        }
    }

    private void checkOffsetIndex() throws IOException {
        ColumnChunk thrift = chunk.thrift();
        assertThat(thrift.isSetOffset_index_offset()).as("an offset index").isTrue();
        ByteArrayInputStream in = file.streamAt(thrift.getOffset_index_offset());
        int available = in.available();
        OffsetIndex index = Util.readOffsetIndex(in);
        assertThat(available - in.available()).as("offset_index_length").isEqualTo(thrift.getOffset_index_length());
        assertThat(index.getPage_locations()).hasSameSizeAs(pages);
        long row = 0;
        for (int i = 0; i < pages.size(); i++) {
            FileAnatomy.Page page = chunk.dataPages().get(i);
            PageLocation location = index.getPage_locations().get(i);
            assertThat(location.getOffset()).as("page offset").isEqualTo(page.offset());
            assertThat(location.getCompressed_page_size())
                    .as("compressed_page_size, header included")
                    .isEqualTo(page.headerBytes() + page.payload().length);
            assertThat(location.getFirst_row_index()).as("first_row_index").isEqualTo(row);
            assertThat(pages.get(i)).as("entries of page " + i).isNotEmpty();
            assertThat(pages.get(i).get(0).repetitionLevel())
                    .as("a page begins with a row")
                    .isZero();
            row += rowCount(pages.get(i));
        }
    }

    static long rowCount(List<ColumnEntry> entries) {
        return entries.stream().filter(entry -> entry.repetitionLevel() == 0).count();
    }

    private void checkColumnIndex() throws IOException {
        ColumnChunk thrift = chunk.thrift();
        ByteArrayInputStream in = file.streamAt(thrift.getColumn_index_offset());
        int available = in.available();
        ColumnIndex index = Util.readColumnIndex(in);
        assertThat(available - in.available()).as("column_index_length").isEqualTo(thrift.getColumn_index_length());
        assertThat(index.getNull_pages()).hasSameSizeAs(pages);
        assertThat(index.getNull_counts())
                .as("null_counts")
                .isEqualTo(pages.stream().map(StatisticsRules::nullCount).toList());
        for (int i = 0; i < pages.size(); i++) {
            List<Object> values = StatisticsRules.boundedValues(order, pages.get(i));
            assertThat(index.getNull_pages().get(i))
                    .as("null page " + i)
                    .isEqualTo(StatisticsRules.nullCount(pages.get(i))
                            == pages.get(i).size());
            if (!values.isEmpty()) {
                checkPageBounds(
                        index.getMin_values().get(i), index.getMax_values().get(i), values);
            }
        }
        checkHistograms(index);
        checkBoundaryOrder(index);
    }

    private void checkPageBounds(ByteBuffer min, ByteBuffer max, List<Object> values) {
        Object least = values.stream().min(order::compare).orElseThrow();
        Object greatest = values.stream().max(order::compare).orElseThrow();
        int below = Integer.signum(order.compare(order.fromStatistic(ValueOrder.bytes(min)), least));
        int above = Integer.signum(order.compare(order.fromStatistic(ValueOrder.bytes(max)), greatest));
        assertThat(below).as("min of a page against " + least).isIn(0, isLong(least) ? -1 : 0);
        assertThat(above).as("max of a page against " + greatest).isIn(0, isLong(greatest) ? 1 : 0);
    }

    private boolean isLong(Object value) {
        return order.isTruncatable()
                && value instanceof ByteBuffer bytes
                && bytes.remaining() > StatisticsRules.MAX_EXACT_BYTES;
    }

    private void checkHistograms(ColumnIndex index) {
        if (index.isSetDefinition_level_histograms() && index.getDefinition_level_histogramsSize() > 0) {
            assertThat(index.getDefinition_level_histograms())
                    .as("definition_level_histograms")
                    .isEqualTo(pages.stream()
                            .flatMap(page -> StatisticsRules.definitionHistogram(column, page).stream())
                            .toList());
        }
        if (index.isSetRepetition_level_histograms() && index.getRepetition_level_histogramsSize() > 0) {
            assertThat(index.getRepetition_level_histograms())
                    .as("repetition_level_histograms")
                    .isEqualTo(pages.stream()
                            .flatMap(page -> StatisticsRules.repetitionHistogram(column, page).stream())
                            .toList());
        }
    }

    /** Null pages do not count. */
    private void checkBoundaryOrder(ColumnIndex index) {
        if (!order.isDefined()) {
            return;
        }
        List<Object> mins = new ArrayList<>();
        List<Object> maxs = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            if (!index.getNull_pages().get(i)) {
                mins.add(order.fromStatistic(
                        ValueOrder.bytes(index.getMin_values().get(i))));
                maxs.add(order.fromStatistic(
                        ValueOrder.bytes(index.getMax_values().get(i))));
            }
        }
        boolean ascending = isSorted(mins, 1) && isSorted(maxs, 1);
        boolean descending = isSorted(mins, -1) && isSorted(maxs, -1);
        List<BoundaryOrder> right = new ArrayList<>();
        if (ascending) {
            right.add(BoundaryOrder.ASCENDING);
        }
        if (descending) {
            right.add(BoundaryOrder.DESCENDING);
        }
        if (!ascending && !descending) {
            right.add(BoundaryOrder.UNORDERED);
        }
        assertThat(index.getBoundary_order()).as("boundary_order").isIn(right);
    }

    private boolean isSorted(List<Object> values, int direction) {
        for (int i = 1; i < values.size(); i++) {
            if (order.compare(values.get(i - 1), values.get(i)) * direction > 0) {
                return false;
            }
        }
        return true;
    }
}
