package dev.coldpress.parquet.internal.repage;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.PlainValues;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.chunk.EncodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.chunk.PageSequence;
import dev.coldpress.parquet.internal.compression.PageCodec;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.page.ChunkStatistics;
import dev.coldpress.parquet.internal.page.EncodingPlan;
import dev.coldpress.parquet.internal.page.MovedPage;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.page.PageLevels;
import dev.coldpress.parquet.internal.page.PageLimits;
import dev.coldpress.port.parquet.PhysicalType;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.Encoding;

/**
 * Regroups the entries of many small pages into full V1 pages, which end at row boundaries. Values are moved as the
 * PLAIN bytes and ids that they are in the sources, or are decoded to.
 */
public final class RepageEncoder implements PageSink {

    /** A level takes two bits of a page, about: most are in long runs. */
    private static final int LEVELS_PER_BYTE_SHIFT = 2;

    /** A smaller page costs readers and the page index more than it saves here. */
    private static final int LEAST_ROWS = 1000;

    private static final int LEAST_BYTES = 16 << 10;

    private final LeafColumn leaf;
    private final PageLimits limits;
    private final EncodeBuffers buffers;
    private final ChunkStatistics statistics;
    private final PageSequence pages;
    private final PageValues values;
    private final int width;
    private final PageLevels repetitions;
    private final PageLevels definitions;
    private int pageRows;
    private int pageEntries;
    private long rawBytes;
    private long endedBytes;
    private int movedPages;

    /** The entries of a source page that go into the same page of the output, from those before them on. */
    private int sliceEntries;

    private int sliceValues;
    private int slicePlainEnd;

    public RepageEncoder(
            LeafColumn leaf,
            PageCodec codec,
            PageLimits limits,
            EncodingPlan plan,
            EncodeBuffers buffers,
            RepageBuffers repageBuffers) {
        this.leaf = leaf;
        this.limits = limits;
        this.buffers = buffers;
        this.statistics = new ChunkStatistics(leaf);
        this.pages = new PageSequence(leaf, codec, buffers);
        this.values = new PageValues(leaf, codec, limits, plan, repageBuffers);
        this.width = PageEntries.width(leaf);
        this.repetitions = repageBuffers.repetitions;
        this.definitions = repageBuffers.definitions;
        repetitions.begin(leaf.maxRepetition());
        definitions.begin(leaf.maxDefinition());
    }

    @Override
    public void begin(SourceDictionary dictionary) {
        values.keep(dictionary);
    }

    @Override
    public void append(PageEntries page, SourceDictionary dictionary) {
        if (page.hasRuns) {
            values.allowRuns();
        }
        if (page.usesDictionary) {
            dictionary.requireIds(page);
        }
        if (move(page, dictionary)) {
            return;
        }
        int entry = 0;
        int value = 0;
        int plainAt = page.plain.from();
        while (entry < page.count) {
            slice(page, dictionary, entry, value, plainAt);
            if (sliceEntries == 0) {
                endPage();
                continue;
            }
            copyLevels(page, entry);
            if (sliceValues > 0) {
                if (page.usesDictionary) {
                    values.addIds(page.ids, value, value + sliceValues, dictionary);
                } else {
                    values.addPlain(page.plain.array(), plainAt, slicePlainEnd, sliceValues);
                }
            }
            entry += sliceEntries;
            value += sliceValues;
            plainAt = slicePlainEnd;
        }
    }

    /** Moves the values as they are compressed, if that gives a good page. Returns whether it did. */
    private boolean move(PageEntries page, SourceDictionary dictionary) {
        boolean atPageEnd = pageRows == 0 || pageRows >= LEAST_ROWS;
        if (!values.isPlain() || leaf.maxRepetition() > 0 || !atPageEnd || !isGood(page)) {
            return false;
        }
        PageBytes plain = page.plain;
        int encodedBytes = page.encodedBytes;
        if (page.usesDictionary) {
            if (values.fallback() != Encoding.PLAIN || !dictionary.isWholeIn(page.ids, page.nonNull)) {
                return false;
            }
            plain = dictionary.plain();
            encodedBytes = plain.length();
        } else if (page.encoding != values.fallback() || !isWhole(page)) {
            return false;
        }
        if (encodedBytes < LEAST_BYTES || plain.length() > limits.bytes()) {
            return false;
        }
        if (pageRows > 0) {
            endPage();
        }
        move(page, plain, encodedBytes);
        return true;
    }

