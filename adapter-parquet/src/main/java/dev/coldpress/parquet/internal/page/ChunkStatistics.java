package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.port.parquet.PhysicalType;
import java.util.Optional;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.internal.column.columnindex.ColumnIndexBuilder;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.LogicalTypeAnnotation.GeographyLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.GeometryLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Statistics of a column chunk that is being written, page by page. */
public final class ChunkStatistics {

    private static final int INDEX_BOUND_BYTES = 64;

    /** A larger bound is left out and not truncated: readers may take it for a value that occurs. */
    private static final int MAX_BOUND_BYTES = 2048;

    private final PrimitiveType type;
    private final LeafColumn leaf;
    private final boolean ordered;
    private final boolean floating;
    private final Statistics<?> chunk;
    private final SizeStatistics chunkSizes;
    private final ColumnIndexBuilder index;
    private Statistics<?> page;
    private SizeStatistics.Builder pageSizes;
    private int pages;

    public ChunkStatistics(LeafColumn leaf) {
        this.leaf = leaf;
        this.type = leaf.type();
        this.ordered = isOrdered(type);
        this.floating = leaf.physicalType() == PhysicalType.FLOAT || leaf.physicalType() == PhysicalType.DOUBLE;
        this.chunk = Statistics.createStats(type);
        this.chunkSizes = newSizes().build();
        this.index = ColumnIndexBuilder.getBuilder(type, INDEX_BOUND_BYTES);
        this.page = Statistics.createStats(type);
        this.pageSizes = newSizes();
    }

    /** Types whose order the format leaves open get no bounds. */
    public static boolean isOrdered(PrimitiveType type) {
        var logical = type.getLogicalTypeAnnotation();
        return !type.columnOrder().equals(ColumnOrder.undefined())
                && !(logical instanceof GeometryLogicalTypeAnnotation)
                && !(logical instanceof GeographyLogicalTypeAnnotation);
    }

    private SizeStatistics.Builder newSizes() {
        return SizeStatistics.newBuilder(type, leaf.maxRepetition(), leaf.maxDefinition());
    }

    public void addNull(int repetition, int definition) {
        page.incrementNumNulls();
        pageSizes.add(repetition, definition);
    }

    public void add(boolean value, int repetition, int definition) {
        page.updateStats(value);
        pageSizes.add(repetition, definition);
    }

    public void add(int value, int repetition, int definition) {
        if (floating) {
            page.updateStats(Float.intBitsToFloat(value));
        } else {
            page.updateStats(value);
        }
        pageSizes.add(repetition, definition);
    }

    public void add(long value, int repetition, int definition) {
        if (floating) {
            page.updateStats(Double.longBitsToDouble(value));
        } else {
            page.updateStats(value);
        }
        pageSizes.add(repetition, definition);
    }

    public void add(Binary value, int repetition, int definition) {
        if (ordered) {
            page.updateStats(value);
        }
        pageSizes.add(repetition, definition, value);
    }

    /** Ends a page and returns the bytes of its BYTE_ARRAY values; empty for other types. */
    public Optional<Long> endPage() {
        SizeStatistics sizes = pageSizes.build();
        addPage(page, sizes);
        page = Statistics.createStats(type);
        pageSizes = newSizes();
        return sizes.getUnencodedByteArrayDataBytes();
    }

    /** Adds a whole page instead of its entries one by one. */
    public void addPage(Statistics<?> values, SizeStatistics sizes) {
        index.add(values, sizes);
        chunk.mergeStatistics(values);
        chunkSizes.mergeStatistics(sizes);
        pages++;
    }

    /** Whether values have bounds, so far as their type tells. */
    public boolean isOrdered() {
        return ordered;
    }

    public org.apache.parquet.format.Statistics statistics() {
        var statistics = new org.apache.parquet.format.Statistics();
        statistics.setNull_count(chunk.getNumNulls());
        if (chunk.isNanCountSet()) {
            statistics.setNan_count(chunk.getNanCount());
        }
        if (hasBounds() && chunk.hasNonNullValue()) {
            addBounds(statistics, chunk.getMinBytes(), chunk.getMaxBytes());
        }
        return statistics;
    }

    private static void addBounds(org.apache.parquet.format.Statistics statistics, byte[] min, byte[] max) {
        if (min.length <= MAX_BOUND_BYTES) {
            statistics.setMin_value(min);
            statistics.setIs_min_value_exact(true);
        }
        if (max.length <= MAX_BOUND_BYTES) {
            statistics.setMax_value(max);
            statistics.setIs_max_value_exact(true);
        }
    }

    public org.apache.parquet.format.SizeStatistics sizeStatistics() {
        return ParquetMetadataConverter.toParquetSizeStatistics(chunkSizes);
    }

    /** Null if the values have no bounds, or those of the pages take more room than they are worth. */
    @Nullable
    public ColumnIndex columnIndex() {
        if (!hasBounds() || index.getMinMaxSize() > 2L * pages * MAX_BOUND_BYTES) {
            return null;
        }
        return ParquetMetadataConverter.toParquetColumnIndex(type, index.build());
    }

    /** Engines disagree on where NaN sorts, and some prune rows by bounds that do not count it. */
    private boolean hasBounds() {
        return ordered && chunk.getNanCount() <= 0;
    }
}
