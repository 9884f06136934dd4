package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.ColumnCursor;
import dev.coldpress.parquet.internal.chunk.ColumnEntries;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.parquet.internal.order.ColumnRows;
import dev.coldpress.parquet.internal.order.RowBuffers;
import dev.coldpress.parquet.internal.page.ContentHash;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.page.UnfitException;
import dev.coldpress.parquet.internal.repage.RepageBuffers;
import dev.coldpress.parquet.internal.repage.SourceDictionary;
import dev.coldpress.parquet.internal.source.LoadedRowGroup;
import dev.coldpress.parquet.internal.source.SourceBytes;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.io.api.Binary;

/** Reads one column of all sources of a row group into memory. For one thread. */
final class ColumnLoader {

    private static final int ENTRIES_AT_ONCE = 4096;

    private static final ContentHash UNWANTED = new ContentHash(false);

    private final LeafColumn leaf;
    private final int column;
    private final DecodeBuffers buffers;
    private final RepageBuffers repageBuffers;
    private final long mostBytes;
    private final RowBuffers rowBuffers;

    /**
     * @param column index of the column of the output
     * @param mostBytes what the rows may take
     * @param rowBuffers that hold the rows
     */
    ColumnLoader(
            LeafColumn leaf,
            int column,
            DecodeBuffers buffers,
            RepageBuffers repageBuffers,
            long mostBytes,
            RowBuffers rowBuffers) {
        this.rowBuffers = rowBuffers;
        this.leaf = leaf;
        this.column = column;
        this.buffers = buffers;
        this.repageBuffers = repageBuffers;
        this.mostBytes = mostBytes;
    }

    /**
     * Reads whole pages.
     *
     * @param keepsEntries whether all entries of the sources' dictionaries are kept
     * @throws UnfitException if a page has something that only {@link #loadEntries} knows
     * @throws RuntimeException of any kind if something is wrong with the pages, or they need more memory than there is
     */
    ColumnRows loadPages(List<LoadedRowGroup> groups, SourceBytes sources, boolean keepsEntries) {
        ColumnRows rows = rows(groups, keepsEntries);
        new Repage(leaf, column, buffers, UNWANTED, rows, CompressionCodec.UNCOMPRESSED, repageBuffers)
                .read(groups, sources, rows::plainBytes);
        return rows;
    }

    /**
     * Reads entry by entry what parquet-java can read.
     *
     * @throws dev.coldpress.port.parquet.ParquetFileException that names the source and what is wrong with it
     */
    ColumnRows loadEntries(List<LoadedRowGroup> groups, SourceBytes sources) {
        ColumnRows rows = rows(groups, false);
        sources.begin(rows::plainBytes);
        for (LoadedRowGroup group : groups) {
            sources.take(group);
            try {
                new EntryReader(group.open(column, buffers), rows).read();
            } catch (ContentException e) {
                throw new ChunkPlace(group.key(), group.rowGroup().ordinal(), leaf).fault(e);
            }
        }
        return rows;
    }

    private ColumnRows rows(List<LoadedRowGroup> groups, boolean keepsEntries) {
        long rowCount = 0;
        long bytes = 0;
        for (LoadedRowGroup group : groups) {
            rowCount += group.rowGroup().rowCount();
            if (group.mapping().column(column) instanceof ColumnMapping.Present present) {
                bytes += group.rowGroup().chunks().get(present.source()).uncompressedBytes();
            }
        }
        return new ColumnRows(leaf, mostBytes, keepsEntries, keepsEntries, rowBuffers, rowCount, bytes);
    }

    /** Makes pages of entries. */
    private final class EntryReader {

        private final ColumnEntries entries;
        private final ColumnRows rows;
        private final PageEntries page = new PageEntries();
        private final SourceDictionary none = new SourceDictionary();
        private final ReusableBytes plain = new ReusableBytes();

        EntryReader(ColumnEntries entries, ColumnRows rows) {
            this.entries = entries;
            this.rows = rows;
            page.repetitions = new int[ENTRIES_AT_ONCE];
            page.definitions = new int[ENTRIES_AT_ONCE];
        }

        void read() {
            while (entries.next()) {
                int definition = entries.definition();
                page.repetitions[page.count] = entries.repetition();
                page.definitions[page.count++] = definition;
                if (definition == leaf.maxDefinition()) {
                    page.nonNull++;
                    addValue(entries.cursor());
                }
                if (page.count == ENTRIES_AT_ONCE) {
                    hand();
                }
            }
            hand();
        }

        private void hand() {
            if (page.count > 0) {
                page.plain = new PageBytes(plain.array(), 0, plain.size());
                page.isFull = leaf.maxRepetition() == 0 && page.nonNull == page.count;
                rows.append(page, none);
                page.count = 0;
                page.nonNull = 0;
                plain.reset();
            }
        }

        private void addValue(ColumnCursor cursor) {
            switch (leaf.physicalType()) {
                case BOOLEAN -> plain.write(cursor.booleanValue() ? 1 : 0);
                case INT32, FLOAT -> addInt(cursor.intValue());
                case INT64, DOUBLE -> {
                    byte[] into = plain.extend(Long.BYTES);
                    LittleEndian.putLong(into, plain.size() - Long.BYTES, cursor.longValue());
                }
                case INT96, FIXED_LEN_BYTE_ARRAY -> addBytes(cursor.binaryValue());
                case BYTE_ARRAY -> {
                    Binary value = cursor.binaryValue();
                    addInt(value.length());
                    addBytes(value);
                }
            }
        }

        private void addInt(int value) {
            byte[] into = plain.extend(Integer.BYTES);
            LittleEndian.putInt(into, plain.size() - Integer.BYTES, value);
        }

        private void addBytes(Binary value) {
            ByteBuffer bytes = value.toByteBuffer();
            plain.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
    }
}
