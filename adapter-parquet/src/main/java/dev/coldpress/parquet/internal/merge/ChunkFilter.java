package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.chunk.ChunkPages;
import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.ColumnCursor;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.chunk.ValueKind;
import dev.coldpress.parquet.internal.footer.BloomFilter;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.WriterQuirks;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.repage.SourceDictionary;
import dev.coldpress.parquet.internal.source.LoadedRowGroup;
import dev.coldpress.parquet.internal.source.RowGroupBatch;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.io.api.Binary;

/**
 * The Bloom filter of a column chunk of the output, made of its values if the chunks that these come from have filters.
 *
 * @param bytes with the header, as they lie in a file; empty if there is no filter
 * @param leftOut why there is none although sources have one
 */
record ChunkFilter(Optional<byte[]> bytes, Optional<String> leftOut) {

    /** Neither here nor in the sources. */
    static final ChunkFilter NONE = new ChunkFilter(Optional.empty(), Optional.empty());

    private static final String NOT_ALL = "not all of its sources have one";
    private static final String TOO_MANY_VALUES =
            "it has too many values for one of " + BloomFilter.MOST_BYTES + " bytes";
    private static final String UNREADABLE = "it cannot be read";
    private static final String NO_MEMORY = "it is too large for the memory budget";

    private static ChunkFilter of(byte[] bytes) {
        return new ChunkFilter(Optional.of(bytes), Optional.empty());
    }

    private static ChunkFilter leftOut(String why) {
        return new ChunkFilter(Optional.empty(), Optional.of("its Bloom filter is left out, since " + why));
    }

    /**
     * Reads the filter of a source's chunk.
     *
     * @param mostBytes that it may have
     */
    static ChunkFilter read(SourceFile source, ColumnMetaData metadata, long mostBytes) {
        if (!metadata.isSetBloom_filter_offset()) {
            return NONE;
        }
        long left = source.ref().sizeBytes() - metadata.getBloom_filter_offset();
        if (metadata.getBloom_filter_offset() <= 0 || left <= 0) {
            return leftOut(UNREADABLE);
        }
        try {
            long length = metadata.isSetBloom_filter_length()
                    ? metadata.getBloom_filter_length()
                    : BloomFilter.length(read(source, metadata, Math.min(left, BloomFilter.MOST_HEADER_BYTES), left));
            if (length > mostBytes) {
                return leftOut(NO_MEMORY);
            }
            byte[] bytes = read(source, metadata, length, left);
            return BloomFilter.isFilter(bytes) ? of(bytes) : leftOut(UNREADABLE);
        } catch (ContentException e) {
            return leftOut(UNREADABLE);
        }
    }

