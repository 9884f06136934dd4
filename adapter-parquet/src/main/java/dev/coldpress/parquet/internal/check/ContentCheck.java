package dev.coldpress.parquet.internal.check;

import dev.coldpress.parquet.internal.bytes.Arena;
import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.MemoryPlan;
import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.ColumnCursor;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.chunk.PageHeaders;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.PageParser;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.parquet.internal.notation.ArrowSchemaReader;
import dev.coldpress.parquet.internal.page.PageSpan;
import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.jspecify.annotations.Nullable;

/**
 * Decodes every value of a file, one column chunk at a time, and holds what the footer and the page index say against
 * it: by them readers skip and count, so that a wrong one changes what queries answer.
 */
public final class ContentCheck {

    private final SourceFile file;
    private final SourceFooter footer;
    private final FileMetaData metadata;
    private final DecodeBuffers buffers;
    private final Arena arena;
    private final Map<List<String>, ArrowField> arrowFields;

    private ContentCheck(SourceFile file, FooterReader.Parsed parsed, PageCodecs codecs) {
        this.file = file;
        this.footer = parsed.checked();
        this.metadata = parsed.metadata();
        MemoryPlan plan = MemoryPlan.forChecks();
        this.buffers = new DecodeBuffers(codecs, plan);
        this.arena = new Arena(plan.arenaBytes());
        this.arrowFields = ArrowSchemaReader.leaves(footer.keyValueMetadata(), footer.schema());
    }

    public static FooterReader.Parsed check(SourceFile file, FooterReader footers) {
        try (PageCodecs codecs = new PageCodecs()) {
            FooterReader.Parsed parsed = footers.readAll(file);
            new ContentCheck(file, parsed, codecs).check();
            return parsed;
        }
    }

    private void check() {
        for (SourceRowGroup group : footer.rowGroups()) {
            for (int i = 0; i < group.chunks().size(); i++) {
                LeafColumn leaf = footer.leaves().get(i);
                ChunkPlace place = new ChunkPlace(footer.key(), group.ordinal(), leaf);
                ByteBuffer bytes = load(place, group.chunks().get(i));
                try {
                    check(place, group, i, bytes);
                } catch (ContentException e) {
                    throw place.fault(e);
                }
            }
        }
    }

    private ByteBuffer load(ChunkPlace place, SourceChunk chunk) {
        if (chunk.lengthBytes() > arena.maxBytes()) {
            throw place.fault(new ContentException(
                    Reason.MEMORY_BUDGET,
                    "it has " + chunk.lengthBytes() + " bytes; the limit is " + arena.maxBytes()));
        }
        arena.clear();
        int length = (int) chunk.lengthBytes();
        int from = arena.reserve(length, length);
        file.read(chunk.start(), arena.buffer(from, length));
        return arena.buffer(from, length).slice();
    }

    private void check(ChunkPlace place, SourceRowGroup group, int column, ByteBuffer bytes) {
        LeafColumn leaf = place.column();
        SourceChunk chunk = group.chunks().get(column);
        ColumnCursor cursor =
                ColumnCursor.open(place, chunk, group.rowCount(), stream(bytes), footer.quirks(), buffers);
        ColumnChunk described =
                metadata.getRow_groups().get(group.ordinal()).getColumns().get(column);
        List<PageSpan> pages = dataPages(chunk, bytes);
        ChunkPromises promises = new ChunkPromises(leaf, described.getMeta_data(), isTypeOrder(column));
        PagePromises pagePromises = new PagePromises(
                leaf,
                isTypeOrder(column) ? columnIndex(described) : null,
                offsetIndex(described),
                pages,
                !footer.quirks().wrongNullCounts());
        DictionaryCapacity dictionary = new DictionaryCapacity(place, arrowFields.get(leaf.path()));
        CurrentValue value = new CurrentValue(leaf);
        boolean variable = leaf.physicalType() == PhysicalType.BYTE_ARRAY;
        while (cursor.next()) {
            promises.addLevels(cursor.repetition(), cursor.definition());
            pagePromises.addLevels(cursor.repetition(), !cursor.hasValue());
            if (cursor.hasValue()) {
                value.read(cursor);
                dictionary.add(cursor);
                boolean isNaN = value.isNaN();
                promises.addValue(value, isNaN, variable ? value.length() : 0);
                if (!isNaN) {
                    pagePromises.addValue(value);
                }
            }
        }
        promises.requireKept(pages);
        pagePromises.requireKept();
    }

    private static ByteBufferInputStream stream(ByteBuffer bytes) {
        return ByteBufferInputStream.wrap(bytes.duplicate());
    }

    private static List<PageSpan> dataPages(SourceChunk chunk, ByteBuffer bytes) {
        List<PageSpan> pages = new ArrayList<>();
        PageHeaders.forEach(stream(bytes), chunk.valueCount(), page -> {
            if (page.isData()) {
                pages.add(page.movedBy(chunk.start()));
            }
        });
        return pages;
    }

    private boolean isTypeOrder(int column) {
        return metadata.isSetColumn_orders()
                && column < metadata.getColumn_ordersSize()
                && metadata.getColumn_orders().get(column).isSetTYPE_ORDER();
    }

    private @Nullable ColumnIndex columnIndex(ColumnChunk chunk) {
        return chunk.isSetColumn_index_offset()
                ? PageParser.columnIndex(
                        read(chunk.getColumn_index_offset(), chunk.getColumn_index_length()),
                        0,
                        chunk.getColumn_index_length())
                : null;
    }

    private @Nullable OffsetIndex offsetIndex(ColumnChunk chunk) {
        return chunk.isSetOffset_index_offset()
                ? PageParser.offsetIndex(
                        read(chunk.getOffset_index_offset(), chunk.getOffset_index_length()),
                        0,
                        chunk.getOffset_index_length())
                : null;
    }

    private byte[] read(long offset, int length) {
        long size = file.ref().sizeBytes();
        if (offset < 0 || length <= 0 || length > FooterReader.MAX_FOOTER_BYTES || offset > size - length) {
            throw ContentException.corrupt(
                    "a page index of " + length + " bytes at " + offset + " in a file of " + size);
        }
        byte[] bytes = new byte[length];
        file.read(offset, ByteBuffer.wrap(bytes));
        return bytes;
    }
}
