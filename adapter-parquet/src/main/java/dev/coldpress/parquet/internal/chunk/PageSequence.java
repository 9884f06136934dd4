package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.compression.PageCodec;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.ChunkStatistics;
import dev.coldpress.parquet.internal.page.EncodedPage;
import dev.coldpress.parquet.internal.page.MovedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageType;

/**
 * The pages of a column chunk that is being written, compressed as they come. Pages of nulls that come before the first
 * value wait until it is known how values will be encoded: no dictionary-encoded page may follow a plain one, because
 * Spark's vectorised reader then returns wrong values.
 */
public final class PageSequence {

    private final LeafColumn leaf;
    private final CompressionCodec codec;
    private final EncodeBuffers buffers;
    private final CompressedPages output;
    private final List<EncodedPage> pages = new ArrayList<>();
    private final List<NullPage> leadingNulls = new ArrayList<>();
    private Optional<Encoding> encoding = Optional.empty();
    private long rowCount;
    private long valueCount;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record NullPage(byte[] levels, int valueCount, long firstRow, Optional<Long> unencodedBytes) {}

    public PageSequence(LeafColumn leaf, PageCodec codec, EncodeBuffers buffers) {
        this.leaf = leaf;
        this.codec = codec.name();
        this.buffers = buffers;
        this.output = new CompressedPages(codec, buffers);
    }

    /** Whether some page needs a dictionary. */
    public boolean usesDictionary() {
        return pages.stream().anyMatch(page -> page.encoding() == Encoding.RLE_DICTIONARY);
    }

    /** Appends a page with values: its levels and behind them the values, as V1 has it. */
    public void addValues(byte[] content, int length, Encoding used, int entries, int rows, Optional<Long> unencoded) {
        writeLeadingNulls(used);
        write(content, length, entries, rowCount, used, unencoded);
        encoding = Optional.of(used);
        count(entries, rows);
    }

    /** Appends a page of values that are compressed already, as V2 because its levels are not. */
    public void addCompressed(PageBytes definitions, MovedPage page, Optional<Long> unencoded) {
        writeLeadingNulls(page.encoding());
        try {
            int size = output.addCompressed(definitions, page);
            pages.add(new EncodedPage(size, rowCount, PageType.DATA_PAGE_V2, page.encoding(), unencoded));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        encoding = Optional.of(page.encoding());
        count(page.rowCount(), page.rowCount());
    }

    /** Appends a page that has only levels. */
    public void addNulls(byte[] levels, int length, int entries, int rows, Optional<Long> unencoded) {
        byte[] copy = Arrays.copyOf(levels, length);
        if (encoding.isEmpty()) {
            leadingNulls.add(new NullPage(copy, entries, rowCount, unencoded));
        } else {
            writeNulls(copy, entries, rowCount, encoding.get(), unencoded);
        }
        count(entries, rows);
    }

    /**
     * Among ids, the values of a page that has none are ids of no bits. Elsewhere they are PLAIN, of no bytes: other
     * encodings have a header even then.
     */
    private void writeNulls(byte[] levels, int entries, long firstRow, Encoding others, Optional<Long> unencoded) {
        boolean amongIds = others == Encoding.RLE_DICTIONARY;
        byte[] content = amongIds ? Arrays.copyOf(levels, levels.length + 1) : levels;
        write(content, content.length, entries, firstRow, amongIds ? others : Encoding.PLAIN, unencoded);
    }

    private void writeLeadingNulls(Encoding used) {
        for (NullPage page : leadingNulls) {
            writeNulls(page.levels(), page.valueCount(), page.firstRow(), used, page.unencodedBytes());
        }
        leadingNulls.clear();
    }

    private void write(
            byte[] content, int length, int entries, long firstRow, Encoding used, Optional<Long> unencoded) {
        try {
            int size = output.addData(content, length, entries, used);
            pages.add(new EncodedPage(size, firstRow, PageType.DATA_PAGE, used, unencoded));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(int entries, int rows) {
        rowCount += rows;
        valueCount += entries;
    }

    /** Lets pages without values refer to the dictionary that will be added, also if no page has values. */
    public void endWithDictionary() {
        writeLeadingNulls(Encoding.RLE_DICTIONARY);
    }

    public void addDictionary(byte[] plain, int length, int entries) {
        try {
            output.addDictionary(plain, length, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the chunk, which has at least one row; its dictionary may still be added before. */
    public EncodedChunk finish(ChunkStatistics statistics) {
        writeLeadingNulls(Encoding.PLAIN);
        return new EncodedChunk(
                leaf,
                codec,
                buffers.dictionary().size(),
                List.copyOf(pages),
                rowCount,
                valueCount,
                output.uncompressedBytes(),
                statistics.statistics(),
                statistics.sizeStatistics(),
                statistics.columnIndex());
    }
}
