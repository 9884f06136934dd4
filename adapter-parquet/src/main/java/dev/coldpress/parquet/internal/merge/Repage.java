package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.bytes.Utf8;
import dev.coldpress.parquet.internal.chunk.ChunkPages;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.parquet.internal.page.ContentHash;
import dev.coldpress.parquet.internal.page.PageDecoder;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.page.PlainDecoder;
import dev.coldpress.parquet.internal.repage.PageHash;
import dev.coldpress.parquet.internal.repage.PageSink;
import dev.coldpress.parquet.internal.repage.RepageBuffers;
import dev.coldpress.parquet.internal.repage.SourceDictionary;
import dev.coldpress.parquet.internal.source.LoadedRowGroup;
import dev.coldpress.parquet.internal.source.SourceBytes;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.format.CompressionCodec;

/** Reads one column of all sources page by page, without decoding the values. */
final class Repage {

    private static final int ABSENT_ROWS_AT_ONCE = 1 << 14;

    private final LeafColumn leaf;
    private final int column;
    private final DecodeBuffers buffers;
    private final ContentHash hash;
    private final PageSink sink;
    private final CompressionCodec codec;
    private final PageEntries page;
    private final ReusableBytes booleans;
    private final PlainDecoder plainDecoder;
    private final SourceDictionary dictionary;
    private final boolean isText;
    private long rows;
    private long nulls;

    /**
     * @param hash to which levels and values are added
     * @param sink takes the pages
     */
    Repage(
            LeafColumn leaf,
            int column,
            DecodeBuffers buffers,
            ContentHash hash,
            PageSink sink,
            CompressionCodec codec,
            RepageBuffers repageBuffers) {
        this.leaf = leaf;
        this.isText = leaf.isText();
        this.column = column;
        this.buffers = buffers;
        this.hash = hash;
        this.sink = sink;
        this.codec = codec;
        this.page = repageBuffers.page;
        this.booleans = repageBuffers.booleans;
        this.plainDecoder = repageBuffers.decoder;
        this.dictionary = repageBuffers.dictionary;
    }

    /**
     * Hands all pages in.
     *
     * @param plainBytes see {@link SourceBytes#begin}
     * @throws dev.coldpress.parquet.internal.page.UnfitException if the pages have something that this tier does not
     *     know
     * @throws RuntimeException of any kind if something is wrong with them, or they need more memory than there is
     */
    void read(List<LoadedRowGroup> groups, SourceBytes sources, LongSupplier plainBytes) {
        sources.begin(plainBytes);
        for (LoadedRowGroup group : groups) {
            sources.take(group);
            add(group);
        }
    }

    private void add(LoadedRowGroup group) {
        ColumnMapping mapping = group.mapping().column(column);
        if (mapping instanceof ColumnMapping.Present present) {
            add(group, present.source(), present.definitions(), true);
        } else if (mapping instanceof ColumnMapping.Nulls nulls) {
            add(group, nulls.source(), nulls.definitions(), false);
        } else {
            addAbsent(group.rowGroup().rowCount());
        }
    }

    private void addAbsent(long rowCount) {
        long left = rowCount;
        while (left > 0) {
            page.count = (int) Math.min(left, ABSENT_ROWS_AT_ONCE);
            page.nonNull = 0;
            page.isFull = false;
            page.usesDictionary = false;
            page.hasRuns = false;
            page.plain = PageBytes.empty();
            page.compressed = PageBytes.empty();
            page.definitions = PageEntries.room(page.definitions, page.count);
            page.repetitions = PageEntries.room(page.repetitions, page.count);
            Arrays.fill(page.definitions, 0, page.count, 0);
            Arrays.fill(page.repetitions, 0, page.count, 0);
            append();
            left -= page.count;
        }
    }

