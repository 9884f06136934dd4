package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.PageParser;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.parquet.internal.page.ChunkStatistics;
import dev.coldpress.parquet.internal.page.TierReason;
import dev.coldpress.parquet.internal.page.UnfitException;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a row group that is copied as it is, with the page index that its source has of it.
 *
 * @param start where its bytes begin in the source
 */
record ComposedRowGroup(long start, long length, long rowCount, long uncompressedBytes, List<Chunk> chunks) {

    ComposedRowGroup {
        chunks = List.copyOf(chunks);
    }

    /** A column chunk; positions are those in the source, or in the output after {@link #at}. */
    record Chunk(
            ColumnMetaData metadata, @Nullable ColumnIndex columnIndex, OffsetIndex offsetIndex, ChunkFilter filter) {

        Chunk with(ChunkFilter newFilter) {
            return new Chunk(metadata, columnIndex, offsetIndex, newFilter);
        }
    }

    /** @throws UnfitException if the source lacks the page index of a chunk, or has one that cannot be true */
    static ComposedRowGroup read(
            SourceFile source,
            SourceFooter footer,
            RowGroup metadata,
            SourceRowGroup group,
            long mostIndexBytes,
            BloomFilters filters,
            long mostFilterBytes) {
        IndexBytes bytes = IndexBytes.read(source, metadata.getColumns(), mostIndexBytes);
        List<Chunk> chunks = new ArrayList<>();
        long uncompressedBytes = 0;
        long filterBytes = mostFilterBytes;
        for (int i = 0; i < group.chunks().size(); i++) {
            SourceChunk chunk = group.chunks().get(i);
            ColumnChunk metadataOfChunk = metadata.getColumns().get(i);
            LeafColumn leaf = footer.leaves().get(i);
            Chunk read = read(bytes, metadataOfChunk, chunk, leaf, group.rowCount());
            ChunkFilter filter =
                    filters.keeps() || filters.wantedFor(leaf.dottedPath()).isPresent()
                            ? ChunkFilter.read(source, metadataOfChunk.getMeta_data(), filterBytes)
                            : ChunkFilter.NONE;
            filterBytes -= filter.size();
            chunks.add(read.with(filter));
            uncompressedBytes = Math.addExact(uncompressedBytes, chunk.uncompressedBytes());
        }
        long start = group.chunks().get(0).start();
        return new ComposedRowGroup(start, group.compressedBytes(), group.rowCount(), uncompressedBytes, chunks);
    }

