package dev.coldpress.parquet.internal.source;

import dev.coldpress.parquet.internal.bytes.MemoryPlan;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.parquet.internal.mapping.SchemaMapping;
import dev.coldpress.parquet.internal.order.ColumnRows;
import dev.coldpress.parquet.internal.order.RowOrder;
import dev.coldpress.parquet.internal.page.TierReason;
import dev.coldpress.port.ObjectKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.SortingColumn;
import org.jspecify.annotations.Nullable;

/**
 * The source row groups that will be one row group of the output, or several if their rows are brought into another
 * order.
 */
public final class RowGroupBatch {

    /** The approximate memory of a loaded column chunk in addition to its bytes. */
    private static final int CHUNK_RECORD_BYTES = 160;

    private final List<LoadedRowGroup> groups = new ArrayList<>();
    private final OutputCodecs codecs;
    private final long targetBytes;
    private final MemoryPlan plan;
    private final long[] columnBytes;
    private final boolean onlyTranscodes;
    private final long[] gatherBytes;
    private final Room room;
    private List<RowOrder> parts = List.of();
    private @Nullable RowProof proof;
    private List<SortingColumn> sorting = List.of();
    private TierReason reason = TierReason.SMALL_ROW_GROUP;
    private long compressedBytes;
    private long recordBytes;
    private long rowCount;

    /** What can be brought into an order. */
    public interface Room {

        /** If the sources stay behind each other. */
        Room ENDLESS = (rows, largestColumn) -> true;

        /**
         * Whether there is room for so many rows.
         *
         * @param largestColumn how many bytes the largest column takes meanwhile
         */
        boolean isThere(long rows, long largestColumn);
    }

    /** @param room {@link Room#ENDLESS} if nothing is brought into an order */
    public RowGroupBatch(
            OutputCodecs codecs, long targetBytes, MemoryPlan plan, int columns, boolean onlyTranscodes, Room room) {
        this.room = room;
        this.gatherBytes = new long[columns];
        this.codecs = codecs;
        this.targetBytes = targetBytes;
        this.plan = plan;
        this.columnBytes = new long[columns];
        this.onlyTranscodes = onlyTranscodes;
    }

    /** Another one in place of this one, with the same limits and without row groups. */
    public RowGroupBatch empty() {
        codecs.nextRowGroup();
        return new RowGroupBatch(codecs, targetBytes, plan, columnBytes.length, onlyTranscodes, room);
    }

