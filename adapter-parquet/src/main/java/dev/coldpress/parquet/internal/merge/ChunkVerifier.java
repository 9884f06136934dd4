package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.ColumnCursor;
import dev.coldpress.parquet.internal.chunk.ColumnEntries;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.chunk.PageHeaders;
import dev.coldpress.parquet.internal.chunk.PresentEntries;
import dev.coldpress.parquet.internal.chunk.ValueKind;
import dev.coldpress.parquet.internal.footer.WriterQuirks;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.parquet.internal.page.ContentHash;
import dev.coldpress.parquet.internal.page.EncodedPage;
import dev.coldpress.parquet.internal.page.PageSpan;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ParquetFileException;
import java.io.IOException;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.format.PageHeader;

/** Reads a finished column chunk again, from the bytes that are about to be sent. */
final class ChunkVerifier {

    private final ObjectKey key;
    private final DecodeBuffers buffers;

    ChunkVerifier(ObjectKey key, DecodeBuffers buffers) {
        this.key = key;
        this.buffers = buffers;
    }

    /** @throws IllegalStateException if the pages do not lie as the page index says, without a gap */
    void requireTiled(EncodedChunk chunk, int rowGroup, EncodeBuffers encoded) {
        ByteBufferInputStream in = encoded.chunkBytes();
        long values = 0;
        try {
            if (chunk.dictionaryBytes() > 0) {
                nextPage(in);
                require(in.position() == chunk.dictionaryBytes(), chunk, rowGroup, "dictionary page");
            }
            for (EncodedPage page : chunk.pages()) {
                long from = in.position();
                values += nextPage(in).valueCount();
                require(in.position() - from == page.sizeBytes(), chunk, rowGroup, "data page");
            }
        } catch (IOException | ContentException e) {
            throw new IllegalStateException(describe(chunk, rowGroup, "its pages cannot be read again"), e);
        }
        require(in.available() == 0 && values == chunk.valueCount(), chunk, rowGroup, "number of values");
    }

    private static PageSpan nextPage(ByteBufferInputStream in) throws IOException {
        long start = in.position();
        PageHeader header = PageHeaders.read(in);
        in.skipFully(header.getCompressed_page_size());
        return new PageSpan(header, start, in.position());
    }

    private void require(boolean condition, EncodedChunk chunk, int rowGroup, String what) {
        if (!condition) {
            throw new IllegalStateException(describe(chunk, rowGroup, "the " + what + " is not as the index says"));
        }
    }

    /** @throws IllegalStateException if decoding the chunk does not give the levels and values that were read */
    void requireContent(EncodedChunk chunk, int rowGroup, EncodeBuffers encoded, ContentHash expected) {
        ContentHash actual = new ContentHash(true);
        try {
            ColumnCursor cursor = open(chunk, rowGroup, encoded);
            ValueKind kind = ValueKind.of(chunk.leaf());
            while (cursor.next()) {
                actual.addLevels(cursor.repetition(), cursor.definition());
                if (cursor.hasValue()) {
                    kind.read(cursor, actual);
                }
            }
        } catch (ParquetFileException e) {
            throw new IllegalStateException(describe(chunk, rowGroup, "it cannot be decoded again"), e);
        }
        if (actual.value() != expected.value()) {
            throw new IllegalStateException(
                    describe(chunk, rowGroup, "decoded again, it differs from what was read from the sources"));
        }
    }

    /** The entries of the chunk, to be read again. */
    ColumnEntries entries(EncodedChunk chunk, int rowGroup, EncodeBuffers encoded) {
        int[] same = IntStream.rangeClosed(0, chunk.leaf().maxDefinition()).toArray();
        return new PresentEntries(open(chunk, rowGroup, encoded), new ColumnMapping.Present(0, same, null));
    }

    private ColumnCursor open(EncodedChunk chunk, int rowGroup, EncodeBuffers encoded) {
        ChunkPlace place = new ChunkPlace(key, rowGroup, chunk.leaf());
        return ColumnCursor.open(
                place, chunk.asSource(), chunk.rowCount(), encoded.chunkBytes(), WriterQuirks.NONE, buffers);
    }

    private String describe(EncodedChunk chunk, int rowGroup, String what) {
        return key + ": column " + chunk.leaf().dottedPath() + ", row group " + rowGroup + ": " + what
                + "; this is a defect or broken memory, and the output must not be published";
    }
}