    private static Chunk read(IndexBytes bytes, ColumnChunk column, SourceChunk chunk, LeafColumn leaf, long rowCount) {
        OffsetIndex offsets = bytes.offsetIndex(column);
        require(isTiled(chunk, offsets, rowCount));
        ColumnMetaData metadata = copy(column.getMeta_data(), offsets, chunk);
        Statistics statistics = metadata.getStatistics();
        boolean usable = hasUsableOrder(leaf, statistics);
        boolean bounded = usable && statistics.isSetMin_value() && statistics.isSetMax_value();
        if (!bounded) {
            removeBounds(statistics);
        }
        if (!usable || !column.isSetColumn_index_offset()) {
            require(!bounded);
            return new Chunk(metadata, null, offsets, ChunkFilter.NONE);
        }
        ColumnIndex values = bytes.columnIndex(column);
        require(values.getNull_pagesSize() == offsets.getPage_locationsSize());
        return new Chunk(metadata, values, offsets, ChunkFilter.NONE);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new UnfitException(TierReason.NO_PAGE_INDEX);
        }
    }

    private static void removeBounds(Statistics statistics) {
        statistics.unsetMin_value();
        statistics.unsetMax_value();
        statistics.unsetIs_min_value_exact();
        statistics.unsetIs_max_value_exact();
    }

    /** Whether the pages lie behind each other up to the chunk's end, behind a dictionary at most. */
    private static boolean isTiled(SourceChunk chunk, OffsetIndex index, long rowCount) {
        List<PageLocation> pages = index.getPage_locations();
        if (pages.isEmpty() || pages.get(0).getFirst_row_index() != 0) {
            return false;
        }
        boolean hasDictionary =
                chunk.encodings().stream().anyMatch(encoding -> encoding.name().endsWith("_DICTIONARY"));
        long at = pages.get(0).getOffset();
        if (hasDictionary ? at <= chunk.start() : at != chunk.start()) {
            return false;
        }
        long lastRow = -1;
        for (PageLocation page : pages) {
            if (page.getOffset() != at
                    || page.getCompressed_page_size() <= 0
                    || page.getFirst_row_index() <= lastRow
                    || page.getFirst_row_index() >= rowCount) {
                return false;
            }
            at += page.getCompressed_page_size();
            lastRow = page.getFirst_row_index();
        }
        return at == chunk.start() + chunk.lengthBytes();
    }

    /**
     * Leaves out what lies elsewhere in the source, and does not trust its offsets: those of some writers are wrong.
     */
    private static ColumnMetaData copy(ColumnMetaData source, OffsetIndex offsets, SourceChunk chunk) {
        ColumnMetaData metadata = source.deepCopy();
        metadata.unsetBloom_filter_offset();
        metadata.unsetBloom_filter_length();
        metadata.unsetIndex_page_offset();
        metadata.unsetKey_value_metadata();
        long firstPage = offsets.getPage_locations().get(0).getOffset();
        metadata.setData_page_offset(firstPage);
        metadata.unsetDictionary_page_offset();
        if (firstPage > chunk.start()) {
            metadata.setDictionary_page_offset(chunk.start());
        }
        if (!metadata.isSetStatistics()) {
            metadata.setStatistics(new Statistics());
        }
        // Deprecated bounds are in an order that depends on the writer, whose name the output does not carry.
        metadata.getStatistics().unsetMin();
        metadata.getStatistics().unsetMax();
        return metadata;
    }

    /** Engines disagree on where NaN sorts, and on the order of types for which the format leaves it open. */
    private static boolean hasUsableOrder(LeafColumn leaf, Statistics statistics) {
        boolean floating = leaf.physicalType() == PhysicalType.FLOAT
                || leaf.physicalType() == PhysicalType.DOUBLE
                || leaf.type().getLogicalTypeAnnotation() instanceof Float16LogicalTypeAnnotation;
        boolean noNan = statistics.isSetNan_count() && statistics.getNan_count() == 0;
        return ChunkStatistics.isOrdered(leaf.type()) && (noNan || !floating);
    }

    /** The same with all positions moved. */
    ComposedRowGroup at(long shift) {
        List<Chunk> moved = new ArrayList<>();
        for (Chunk chunk : chunks) {
            ColumnMetaData metadata = chunk.metadata().deepCopy();
            metadata.setData_page_offset(metadata.getData_page_offset() + shift);
            if (metadata.isSetDictionary_page_offset()) {
                metadata.setDictionary_page_offset(metadata.getDictionary_page_offset() + shift);
            }
            OffsetIndex offsets = chunk.offsetIndex().deepCopy();
            offsets.getPage_locations().forEach(page -> page.setOffset(page.getOffset() + shift));
            moved.add(new Chunk(metadata, chunk.columnIndex(), offsets, chunk.filter()));
        }
        return new ComposedRowGroup(start + shift, length, rowCount, uncompressedBytes, moved);
    }

    /** The part of a source that holds the page index of a row group. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record IndexBytes(byte[] array, long start) {

        static IndexBytes read(SourceFile source, List<ColumnChunk> columns, long mostBytes) {
            long start = Long.MAX_VALUE;
            long end = 0;
            for (ColumnChunk column : columns) {
                require(isWithin(column, source.ref().sizeBytes()));
                start = Math.min(start, column.getOffset_index_offset());
                end = Math.max(end, column.getOffset_index_offset() + column.getOffset_index_length());
                if (column.isSetColumn_index_offset()) {
                    start = Math.min(start, column.getColumn_index_offset());
                    end = Math.max(end, column.getColumn_index_offset() + column.getColumn_index_length());
                }
            }
            require(end - start <= mostBytes);
            byte[] bytes = new byte[(int) (end - start)];
            source.read(start, ByteBuffer.wrap(bytes));
            return new IndexBytes(bytes, start);
        }

        private static boolean isWithin(ColumnChunk column, long size) {
            boolean offsets = isWithin(column.getOffset_index_offset(), column.getOffset_index_length(), size);
            return offsets
                    && (!column.isSetColumn_index_offset()
                            || isWithin(column.getColumn_index_offset(), column.getColumn_index_length(), size));
        }

        private static boolean isWithin(long offset, int length, long size) {
            return offset > 0 && length > 0 && offset <= size - length;
        }

        ColumnIndex columnIndex(ColumnChunk column) {
            return parsed(PageParser::columnIndex, column.getColumn_index_offset(), column.getColumn_index_length());
        }

        OffsetIndex offsetIndex(ColumnChunk column) {
            return parsed(PageParser::offsetIndex, column.getOffset_index_offset(), column.getOffset_index_length());
        }

        private interface IndexParser<T> {
            T parse(byte[] array, int from, int length);
        }

        private <T> T parsed(IndexParser<T> parser, long offset, int length) {
            try {
                return parser.parse(array, (int) (offset - start), length);
            } catch (ContentException e) {
                throw new UnfitException(TierReason.NO_PAGE_INDEX, String.valueOf(e.getMessage()));
            }
        }
    }
}
