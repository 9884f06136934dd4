package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.PlainValues;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.compression.PageDecompressor;
import dev.coldpress.parquet.internal.compression.UncompressedCodec;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.WriterQuirks;
import dev.coldpress.parquet.internal.page.PageSections;
import dev.coldpress.parquet.internal.page.ValueEncoders;
import dev.coldpress.port.parquet.PhysicalType;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one column chunk, decompressed one at a time. A page is valid until the next one is read, because they
 * share a buffer. Faults in the bytes are {@link RuntimeException}s of any kind.
 */
public final class ChunkPages implements PageReader {

    /** Where an entry of a dictionary lies, and its number in another, for {@code SourceDictionary}. */
    private static final int INDEXED_ENTRY_BYTES = 2 * Integer.BYTES;

    /** What an object per entry of a dictionary costs, about. */
    private static final int DICTIONARY_OBJECT_BYTES = 64;

    /** No entry of a dictionary that was written here has less than a byte. */
    static final long MOST_FOR_OWN_DICTIONARY = (long) ValueEncoders.MAX_DICTIONARY_BYTES * DICTIONARY_OBJECT_BYTES;

    private final ByteBufferInputStream in;
    private final LeafColumn leaf;
    private final WriterQuirks quirks;
    private final DecodeBuffers buffers;
    private final PageDecompressor codec;
    private final long valueCount;
    private long valuesLeft;
    private boolean leavesLengths;
    private @Nullable PageHeader firstHeader;
    private PageBytes compressedDictionary = PageBytes.empty();
    private PageBytes compressedValues = PageBytes.empty();
    private PageBytes values = PageBytes.empty();

    /**
     * The pages of a chunk.
     *
     * @param in from the first byte of the chunk to its last; its buffers are arrays
     */
    public ChunkPages(
            ByteBufferInputStream in, SourceChunk chunk, LeafColumn leaf, WriterQuirks quirks, DecodeBuffers buffers) {
        this.in = in;
        this.leaf = leaf;
        this.quirks = quirks;
        this.buffers = buffers;
        this.codec = buffers.codecs().decompressor(chunk.codec());
        this.valueCount = chunk.valueCount();
        this.valuesLeft = valueCount;
    }

    /**
     * Whether the lengths of values in delta encodings make sense is left to the caller, who decodes them all at once.
     */
    public ChunkPages leavingLengths() {
        leavesLengths = true;
        return this;
    }

    /** The dictionary as it is compressed in the chunk; empty if the chunk is not compressed. */
    public PageBytes compressedDictionary() {
        return compressedDictionary;
    }

    /**
     * The values of the last page as they are compressed in the chunk; empty if nothing is, or levels are with them.
     */
    public PageBytes compressedValues() {
        return compressedValues;
    }

    /** The encoded values of the last page. */
    public PageBytes values() {
        return values;
    }

    @Override
    public long getTotalValueCount() {
        return valueCount;
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        DictionaryPage page = readUncheckedDictionaryPage();
        if (page != null) {
            int entries = page.getDictionarySize();
            requireWithinPlan((long) entries * entryBytes(), "a dictionary of " + entries + " entries");
        }
        if (page != null && leaf.physicalType() == PhysicalType.BYTE_ARRAY) {
            requireLengths(PageBytes.of(page.getBytes()), page.getDictionarySize());
        }
        return page;
    }

    /**
     * The same, but whether its values lie within it is left to the caller. What the first page is decides: the offsets
     * in footers are wrong or missing in files of several writers.
     */
    @Nullable
    public DictionaryPage readUncheckedDictionaryPage() {
        PageHeader header = nextHeader();
        if (header.getType() == PageType.DICTIONARY_PAGE) {
            return dictionaryPage(header);
        }
        firstHeader = header;
        return null;
    }

    @Override
    public @Nullable DataPage readPage() {
        while (valuesLeft > 0) {
            PageHeader header = firstHeader != null ? firstHeader : nextHeader();
            firstHeader = null;
            DataPage page = dataPage(header);
            if (page != null) {
                return page;
            }
        }
        return null;
    }

    /** Null for pages without values, which ColumnReader would stumble over, and for those that are not data. */
    private @Nullable DataPage dataPage(PageHeader header) {
        PageBytes stored = stored(header);
        compressedValues = PageBytes.empty();
        values = PageBytes.empty();
        switch (header.getType()) {
            case DATA_PAGE -> {
                DataPageHeader v1 = require(header.getData_page_header(), "data page header");
                return countValues(v1.getNum_values()) ? v1(header, v1, stored) : null;
            }
            case DATA_PAGE_V2 -> {
                DataPageHeaderV2 v2 = require(header.getData_page_header_v2(), "data page header");
                return countValues(v2.getNum_values()) ? v2(header, v2, stored) : null;
            }
            case INDEX_PAGE -> {
                return null;
            }
            default -> throw ContentException.corrupt("a dictionary page after the first page of the chunk");
        }
    }

