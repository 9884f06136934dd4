package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.GrownException;
import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.compression.PageCodec;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.ChunkStatistics;
import dev.coldpress.parquet.internal.page.EncodingPlan;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.page.PageLimits;
import dev.coldpress.parquet.internal.page.ValueEncoders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.io.api.Binary;

/**
 * Encodes the levels and values of one column chunk into compressed V1 pages, which end at row boundaries. The pages
 * lie in the buffers until the next encoder is made with them.
 */
public final class ChunkEncoder {

    /** A level takes two bits of a page, about: most are in long runs. */
    private static final int LEVELS_PER_BYTE_SHIFT = 2;

    private static final int LARGE_VALUE_BYTES = 4096;
    private static final int VALUES_BETWEEN_CHECKS = 4096;

    private final LeafColumn leaf;
    private final PageLimits limits;
    private final EncodeBuffers buffers;
    private final ValuesWriter repetitions;
    private final ValuesWriter definitions;
    private final ValuesWriter values;
    private final ChunkStatistics statistics;
    private final PageSequence pages;
    private final int pageBytes;
    private long plainBytes;
    private int pageRows;
    private int pageValues;
    private int pageNulls;

    public ChunkEncoder(LeafColumn leaf, PageCodec codec, PageLimits limits, EncodingPlan plan, EncodeBuffers buffers) {
        this.leaf = leaf;
        this.limits = limits;
        this.pageBytes = plan.mayUseDictionary() ? limits.idBytes() : limits.bytes();
        this.buffers = buffers;
        this.repetitions = ValueEncoders.levels(leaf.maxRepetition(), limits.bytes());
        this.definitions = ValueEncoders.levels(leaf.maxDefinition(), limits.bytes());
        this.values = ValueEncoders.values(leaf, limits, plan);
        this.statistics = new ChunkStatistics(leaf);
        this.pages = new PageSequence(leaf, codec, buffers);
    }

    public void writeNull(int repetition, int definition) {
        levels(repetition, definition);
        statistics.addNull(repetition, definition);
        pageNulls++;
    }

    void write(boolean value, int repetition, int definition) {
        levels(repetition, definition);
        values.writeBoolean(value);
        plainBytes++;
        statistics.add(value, repetition, definition);
    }

    void write(int value, int repetition, int definition) {
        levels(repetition, definition);
        values.writeInteger(value);
        plainBytes += Integer.BYTES;
        statistics.add(value, repetition, definition);
    }

    void write(long value, int repetition, int definition) {
        levels(repetition, definition);
        values.writeLong(value);
        plainBytes += Long.BYTES;
        statistics.add(value, repetition, definition);
    }

    void write(Binary value, int repetition, int definition) {
        levels(repetition, definition);
        if (value.length() > LARGE_VALUE_BYTES && repetition > 0) {
            requireBounded();
        }
        values.writeBytes(value);
        plainBytes += value.length();
        statistics.add(value, repetition, definition);
    }

    /**
     * Appends the entries of a page whose values, if there are some, are in the PLAIN encoding; booleans a byte each.
     */
    public void append(PageEntries page) {
        byte[] array = page.plain.array();
        int at = page.plain.from();
        int width = PageEntries.width(leaf);
        for (int i = 0; i < page.count; i++) {
            int repetition = leaf.maxRepetition() == 0 ? 0 : page.repetitions[i];
            int definition = page.isFull ? leaf.maxDefinition() : page.definitions[i];
            if (definition < leaf.maxDefinition()) {
                writeNull(repetition, definition);
                continue;
            }
            int from = width == PageEntries.VARIABLE ? at + Integer.BYTES : at;
            int end = width == PageEntries.VARIABLE ? from + LittleEndian.intAt(array, at) : from + width;
            switch (ValueKind.of(leaf)) {
                case BOOLEAN -> write(array[from] != 0, repetition, definition);
                case INT -> write(LittleEndian.intAt(array, from), repetition, definition);
                case LONG -> write(LittleEndian.longAt(array, from), repetition, definition);
                case BINARY -> write(Binary.fromReusedByteArray(array, from, end - from), repetition, definition);
            }
            at = end;
        }
    }

    /** What the values so far have, whatever they are encoded as. */
    public long plainBytes() {
        return plainBytes;
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
        return pageRows >= limits.rows() || bufferedBytes() >= pageBytes;
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
            Optional<Long> unencoded = statistics.endPage();
            ReusableBytes content = buffers.raw();
            content.reset();
            repetitions.getBytes().writeAllTo(content);
            definitions.getBytes().writeAllTo(content);
            if (pageNulls < pageValues) {
                // Taking the bytes decides whether the first page keeps its dictionary.
                values.getBytes().writeAllTo(content);
                Encoding used = Encoding.valueOf(values.getEncoding().name());
                requireShortUnlessIds(used, content.size());
                pages.addValues(content.array(), content.size(), used, pageValues, pageRows, unencoded);
                values.reset();
            } else {
                pages.addNulls(content.array(), content.size(), pageValues, pageRows, unencoded);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repetitions.reset();
        definitions.reset();
        pageRows = 0;
        pageValues = 0;
        pageNulls = 0;
    }

    private void requireShortUnlessIds(Encoding used, int length) {
        if (pageBytes > limits.bytes() && used != Encoding.RLE_DICTIONARY && length > 2 * limits.bytes()) {
            throw new GrownException("a page of ids is too long for its values");
        }
    }

    /** Ends the chunk, which has at least one row. */
    public EncodedChunk finish() {
        if (pageRows > 0) {
            endPage();
        }
        DictionaryPage dictionary = values.toDictPageAndClose();
        if (dictionary != null) {
            try {
                buffers.raw().reset();
                dictionary.getBytes().writeAllTo(buffers.raw());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            pages.addDictionary(buffers.raw().array(), buffers.raw().size(), dictionary.getDictionarySize());
        }
        return pages.finish(statistics);
    }
}
