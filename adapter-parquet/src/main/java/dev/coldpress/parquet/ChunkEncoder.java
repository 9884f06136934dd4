package dev.coldpress.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the levels and values of one column chunk into compressed V1 pages, which end at row boundaries. The pages lie in
 * the buffers until the next encoder is made with them.
 */
final class ChunkEncoder {

    /** A level takes two bits of a page, about: most are in long runs. */
    private static final int LEVELS_PER_BYTE_SHIFT = 2;

    private static final int LARGE_VALUE_BYTES = 4096;
    private static final int VALUES_BETWEEN_CHECKS = 4096;

    /** The values of a dictionary-encoded page that has none: ids of no bits. */
    private static final BytesInput NO_IDS = BytesInput.from(new byte[1]);

    private final LeafColumn leaf;
    private final PageCodec codec;
    private final PageLimits limits;
    private final EncodeBuffers buffers;
    private final ValuesWriter repetitions;
    private final ValuesWriter definitions;
    private final ValuesWriter values;
    private final ChunkStatistics statistics;
    private final CompressedPages output;
    private final List<EncodedPage> pages = new ArrayList<>();
    private final List<NullPage> leadingNulls = new ArrayList<>();
    private @Nullable Encoding encoding;
    private long rowCount;
    private long valueCount;
    private int pageRows;
    private int pageValues;
    private int pageNulls;

    /** A page of nulls that comes before the first value, so that it is not known yet how values will be encoded. */
    private record NullPage(BytesInput levels, int valueCount, long firstRow, Optional<Long> unencodedBytes) {}

    ChunkEncoder(LeafColumn leaf, PageCodec codec, PageLimits limits, EncodeBuffers buffers) {
        this.leaf = leaf;
        this.codec = codec;
        this.limits = limits;
        this.buffers = buffers;
        this.repetitions = ValueEncoders.levels(leaf.maxRepetition(), limits.bytes());
        this.definitions = ValueEncoders.levels(leaf.maxDefinition(), limits.bytes());
        this.values = ValueEncoders.values(leaf, limits.bytes());
        this.statistics = new ChunkStatistics(leaf);
        this.output = new CompressedPages(codec, buffers);
    }

    void writeNull(int repetition, int definition) {
        levels(repetition, definition);
        statistics.addNull(repetition, definition);
        pageNulls++;
    }

    void write(boolean value, int repetition, int definition) {
        levels(repetition, definition);
        values.writeBoolean(value);
        statistics.add(value, repetition, definition);
    }

    void write(int value, int repetition, int definition) {
        levels(repetition, definition);
        values.writeInteger(value);
        statistics.add(value, repetition, definition);
    }

    void write(long value, int repetition, int definition) {
        levels(repetition, definition);
        values.writeLong(value);
        statistics.add(value, repetition, definition);
    }

    void write(Binary value, int repetition, int definition) {
        levels(repetition, definition);
        if (value.length() > LARGE_VALUE_BYTES && repetition > 0) {
            requireBounded();
        }
        values.writeBytes(value);
        statistics.add(value, repetition, definition);
    }

    private void levels(int repetition, int definition) {
        if (repetition == 0) {
            if (isFull()) {
                endPage();
            }
            pageRows++;
        } else if (pageValues % VALUES_BETWEEN_CHECKS == 0) {
            requireBounded();
        }
        repetitions.writeInteger(repetition);
        definitions.writeInteger(definition);
        pageValues++;
    }

    private boolean isFull() {
        return pageRows >= limits.rows() || bufferedBytes() >= limits.bytes();
    }

    private long bufferedBytes() {
        return values.getBufferedSize() + (pageValues >> LEVELS_PER_BYTE_SHIFT);
    }

    private void requireBounded() {
        if (bufferedBytes() > limits.maxBytes()) {
            throw ContentException.tooLarge("one row needs more than the " + limits.maxBytes()
                    + " bytes that the memory budget leaves for a page");
        }
    }

    private void endPage() {
        try {
            BytesInput levels = BytesInput.concat(repetitions.getBytes(), definitions.getBytes());
            Optional<Long> unencoded = statistics.endPage();
            if (pageNulls < pageValues) {
                writeValues(levels, unencoded);
            } else if (encoding == null) {
                leadingNulls.add(new NullPage(copy(levels), pageValues, rowCount, unencoded));
            } else {
                writePage(BytesInput.concat(levels, noValues(encoding)), pageValues, rowCount, encoding, unencoded);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repetitions.reset();
        definitions.reset();
        rowCount += pageRows;
        valueCount += pageValues;
        pageRows = 0;
        pageValues = 0;
        pageNulls = 0;
    }

    /** Taking the bytes decides whether the first page keeps its dictionary, so the encoding is asked for afterwards. */
    private void writeValues(BytesInput levels, Optional<Long> unencoded) throws IOException {
        BytesInput valueBytes = values.getBytes();
        Encoding used = Encoding.valueOf(values.getEncoding().name());
        writeLeadingNulls(used);
        writePage(BytesInput.concat(levels, valueBytes), pageValues, rowCount, used, unencoded);
        values.reset();
        encoding = used;
    }

    /** Like the first values, so that no dictionary-encoded page follows a plain one; see {@link ValueEncoders}. */
    private void writeLeadingNulls(Encoding used) throws IOException {
        for (NullPage page : leadingNulls) {
            BytesInput content = BytesInput.concat(page.levels(), noValues(used));
            writePage(content, page.valueCount(), page.firstRow(), used, page.unencodedBytes());
        }
        leadingNulls.clear();
    }

    private static BytesInput copy(BytesInput bytes) {
        return bytes.copy(HeapByteBufferAllocator.getInstance(), buffer -> {});
    }

    private static BytesInput noValues(Encoding used) {
        return used == Encoding.RLE_DICTIONARY ? NO_IDS : BytesInput.empty();
    }

    private void writePage(BytesInput content, int count, long firstRow, Encoding used, Optional<Long> unencoded)
            throws IOException {
        int size = output.addData(content, count, used);
        pages.add(new EncodedPage(size, firstRow, used, unencoded));
    }

    /** Ends the chunk, which has at least one row. */
    EncodedChunk finish() {
        if (pageRows > 0) {
            endPage();
        }
        try {
            writeLeadingNulls(Encoding.PLAIN);
            DictionaryPage dictionary = values.toDictPageAndClose();
            if (dictionary != null) {
                output.addDictionary(dictionary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EncodedChunk(
                leaf,
                codec.name(),
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