    private static byte[] read(SourceFile source, ColumnMetaData metadata, long length, long left) {
        if (length <= 0 || length > left) {
            throw ContentException.corrupt("a Bloom filter of " + length + " bytes where the file has " + left);
        }
        byte[] bytes = new byte[Math.toIntExact(length)];
        source.read(metadata.getBloom_filter_offset(), ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** The same, but left out if it is larger than so much. */
    ChunkFilter within(long mostBytes) {
        return size() > mostBytes ? leftOut(NO_MEMORY) : this;
    }

    int size() {
        return bytes.map(filter -> filter.length).orElse(0);
    }

    /**
     * Makes the filter of a finished chunk. One that its sources have, and that nobody wants, takes no more bytes than
     * those of the sources together.
     *
     * @param filters which columns have them
     * @param place of the chunk
     * @param encoded its bytes
     */
    static ChunkFilter make(
            BloomFilters filters,
            RowGroupBatch batch,
            int column,
            ChunkPlace place,
            EncodedChunk chunk,
            EncodeBuffers encoded,
            DecodeBuffers buffers) {
        if (chunk.leaf().physicalType() == PhysicalType.BOOLEAN) {
            return NONE;
        }
        Values values = new Values(place, chunk, encoded, buffers);
        Optional<Double> wanted = filters.wantedFor(chunk.leaf().dottedPath());
        if (wanted.isPresent()) {
            return of(values.filter(BloomFilter.MOST_BYTES, wanted.get()));
        }
        return filters.keeps() ? keep(batch, column, values) : NONE;
    }

    private static ChunkFilter keep(RowGroupBatch batch, int column, Values values) {
        long sourceBytes = 0;
        boolean all = true;
        for (LoadedRowGroup group : batch.groups()) {
            // Of the others there are no values in the column.
            if (group.mapping().column(column) instanceof ColumnMapping.Present present) {
                SourceChunk source = group.rowGroup().chunks().get(present.source());
                sourceBytes += source.filterBytes();
                all &= source.filterBytes() > 0 || needsNoFilter(source);
            }
        }
        if (sourceBytes == 0) {
            return NONE;
        }
        return all ? of(values.filter(sourceBytes, BloomFilters.DEFAULT_FALSE_POSITIVES)) : leftOut(NOT_ALL);
    }

    private static ChunkFilter of(BloomFilter filter) {
        byte[] bytes = filter.bytes();
        return bytes.length == 0 ? leftOut(TOO_MANY_VALUES) : of(bytes);
    }

    /** A dictionary shows readers which values the chunk lacks, so parquet-java writes no filter for such a chunk. */
    private static boolean needsNoFilter(SourceChunk source) {
        return source.hasOnlyIds() || source.hasOnlyNulls();
    }

    /** The values of a chunk, read again from its bytes. */
    private record Values(ChunkPlace place, EncodedChunk chunk, EncodeBuffers encoded, DecodeBuffers buffers) {

        BloomFilter filter(long mostBytes, double falsePositives) {
            boolean onlyIds = chunk.pages().stream().allMatch(page -> page.encoding() == Encoding.RLE_DICTIONARY);
            return onlyIds && PageEntries.width(chunk.leaf()) != 0
                    ? ofDictionary(mostBytes, falsePositives)
                    : ofPages(mostBytes, falsePositives);
        }

        private BloomFilter ofDictionary(long mostBytes, double falsePositives) {
            ChunkPages pages =
                    new ChunkPages(encoded.chunkBytes(), chunk.asSource(), chunk.leaf(), WriterQuirks.NONE, buffers);
            DictionaryPage page = pages.readUncheckedDictionaryPage();
            if (page == null) {
                throw new IllegalStateException(
                        "A chunk of ids without a dictionary: " + chunk.leaf().dottedPath());
            }
            int width = PageEntries.width(chunk.leaf());
            SourceDictionary dictionary = new SourceDictionary();
            dictionary.load(page, width);
            int prefix = width == PageEntries.VARIABLE ? Integer.BYTES : 0;
            BloomFilter filter = new BloomFilter(page.getDictionarySize(), mostBytes, falsePositives);
            for (int id = 0; id < page.getDictionarySize(); id++) {
                int from = dictionary.from(id) + prefix;
                // The hash of a number is that of its bytes.
                filter.add(Binary.fromConstantByteArray(dictionary.array(), from, dictionary.end(id) - from));
            }
            return filter;
        }

        private BloomFilter ofPages(long mostBytes, double falsePositives) {
            long valueCount = chunk.valueCount() - chunk.statistics().getNull_count();
            BloomFilter filter = new BloomFilter(valueCount, mostBytes, falsePositives);
            ColumnCursor cursor = ColumnCursor.open(
                    place, chunk.asSource(), chunk.rowCount(), encoded.chunkBytes(), WriterQuirks.NONE, buffers);
            ValueKind kind = ValueKind.of(chunk.leaf());
            while (cursor.next()) {
                if (cursor.hasValue()) {
                    switch (kind) {
                        case INT -> filter.add(cursor.intValue());
                        case LONG -> filter.add(cursor.longValue());
                        case BINARY -> filter.add(cursor.binaryValue());
                        case BOOLEAN -> throw new IllegalStateException("A Bloom filter of booleans");
                    }
                }
            }
            return filter;
        }
    }
}