    /** Whether pages of a source's chunk may be moved, as far as its size tells. */
    public static boolean mayMove(LeafColumn leaf, SourceChunk chunk) {
        return leaf.maxRepetition() == 0
                && leaf.physicalType() != PhysicalType.BOOLEAN
                && chunk.valueCount() >= LEAST_ROWS
                && chunk.uncompressedBytes() >= LEAST_BYTES;
    }

    private boolean isGood(PageEntries page) {
        return page.compressed.length() > 0 && page.count >= LEAST_ROWS && page.count <= limits.rows();
    }

    private boolean isWhole(PageEntries page) {
        if (leaf.physicalType() == PhysicalType.BOOLEAN) {
            return false;
        }
        return width == PageEntries.VARIABLE
                ? endOfValues(page) == page.plain.end()
                : page.plain.length() == width * page.nonNull;
    }

    private void move(PageEntries page, PageBytes plain, int encodedBytes) {
        sliceEntries = page.count;
        copyLevels(page, 0);
        rawBytes = plain.length();
        Optional<Long> unencoded =
                addStatistics(page.nonNull, statistics -> values.addTo(statistics, plain, page.nonNull));
        ReusableBytes levels = buffers.raw();
        levels.reset();
        definitions.encode(levels);
        PageBytes encodedLevels = new PageBytes(levels.array(), 0, levels.size());
        MovedPage moved =
                new MovedPage(page.compressed, values.fallback(), encodedBytes, page.count, page.count - page.nonNull);
        pages.addCompressed(encodedLevels, moved, unencoded);
        movedPages++;
        nextPage();
    }

    private void nextPage() {
        endedBytes += rawBytes;
        repetitions.clear();
        definitions.clear();
        pageRows = 0;
        pageEntries = 0;
        rawBytes = 0;
    }

    /** How many pages were moved as they are compressed. */
    public int movedPages() {
        return movedPages;
    }

    /** Finds out how many entries still belong into the output's page: none if it is full. */
    private void slice(PageEntries page, SourceDictionary dictionary, int entry, int value, int plainAt) {
        if (page.isFull && width > 0) {
            sliceFixed(page, entry, plainAt);
            return;
        }
        if (entry == 0 && sliceWhole(page, dictionary)) {
            return;
        }
        boolean flat = leaf.maxRepetition() == 0;
        int maxDefinition = leaf.maxDefinition();
        long bytes = rawBytes;
        int rows = pageRows;
        int values = value;
        int plainEnd = plainAt;
        int i = entry;
        for (; i < page.count; i++) {
            if (flat || page.repetitions[i] == 0) {
                if (isFull(rows, bytes, pageEntries + i - entry)) {
                    break;
                }
                rows++;
            }
            if (page.isFull || page.definitions[i] == maxDefinition) {
                int size = size(page, dictionary, values++, plainEnd);
                bytes += size;
                plainEnd += page.usesDictionary ? 0 : size;
                requireWithinMemory(bytes);
            }
        }
        sliceEntries = i - entry;
        sliceValues = values - value;
        slicePlainEnd = plainEnd;
        rawBytes = bytes;
        pageRows = rows;
    }

    /** The same for a page without lists that fits as a whole, without a look at each entry. */
    private boolean sliceWhole(PageEntries page, SourceDictionary dictionary) {
        if (leaf.maxRepetition() > 0 || page.count > limits.rows() - pageRows) {
            return false;
        }
        int plainEnd = page.plain.from();
        long bytes;
        if (page.usesDictionary) {
            bytes = dictionary.plainBytes(page.ids, page.nonNull);
        } else {
            plainEnd = width == PageEntries.VARIABLE ? endOfValues(page) : plainEnd + width * page.nonNull;
            bytes = (long) plainEnd - page.plain.from();
        }
        if (isFull(0, rawBytes + bytes, pageEntries + page.count)) {
            return false;
        }
        requireWithinMemory(rawBytes + bytes);
        sliceEntries = page.count;
        sliceValues = page.nonNull;
        slicePlainEnd = plainEnd;
        rawBytes += bytes;
        pageRows += page.count;
        return true;
    }

