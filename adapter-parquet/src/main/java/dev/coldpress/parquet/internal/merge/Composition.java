package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.parquet.internal.mapping.SchemaMapping;
import dev.coldpress.parquet.internal.page.TierReason;
import dev.coldpress.parquet.internal.page.UnfitException;
import dev.coldpress.parquet.internal.source.LargeRowGroups;
import dev.coldpress.parquet.internal.source.LoadedRowGroup;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.SourceGoneException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;

/**
 * Takes row groups of one source into the output as they are: the store copies their bytes, and only their metadata
 * pass through this process. Their pages are not looked at.
 */
final class Composition {

    private final MergeSpec spec;
    private final SourceFile source;
    private final FooterReader.Parsed footer;
    private final SchemaMapping mapping;
    private final long mostIndexBytes;
    private final Optional<RowSorter> sorter;

    /**
     * @param sorter that knows whether row groups are in the order of the output; empty if any order is right
     * @param mostIndexBytes how much of the source may be in memory to read the page index of a row group
     */
    Composition(
            MergeSpec spec,
            SourceFile source,
            FooterReader.Parsed footer,
            SchemaMapping mapping,
            long mostIndexBytes,
            Optional<RowSorter> sorter) {
        this.sorter = sorter;
        this.spec = spec;
        this.source = source;
        this.footer = footer;
        this.mapping = mapping;
        this.mostIndexBytes = mostIndexBytes;
    }

    /**
     * The row group with its page index and its filters, which are read for it.
     *
     * @param mostFilterBytes what the filters may take together; others are left out
     * @throws UnfitException if the row group cannot be copied
     */
    ComposedRowGroup prepare(SourceRowGroup group, long mostFilterBytes) {
        Optional<TierReason> reason = against(group);
        if (reason.isPresent()) {
            throw new UnfitException(reason.get());
        }
        if (sorter.isPresent() && !isInOrder(sorter.get(), group)) {
            throw new UnfitException(TierReason.OTHER_ORDER);
        }
        RowGroup metadata = footer.metadata().getRow_groups().get(group.ordinal());
        return ComposedRowGroup.read(
                source, footer.checked(), metadata, group, mostIndexBytes, spec.bloomFilters(), mostFilterBytes);
    }

    /** Whether the row group is sorted, and its rows follow those before it and come before all others. */
    private boolean isInOrder(RowSorter order, SourceRowGroup group) {
        SourceFooter checked = footer.checked();
        return order.isApart(checked.key(), group)
                && order.isSorted(
                        source, group, mapping, new LoadedRowGroup.LeafColumns(checked.leaves(), checked.quirks()));
    }

    /** What a row group declares that was prepared. */
    List<SortingColumn> sorting() {
        return sorter.map(RowSorter::declared).orElse(List.of());
    }

    /** Lets the store append the row group's bytes. */
    void copy(ComposedRowGroup group, StagedUpload output) {
        if (output.copyFrom(source.ref(), group.start(), group.length()) != ReadResult.READ) {
            throw new SourceGoneException(source.ref().key());
        }
    }

    /** Why the row group cannot be copied, as far as the footer tells. */
    private Optional<TierReason> against(SourceRowGroup group) {
        if (spec.verifyContent()) {
            return Optional.of(TierReason.CONTENT_IS_VERIFIED);
        }
        if (!mapping.isIdentity()) {
            return Optional.of(TierReason.OTHER_SCHEMA);
        }
        if (!hasCodec(group.chunks())) {
            return Optional.of(TierReason.OTHER_CODEC);
        }
        return hasWantedFilters(group.chunks()) ? against(footer, group) : Optional.of(TierReason.WANTED_FILTER);
    }

    private boolean hasWantedFilters(List<SourceChunk> chunks) {
        for (int i = 0; i < chunks.size(); i++) {
            LeafColumn leaf = footer.checked().leaves().get(i);
            boolean isWanted = leaf.physicalType() != PhysicalType.BOOLEAN
                    && spec.bloomFilters().wantedFor(leaf.dottedPath()).isPresent();
            if (isWanted && chunks.get(i).filterBytes() == 0 && !chunks.get(i).hasOnlyNulls()) {
                return false;
            }
        }
        return true;
    }

    /** Why not all row groups of a file can be copied into one of its schema and codecs, as far as its footer tells. */
    static Optional<TierReason> against(FooterReader.Parsed file) {
        return file.checked().rowGroups().stream()
                .filter(group -> group.rowCount() > 0)
                .flatMap(group -> against(file, group).stream())
                .findFirst();
    }

    private static Optional<TierReason> against(FooterReader.Parsed file, SourceRowGroup group) {
        if (!LargeRowGroups.contain(group.compressedBytes(), group.rowCount())) {
            return Optional.of(TierReason.SMALL_ROW_GROUP);
        }
        if (!file.checked().quirks().none()) {
            return Optional.of(TierReason.OLD_WRITER);
        }
        if (!areAdjacent(group.chunks())) {
            return Optional.of(TierReason.SCATTERED_CHUNKS);
        }
        if (!file.metadata().isSetColumn_orders()
                || !file.metadata().getColumn_orders().stream().allMatch(ColumnOrder::isSet)) {
            return Optional.of(TierReason.UNCLEAR_BOUNDS);
        }
        boolean indexed = file.metadata().getRow_groups().get(group.ordinal()).getColumns().stream()
                .allMatch(ColumnChunk::isSetOffset_index_offset);
        return indexed ? Optional.empty() : Optional.of(TierReason.NO_PAGE_INDEX);
    }

    private boolean hasCodec(List<SourceChunk> chunks) {
        Optional<CompressionCodec> wanted = spec.compression().map(codec -> CompressionCodec.valueOf(codec.name()));
        return wanted.isEmpty() || chunks.stream().allMatch(chunk -> chunk.codec() == wanted.get());
    }

    /** Some readers fetch a row group as the one range that its sizes add up to. */
    private static boolean areAdjacent(List<SourceChunk> chunks) {
        for (int i = 1; i < chunks.size(); i++) {
            SourceChunk before = chunks.get(i - 1);
            if (chunks.get(i).start() != before.start() + before.lengthBytes()) {
                return false;
            }
        }
        return true;
    }
}