    /** Whether no cheaper tier may take its columns. */
    public boolean onlyTranscodes() {
        return onlyTranscodes;
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Whether it is large enough to be a row group. */
    public boolean isLarge() {
        return LargeRowGroups.contain(compressedBytes, rowCount);
    }

    /** Why the first of the row groups is not copied as it is. */
    public TierReason reason() {
        return reason;
    }

    public List<LoadedRowGroup> groups() {
        return groups;
    }

    /** How many rows the sources have. */
    public long rowCount() {
        return rowCount;
    }

    /**
     * Whether this row group would be too much on top of what is here.
     *
     * @param isMixed whether its rows may get places between those that are here, so that it is too much only if memory
     *     is short
     */
    public boolean mustEndBefore(SourceRowGroup next, SchemaMapping mapping, boolean isMixed) {
        if (groups.isEmpty()) {
            return false;
        }
        boolean tooLarge = (!isMixed && compressedBytes + next.compressedBytes() > targetBytes)
                || recordBytes + records(next) > plan.pageBytes();
        boolean tooMuchToSort = !room.isThere(rowCount + next.rowCount(), largestGather(next, mapping));
        return tooLarge || tooMuchToSort || largestColumn(next, mapping) > plan.chunkBytes() / 4 * 3;
    }

    private long largestGather(SourceRowGroup next, SchemaMapping mapping) {
        long largest = 0;
        for (int i = 0; i < gatherBytes.length; i++) {
            largest = Math.max(largest, gatherBytes[i] + gatherBytes(next, mapping, i));
        }
        return largest;
    }

    private static long gatherBytes(SourceRowGroup group, SchemaMapping mapping, int column) {
        long values = mapping.column(column) instanceof ColumnMapping.Present present
                ? group.chunks().get(present.source()).uncompressedBytes()
                : 0;
        return values + ColumnRows.BYTES_PER_ROW * group.rowCount();
    }

    /** What a column takes, about, while it is brought into an order. */
    public long gatherBytes(int column) {
        return gatherBytes[column];
    }

    public long largestGather() {
        return Arrays.stream(gatherBytes).max().orElse(0);
    }

    public void sortGroups(Comparator<LoadedRowGroup> order) {
        groups.sort(order);
    }

    /**
     * Sets the order that the row group declares.
     *
     * @param newSorting outermost column first; empty for none
     */
    public void setSorting(List<SortingColumn> newSorting) {
        sorting = newSorting;
    }

    /**
     * Sets in which order rows are written.
     *
     * @param newParts the row groups that are written next, by the order of their rows; empty for one of all rows as
     *     they are
     * @param isProven whether whole rows are compared
     */
    public void setParts(List<RowOrder> newParts, boolean isProven) {
        parts = List.copyOf(newParts);
        int written = newParts.stream().mapToInt(RowOrder::size).sum();
        proof = isProven && written > 0 ? new RowProof((int) rowCount, written) : null;
    }

    /** How many row groups are written of it next. */
    public int partCount() {
        return Math.max(1, parts.size());
    }

    /** Whether rows are brought into another order. */
    public boolean isGathered() {
        return !parts.isEmpty();
    }

    /** In which the rows of a part are written; null if that is all rows in the order in which they are. */
    @Nullable
    public RowOrder order(int part) {
        return parts.isEmpty() ? null : parts.get(part);
    }

    /** How many rows a part has. */
    public long rowCount(int part) {
        return parts.isEmpty() ? rowCount : parts.get(part).size();
    }

    /** What compares whole rows; null if nothing has to. */
    @Nullable
    public RowProof proof() {
        return proof;
    }

    /**
     * Checks, once all columns are written, that each row is whole and in its place.
     *
     * @param rowGroup of the output that is the first part
     * @throws IllegalStateException if a row is not
     */
    public void requireRows(ObjectKey output, int rowGroup) {
        if (proof != null) {
            proof.requireEqual(parts, output, rowGroup);
        }
    }

    /** What the row group declares. */
    public List<SortingColumn> sorting() {
        return sorting;
    }

    /** How many row groups of the wanted size it has, the last one being smaller. */
    public int fullRowGroups() {
        return (int) Math.max(1, (compressedBytes + targetBytes - 1) / targetBytes);
    }

    /** How large all columns will be in the output, about. */
    public long expectedBytes() {
        return Arrays.stream(columnBytes).sum();
    }

    /** How large a column will be in the output, about. */
    public long expectedBytes(int column) {
        return columnBytes[column];
    }

    private static long records(SourceRowGroup group) {
        return CHUNK_RECORD_BYTES * (group.chunks().size() + 4L);
    }

    private long largestColumn(SourceRowGroup next, SchemaMapping mapping) {
        long largest = 0;
        for (int i = 0; i < columnBytes.length; i++) {
            largest = Math.max(largest, columnBytes[i] + expectedBytes(next, mapping, i));
        }
        return largest;
    }

    /**
     * Adds a row group behind the others.
     *
     * @param againstCompose why it is not copied as it is
     */
    public void add(LoadedRowGroup group, TierReason againstCompose) {
        if (groups.isEmpty()) {
            reason = againstCompose;
        }
        SourceRowGroup rowGroup = group.rowGroup();
        groups.add(group);
        compressedBytes += rowGroup.compressedBytes();
        recordBytes += records(rowGroup);
        rowCount = Math.addExact(rowCount, rowGroup.rowCount());
        for (int i = 0; i < columnBytes.length; i++) {
            if (group.mapping().column(i) instanceof ColumnMapping.Present present) {
                codecs.see(i, rowGroup.chunks().get(present.source()).codec());
            }
            columnBytes[i] += expectedBytes(rowGroup, group.mapping(), i);
            gatherBytes[i] += gatherBytes(rowGroup, group.mapping(), i);
        }
    }

    /** How large a source's column will be in the output, about: another codec may be weaker. */
    private long expectedBytes(SourceRowGroup group, SchemaMapping mapping, int column) {
        if (!(mapping.column(column) instanceof ColumnMapping.Present present)) {
            return 0;
        }
        SourceChunk chunk = group.chunks().get(present.source());
        CompressionCodec codec = codecs.codec(column);
        if (codec == chunk.codec()) {
            return chunk.lengthBytes();
        }
        return codec == CompressionCodec.UNCOMPRESSED
                ? Math.max(chunk.lengthBytes(), chunk.uncompressedBytes())
                : 2 * chunk.lengthBytes();
    }

    public void clear() {
        codecs.nextRowGroup();
        groups.clear();
        Arrays.fill(columnBytes, 0);
        Arrays.fill(gatherBytes, 0);
        parts = List.of();
        proof = null;
        sorting = List.of();
        compressedBytes = 0;
        recordBytes = 0;
        rowCount = 0;
    }
}