    private static int endOfValues(PageEntries page) {
        int at = page.plain.from();
        for (int i = 0; i < page.nonNull; i++) {
            at += PlainValues.size(page.plain.array(), at, page.plain.end());
        }
        return at;
    }

    private boolean isFull(int rows, long bytes, int entries) {
        return rows >= limits.rows() || bytes + (entries >> LEVELS_PER_BYTE_SHIFT) >= pageBytes();
    }

    private int pageBytes() {
        return values.isPlain() ? limits.bytes() : limits.idBytes();
    }

    /** What the values so far would take in the PLAIN encoding. */
    public long plainBytes() {
        return endedBytes + rawBytes;
    }

    /** What a value takes in the PLAIN encoding. */
    private int size(PageEntries page, SourceDictionary dictionary, int value, int plainAt) {
        if (width != PageEntries.VARIABLE) {
            return width;
        }
        if (page.usesDictionary) {
            int id = page.ids[value];
            return dictionary.end(id) - dictionary.from(id);
        }
        return PlainValues.size(page.plain.array(), plainAt, page.plain.end());
    }

    /** The same for a page in which each entry has a value of one width. */
    private void sliceFixed(PageEntries page, int entry, int plainAt) {
        sliceEntries = 0;
        if (!isFull(pageRows, rawBytes, pageEntries)) {
            long byBytes = Math.max(1, (pageBytes() - rawBytes) / width);
            int left = Math.min(page.count - entry, limits.rows() - pageRows);
            sliceEntries = (int) Math.min(left, byBytes);
        }
        sliceValues = sliceEntries;
        pageRows += sliceEntries;
        int bytes = sliceEntries * width;
        rawBytes += bytes;
        slicePlainEnd = page.usesDictionary ? plainAt : plainAt + bytes;
    }

    private void requireWithinMemory(long bytes) {
        if (bytes > limits.maxBytes()) {
            throw ContentException.tooLarge("one row needs more than the " + limits.maxBytes()
                    + " bytes that the memory budget leaves for a page");
        }
    }

    private void copyLevels(PageEntries page, int from) {
        if (page.isFull) {
            definitions.addMaximum(sliceEntries);
        } else {
            repetitions.add(page.repetitions, from, sliceEntries);
            definitions.add(page.definitions, from, sliceEntries);
        }
        pageEntries += sliceEntries;
    }

    private void endPage() {
        Optional<Long> unencoded = addStatistics(values.count(), values::addTo);
        ReusableBytes content = buffers.raw();
        content.reset();
        repetitions.encodeWithLength(content);
        definitions.encodeWithLength(content);
        if (values.count() > 0) {
            Encoding used = values.encode(content, (int) Math.min(Integer.MAX_VALUE, rawBytes));
            pages.addValues(content.array(), content.size(), used, pageEntries, pageRows, unencoded);
        } else {
            pages.addNulls(content.array(), content.size(), pageEntries, pageRows, unencoded);
        }
        values.nextPage();
        nextPage();
    }

    private Optional<Long> addStatistics(int valueCount, Consumer<Statistics<?>> addValues) {
        Statistics<?> page = Statistics.createStats(leaf.type());
        page.incrementNumNulls((long) pageEntries - valueCount);
        if (valueCount > 0 && statistics.isOrdered()) {
            addValues.accept(page);
        }
        boolean variable = width == PageEntries.VARIABLE;
        long contentBytes = variable ? rawBytes - (long) Integer.BYTES * valueCount : 0;
        SizeStatistics sizes = new SizeStatistics(
                leaf.type(),
                contentBytes,
                repetitions.histogram(1),
                // The format leaves out what the null count tells.
                definitions.histogram(2));
        statistics.addPage(page, sizes);
        return sizes.getUnencodedByteArrayDataBytes();
    }

    /** Ends the chunk, which has at least one row. */
    public EncodedChunk finish() {
        if (pageRows > 0) {
            endPage();
        }
        ValueTable table = values.table();
        if (values.keepsTable()) {
            pages.endWithDictionary();
        }
        if ((table.size() > 0 || values.keepsTable()) && pages.usesDictionary()) {
            pages.addDictionary(table.array(), table.plainBytes(), table.size());
        }
        return pages.finish(statistics);
    }
}