    private boolean countValues(int pageValues) {
        if (pageValues < 0 || pageValues > valuesLeft) {
            throw ContentException.corrupt(
                    "a page of " + pageValues + " values where the chunk has " + valuesLeft + " left");
        }
        valuesLeft -= pageValues;
        return pageValues > 0;
    }

    private PageHeader nextHeader() {
        return PageHeaders.next(in, valuesLeft);
    }

    private PageBytes stored(PageHeader header) {
        try {
            ByteBuffer bytes = in.slice(header.getCompressed_page_size());
            requireChecksum(header, bytes.duplicate());
            return PageBytes.of(bytes);
        } catch (EOFException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireChecksum(PageHeader header, ByteBuffer bytes) {
        if (header.isSetCrc()) {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            if ((int) crc.getValue() != header.getCrc()) {
                throw ContentException.corrupt("a page whose checksum is wrong");
            }
        }
    }

    private DictionaryPage dictionaryPage(PageHeader header) {
        DictionaryPageHeader details = require(header.getDictionary_page_header(), "dictionary page header");
        Encoding encoding = encoding(details.getEncoding());
        // The old name of the encoding of ids also stood for the PLAIN of a dictionary.
        if (encoding != Encoding.PLAIN && !encoding.usesDictionary()) {
            throw ContentException.unsupported("a dictionary encoded as " + encoding);
        }
        PageBytes stored = stored(header);
        PageBytes bytes = decompress(stored, header.getUncompressed_page_size(), buffers.dictionary());
        compressedDictionary = codec instanceof UncompressedCodec ? PageBytes.empty() : stored;
        int entries = details.getNum_values();
        long least = (long) entries * leastEntryBytes();
        if (entries < 0 || least > bytes.length()) {
            throw ContentException.corrupt("a dictionary of " + entries + " entries in " + bytes.length() + " bytes");
        }
        requireWithinPlan((long) entries * INDEXED_ENTRY_BYTES, "a dictionary of " + entries + " entries");
        return new DictionaryPage(bytes.asInput(), entries, encoding);
    }

    /** parquet-java would step back for a negative length, and take an entry for an empty one. */
    private static void requireLengths(PageBytes dictionary, int entries) {
        int at = dictionary.from();
        for (int i = 0; i < entries; i++) {
            at += PlainValues.size(dictionary.array(), at, dictionary.end());
        }
    }

    /** What an entry takes in memory for parquet-java's readers: numbers lie in an array. */
    private int entryBytes() {
        return switch (leaf.physicalType()) {
            case INT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            case BOOLEAN, INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> DICTIONARY_OBJECT_BYTES;
        };
    }

    private int leastEntryBytes() {
        return switch (leaf.physicalType()) {
            case BOOLEAN -> 0;
            case INT32, FLOAT, BYTE_ARRAY -> 4;
            case INT64, DOUBLE -> 8;
            case INT96 -> 12;
            case FIXED_LEN_BYTE_ARRAY -> leaf.node().typeLength();
        };
    }

    private DataPage v1(PageHeader header, DataPageHeader details, PageBytes stored) {
        int count = details.getNum_values();
        PageSections sections = new PageSections(leaf, count, buffers.plan().pageBytes());
        Encoding encoding = encoding(details.getEncoding());
        PageBytes page = decompress(stored, header.getUncompressed_page_size(), bufferFor(encoding));
        Encoding repetitions = levelEncoding(details.getRepetition_level_encoding(), leaf.maxRepetition());
        Encoding definitions = levelEncoding(details.getDefinition_level_encoding(), leaf.maxDefinition());

        int repetitionsEnd = sections.leadingLevelsLength(page, leaf.maxRepetition(), repetitions);
        PageBytes rest = page.after(repetitionsEnd);
        checkRepetitions(sections, page.first(repetitionsEnd), repetitions);
        int definitionsEnd = sections.leadingLevelsLength(rest, leaf.maxDefinition(), definitions);
        int nonNull = countNonNull(sections, rest.first(definitionsEnd), definitions);
        if (nonNull == 0) {
            PageBytes levels = page.first(repetitionsEnd + definitionsEnd);
            return pageV1(levels, count, repetitions, definitions, Encoding.PLAIN);
        }
        values = rest.after(definitionsEnd);
        sections.checkValues(values, encoding, nonNull, !leavesLengths);
        if (repetitionsEnd + definitionsEnd == 0 && !(codec instanceof UncompressedCodec)) {
            compressedValues = stored;
        }
        return pageV1(page, count, repetitions, definitions, encoding);
    }

    private void checkRepetitions(PageSections sections, PageBytes section, Encoding encoding) {
        if (section.length() > 0 && encoding == Encoding.RLE) {
            sections.countMaximum(section.after(Integer.BYTES), leaf.maxRepetition());
        } else if (section.length() > 0) {
            sections.countBitPackedMaximum(section, leaf.maxRepetition());
        }
    }

    private int countNonNull(PageSections sections, PageBytes section, Encoding encoding) {
        if (leaf.maxDefinition() == 0) {
            return sections.countMaximum(section, 0);
        }
        return encoding == Encoding.RLE
                ? sections.countMaximum(section.after(Integer.BYTES), leaf.maxDefinition())
                : sections.countBitPackedMaximum(section, leaf.maxDefinition());
    }

    private DataPageV1 pageV1(PageBytes page, int count, Encoding repetitions, Encoding definitions, Encoding values) {
        return new DataPageV1(page.asInput(), count, page.length(), noStatistics(), repetitions, definitions, values);
    }

    private DataPage v2(PageHeader header, DataPageHeaderV2 details, PageBytes stored) {
        int count = details.getNum_values();
        int repetitionsLength = details.getRepetition_levels_byte_length();
        int definitionsLength = details.getDefinition_levels_byte_length();
        PageBytes repetitions = stored.first(repetitionsLength);
        PageBytes definitions = stored.after(repetitionsLength).first(definitionsLength);
        PageBytes compressed = stored.after(repetitionsLength).after(definitionsLength);
        int length = header.getUncompressed_page_size() - repetitionsLength - definitionsLength;

        PageSections sections = new PageSections(leaf, count, buffers.plan().pageBytes());
        sections.countMaximum(repetitions, leaf.maxRepetition());
        int nonNull = sections.countMaximum(definitions, leaf.maxDefinition());
        Encoding encoding = nonNull == 0 ? Encoding.PLAIN : encoding(details.getEncoding());
        if (nonNull > 0) {
            values = valuesV2(details, compressed, length, encoding);
            sections.checkValues(values, encoding, nonNull, !leavesLengths);
        }
        return DataPageV2.uncompressed(
                details.getNum_rows(),
                details.getNum_nulls(),
                count,
                repetitions.asInput(),
                definitions.asInput(),
                encoding,
                values.asInput(),
                noStatistics());
    }

    /** Some writers mark an empty section as compressed, which no codec can make sense of. */
    private PageBytes valuesV2(DataPageHeaderV2 details, PageBytes stored, int length, Encoding encoding) {
        if (stored.length() == 0 || length == 0) {
            return PageBytes.empty();
        }
        boolean compressed = !details.isSetIs_compressed() || details.isIs_compressed();
        if (!compressed && !quirks.v2AlwaysCompressed()) {
            return stored;
        }
        compressedValues = codec instanceof UncompressedCodec ? PageBytes.empty() : stored;
        return decompress(stored, length, bufferFor(encoding));
    }

    /** Pages that continue the one before need it to stay as it is. */
    private ReusableBytes bufferFor(Encoding encoding) {
        boolean linked = quirks.linkedDeltaPages() && encoding == Encoding.DELTA_BYTE_ARRAY;
        return linked ? new ReusableBytes() : buffers.page();
    }

    private PageBytes decompress(PageBytes stored, int length, ReusableBytes into) {
        if (codec instanceof UncompressedCodec) {
            return stored;
        }
        if (length < 0 || length > codec.mostFrom(stored.length())) {
            throw ContentException.corrupt(
                    "a page of " + stored.length() + " bytes cannot become the " + length + " that its header says");
        }
        if (length == 0) {
            return PageBytes.empty();
        }
        requireWithinPlan(length, "a page of " + length + " bytes");
        byte[] array = into.room(length);
        codec.decompress(stored.array(), stored.from(), stored.length(), array, length);
        return new PageBytes(array, 0, length);
    }

    private void requireWithinPlan(long bytes, String what) {
        if (bytes > buffers.plan().pageBytes()) {
            throw ContentException.tooLarge(what + " needs more memory than the "
                    + buffers.plan().pageBytes() + " bytes that the budget leaves for it");
        }
    }

    /**
     * Where there are no levels, writers call them either of these two. Any other name is refused there as well:
     * parquet-java takes it at its word and reads something else than readers that pass over it. Only of nanoparquet it
     * is known that it means nothing by it.
     */
    @SuppressWarnings("deprecation") // BIT_PACKED is how several writers label levels that are not there
    private Encoding levelEncoding(org.apache.parquet.format.Encoding named, int maxLevel) {
        Encoding encoding = encoding(named);
        boolean isUnlabelled = maxLevel == 0 && encoding == Encoding.PLAIN && quirks.unlabelledLevels();
        if (encoding != Encoding.RLE && encoding != Encoding.BIT_PACKED && !isUnlabelled) {
            throw ContentException.unsupported("levels encoded as " + encoding);
        }
        return maxLevel == 0 ? Encoding.RLE : encoding;
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }

    private Statistics<?> noStatistics() {
        return Statistics.noopStats(leaf.bits().getPrimitiveType());
    }

    private static <T> T require(@Nullable T part, String what) {
        if (part == null) {
            throw ContentException.corrupt("a page without its " + what);
        }
        return part;
    }
}
