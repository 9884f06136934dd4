package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.port.parquet.PhysicalType;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;

/** Takes pages apart for the re-page tier. The pages have passed the checks of {@code ChunkPages}. */
public final class PageDecoder {

    /** More entries in a page would take too much memory as numbers: transcode reads such pages entry by entry. */
    private static final int MOST_ENTRIES = 1 << 20;

    private final LeafColumn leaf;
    private final PageEntries entries;
    private final ReusableBytes booleans;
    private final PlainDecoder decoder;
    private final long mostBytes;

    /**
     * A decoder of the pages of one column.
     *
     * @param leaf of the source, whose levels may differ from the output's
     * @param decoder of values that are neither PLAIN nor ids
     * @param mostBytes what such values of a page may take, encoded and decoded together
     */
    public PageDecoder(
            LeafColumn leaf, PageEntries entries, ReusableBytes booleans, PlainDecoder decoder, long mostBytes) {
        this.leaf = leaf;
        this.entries = entries;
        this.booleans = booleans;
        this.decoder = decoder;
        this.mostBytes = mostBytes;
    }

    /**
     * Takes a page apart.
     *
     * @throws UnfitException if the page is not one for this tier
     */
    public void decode(DataPage page) {
        if (page.getValueCount() > MOST_ENTRIES) {
            throw new UnfitException(TierReason.OTHER_CONTENT, "a page of " + page.getValueCount() + " entries");
        }
        entries.count = page.getValueCount();
        entries.isFull = leaf.maxDefinition() == 0 && leaf.maxRepetition() == 0;
        if (page instanceof DataPageV1 v1) {
            decode(v1);
        } else {
            decode((DataPageV2) page);
        }
    }

    private void decode(DataPageV1 page) {
        PageBytes rest = PageBytes.of(page.getBytes());
        if (leaf.maxRepetition() > 0) {
            rest = levelsV1(rest, page.getRlEncoding(), true);
        }
        if (leaf.maxDefinition() > 0) {
            rest = levelsV1(rest, page.getDlEncoding(), false);
        }
        values(rest, page.getValueEncoding());
    }

    private PageBytes levelsV1(PageBytes page, Encoding encoding, boolean repetitions) {
        if (encoding != Encoding.RLE) {
            throw new UnfitException(TierReason.OTHER_CONTENT, "levels encoded as " + encoding);
        }
        int length = page.leadingInt();
        levels(page.after(Integer.BYTES).first(length), repetitions);
        return page.after(Integer.BYTES + length);
    }

    private void decode(DataPageV2 page) {
        if (leaf.maxRepetition() > 0) {
            levels(PageBytes.of(page.getRepetitionLevels()), true);
        }
        if (leaf.maxDefinition() > 0) {
            levels(PageBytes.of(page.getDefinitionLevels()), false);
        }
        values(PageBytes.of(page.getData()), page.getDataEncoding());
    }

    private void levels(PageBytes bytes, boolean repetitions) {
        int max = repetitions ? leaf.maxRepetition() : leaf.maxDefinition();
        int width = BytesUtils.getWidthFromMaxInt(max);
        if (leaf.maxRepetition() == 0 && RunDecoder.isOneRun(bytes, width, entries.count, max)) {
            entries.isFull = true;
            return;
        }
        int[] into = PageEntries.room(repetitions ? entries.repetitions : entries.definitions, entries.count);
        int greatest = RunDecoder.decode(bytes, width, entries.count, into);
        if (greatest > max) {
            throw ContentException.corrupt("a level of " + greatest);
        }
        if (repetitions) {
            entries.repetitions = into;
        } else {
            entries.definitions = into;
        }
    }

    private void values(PageBytes bytes, Encoding encoding) {
        entries.nonNull = countNonNull();
        entries.isFull |= leaf.maxRepetition() == 0 && entries.nonNull == entries.count;
        entries.usesDictionary = false;
        entries.hasRuns = false;
        entries.plain = PageBytes.empty();
        entries.encoding = org.apache.parquet.format.Encoding.valueOf(encoding.name());
        entries.encodedBytes = bytes.length();
        if (entries.nonNull == 0) {
            return;
        }
        if (encoding.usesDictionary()) {
            entries.usesDictionary = true;
            entries.ids = PageEntries.room(entries.ids, entries.nonNull);
            int width = bytes.array()[bytes.from()];
            entries.greatestId = RunDecoder.decode(bytes.after(1), width, entries.nonNull, entries.ids);
        } else if (leaf.physicalType() == PhysicalType.BOOLEAN) {
            booleans(bytes, encoding);
        } else if (encoding == Encoding.PLAIN) {
            plain(bytes);
        } else {
            long most = mostBytes - bytes.length();
            entries.plain = decoder.decode(leaf, bytes, entries.encoding, entries.nonNull, most);
        }
    }

    private int countNonNull() {
        int max = leaf.maxDefinition();
        if (entries.isFull || max == 0) {
            return entries.count;
        }
        int[] definitions = entries.definitions;
        int count = entries.count;
        int nonNull = 0;
        for (int i = 0; i < count; i++) {
            nonNull += definitions[i] == max ? 1 : 0;
        }
        return nonNull;
    }

    private void plain(PageBytes bytes) {
        int width = PageEntries.width(leaf);
        if (width == PageEntries.VARIABLE) {
            entries.plain = bytes;
        } else {
            entries.plain = bytes.first(Math.multiplyExact(width, entries.nonNull));
        }
    }

    private void booleans(PageBytes bytes, Encoding encoding) {
        byte[] into = booleans.room(entries.nonNull);
        if (encoding == Encoding.PLAIN) {
            bytes.first((entries.nonNull + 7) / 8);
            for (int i = 0; i < entries.nonNull; i++) {
                into[i] = (byte) ((bytes.array()[bytes.from() + (i >>> 3)] >>> (i & 7)) & 1);
            }
        } else if (encoding == Encoding.RLE) {
            entries.hasRuns = true;
            entries.ids = PageEntries.room(entries.ids, entries.nonNull);
            PageBytes runs = bytes.after(Integer.BYTES).first(bytes.leadingInt());
            RunDecoder.decode(runs, 1, entries.nonNull, entries.ids);
            for (int i = 0; i < entries.nonNull; i++) {
                into[i] = (byte) entries.ids[i];
            }
        } else {
            throw new UnfitException(TierReason.ENCODING, "values encoded as " + encoding);
        }
        entries.plain = new PageBytes(into, 0, entries.nonNull);
    }
}
