package dev.coldpress.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;

/**
 * Encodes the levels and values of one column chunk into compressed V1 pages, which end at row boundaries. The pages lie in
 * the buffers until the next encoder is made with them.
 */
final class ChunkEncoder {

    /** What a level may take in a page, in bits, about: most are in long runs. */
    private static final int LEVEL_BITS_SHIFT = 2;

    private static final int LARGE_VALUE_BYTES = 4096;

    private final LeafColumn leaf;
    private final PageCodec codec;
    private final PageLimits limits;
    private final EncodeBuffers buffers;
    private final ValuesWriter repetitions;
    private final ValuesWriter definitions;
    private final ValuesWriter values;
    private final ChunkStatistics statistics;
    private final List<EncodedPage> pages = new ArrayList<>();
    private long rowCount;
    private long valueCount;
    private long uncompressedBytes;
    private int pageRows;
    private int pageValues;

    ChunkEncoder(LeafColumn leaf, PageCodec codec, PageLimits limits, EncodeBuffers buffers) {
        this.leaf = leaf;
        this.codec = codec;
        this.limits = limits;
        this.buffers = buffers;
        this.repetitions = ValueEncoders.levels(leaf.maxRepetition(), limits.bytes());
        this.definitions = ValueEncoders.levels(leaf.maxDefinition(), limits.bytes());
        this.values = ValueEncoders.values(leaf, limits.bytes());
        this.statistics = new ChunkStatistics(leaf);
        buffers.dictionary().reset();
        buffers.pages().clear();
    }

    void writeNull(int repetition, int definition) {
        levels(repetition, definition);
        statistics.addNull(repetition, definition);
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
        } else if ((pageValues & 0xFFF) == 0) {
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
        return values.getBufferedSize() + (pageValues >> LEVEL_BITS_SHIFT);
    }

    private void requireBounded() {
        if (bufferedBytes() > limits.maxBytes()) {
            throw ContentException.tooLarge("one row needs more than the " + limits.maxBytes()
                    + " bytes that the memory budget leaves for a page");
        }
    }

    private void endPage() {
        try {
            // The bytes come first: taking them decides whether the first page keeps its dictionary.
            BytesInput repetitionBytes = repetitions.getBytes();
            BytesInput definitionBytes = definitions.getBytes();
            BytesInput valueBytes = values.getBytes();
            writeDataPage(BytesInput.concat(repetitionBytes, definitionBytes, valueBytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repetitions.reset();
        definitions.reset();
        values.reset();
        rowCount += pageRows;
        valueCount += pageValues;
        pageRows = 0;
        pageValues = 0;
    }

    private void writeDataPage(BytesInput content) throws IOException {
        Encoding encoding = Encoding.valueOf(values.getEncoding().name());
        PageHeader header = compress(PageType.DATA_PAGE, content);
        header.setData_page_header(new DataPageHeader(pageValues, encoding, Encoding.RLE, Encoding.RLE));
        Util.writePageHeader(header, buffers.header());
        int size = Math.addExact(buffers.header().size(), header.getCompressed_page_size());
        buffers.pages().append(buffers.header().array(), 0, buffers.header().size());
        buffers.pages().append(buffers.compressed().array(), 0, header.getCompressed_page_size());
        countUncompressed(header);
        Optional<Long> unencoded = statistics.endPage();
        pages.add(new EncodedPage(size, rowCount, encoding, unencoded));
    }

    private void writeDictionary(DictionaryPage page) throws IOException {
        PageHeader header = compress(PageType.DICTIONARY_PAGE, page.getBytes());
        header.setDictionary_page_header(new DictionaryPageHeader(page.getDictionarySize(), Encoding.PLAIN));
        Util.writePageHeader(header, buffers.header());
        buffers.dictionary().write(buffers.header().array(), 0, buffers.header().size());
        buffers.dictionary().write(buffers.compressed().array(), 0, header.getCompressed_page_size());
        countUncompressed(header);
    }

    private PageHeader compress(PageType type, BytesInput content) throws IOException {
        ReusableBytes raw = buffers.raw();
        raw.reset();
        content.writeAllTo(raw);
        byte[] compressed = buffers.compressed().room(codec.maxCompressedLength(raw.size()));
        int length = codec.compress(raw.array(), 0, raw.size(), compressed);
        CRC32 crc = new CRC32();
        crc.update(compressed, 0, length);
        PageHeader header = new PageHeader(type, raw.size(), length);
        header.setCrc((int) crc.getValue());
        buffers.header().reset();
        return header;
    }

    private void countUncompressed(PageHeader header) {
        uncompressedBytes += buffers.header().size() + (long) header.getUncompressed_page_size();
    }

    /** Ends the chunk, which has at least one row. */
    EncodedChunk finish() {
        if (pageRows > 0) {
            endPage();
        }
        try {
            DictionaryPage dictionary = values.toDictPageAndClose();
            if (dictionary != null) {
                writeDictionary(dictionary);
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
                uncompressedBytes,
                statistics.statistics(),
                statistics.sizeStatistics(),
                statistics.columnIndex());
    }
}