    /** @param hasValues whether there may be values, which then are of the type of the output */
    private void add(LoadedRowGroup group, int index, int[] definitions, boolean hasValues) {
        LeafColumn source = group.leaves().columns().get(index);
        SourceChunk chunk = group.rowGroup().chunks().get(index);
        ChunkPages pages = group.pages(index, buffers).leavingLengths();
        DictionaryPage entries = pages.readUncheckedDictionaryPage();
        dictionary.clear();
        if (entries != null && hasValues) {
            dictionary.load(entries, PageEntries.width(leaf));
            requireText(dictionary.plain(), entries.getDictionarySize());
            sink.begin(dictionary);
        }
        PageDecoder decoder = new PageDecoder(
                source, page, booleans, plainDecoder, buffers.plan().pageBytes());
        rows = 0;
        nulls = 0;
        for (DataPage next = pages.readPage(); next != null; next = pages.readPage()) {
            decoder.decode(next);
            if (!hasValues) {
                requireNulls(source);
            } else if (!page.usesDictionary) {
                requireText(page.plain, page.nonNull);
            }
            setCompressed(pages, chunk);
            count(source);
            translate(source, definitions);
            append();
        }
        requireAsFooterSays(group, chunk, source);
    }

    /**
     * Transcode says where the value is. A column without lists may be within one in the output, where levels are asked
     * for.
     */
    private void requireNulls(LeafColumn source) {
        if (page.nonNull > 0) {
            throw ContentException.corrupt("a value in a column of the null type");
        }
        if (source.maxRepetition() == 0) {
            page.repetitions = PageEntries.room(page.repetitions, page.count);
            Arrays.fill(page.repetitions, 0, page.count, 0);
        }
    }

    /** Transcode says which value it is, and lets pass a dictionary's entry that nothing refers to. */
    private void requireText(PageBytes plain, int count) {
        if (isText && !Utf8.areValid(plain, count)) {
            throw ContentException.corrupt("a value that is not UTF-8");
        }
    }

    /** Only a page in the codec of the output may keep its bytes. */
    private void setCompressed(ChunkPages pages, SourceChunk chunk) {
        if (chunk.codec() != codec) {
            page.compressed = PageBytes.empty();
        } else {
            page.compressed = page.usesDictionary ? pages.compressedDictionary() : pages.compressedValues();
        }
    }

    private void count(LeafColumn source) {
        nulls += page.count - page.nonNull;
        if (source.maxRepetition() == 0) {
            rows += page.count;
            return;
        }
        if (rows == 0 && page.repetitions[0] != 0) {
            throw ContentException.corrupt("the chunk begins within a row");
        }
        int[] repetitions = page.repetitions;
        int end = page.count;
        int begun = 0;
        for (int i = 0; i < end; i++) {
            begun += repetitions[i] == 0 ? 1 : 0;
        }
        rows += begun;
    }

    /** Writers disagree on what a null is in a list, so there the footer's count proves nothing. */
    private static boolean hasOtherNulls(SourceChunk chunk, LeafColumn source, long nulls) {
        return source.maxRepetition() == 0 && chunk.nullCount().orElse(nulls) != nulls;
    }

    private void requireAsFooterSays(LoadedRowGroup group, SourceChunk chunk, LeafColumn source) {
        if (rows != group.rowGroup().rowCount() || hasOtherNulls(chunk, source, nulls)) {
            throw ContentException.corrupt("the footer counts differently");
        }
    }

    /** Gives the page the definition levels of the output. The highest, if there are values, become the highest. */
    private void translate(LeafColumn source, int[] levels) {
        boolean sameLevels = leaf.maxDefinition() == source.maxDefinition();
        if (page.isFull || (sameLevels && page.nonNull > 0)) {
            return;
        }
        for (int i = 0; i < page.count; i++) {
            page.definitions[i] = levels[page.definitions[i]];
        }
    }

    private void append() {
        sink.append(page, dictionary);
        if (hash.isWanted()) {
            new PageHash(leaf, hash).add(page, dictionary);
        }
    }
}
