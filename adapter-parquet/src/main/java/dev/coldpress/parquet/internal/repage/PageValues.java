package dev.coldpress.parquet.internal.repage;

import dev.coldpress.parquet.internal.bytes.GrownException;
import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.compression.PageCodec;
import dev.coldpress.parquet.internal.compression.UncompressedCodec;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.EncodingPlan;
import dev.coldpress.parquet.internal.page.EncodingPlan.DictionaryUse;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.page.PageLimits;
import dev.coldpress.parquet.internal.page.PlainEncoder;
import dev.coldpress.parquet.internal.page.RunEncoder;
import dev.coldpress.port.parquet.PhysicalType;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.Encoding;

/**
 * The values of the page that is being filled, and the dictionary of its chunk. They begin as ids of a dictionary, if
 * the plan has one; once it does not pay, they are kept as PLAIN for the rest of the chunk and encoded as the plan says
 * when the page ends, booleans in runs if those take less.
 */
final class PageValues {

    private static final int VALUES_TO_JUDGE = 4096;

    /**
     * A dictionary that makes a page this many times smaller is used without a closer look: no codec is known to do as
     * much.
     */
    private static final int CLEAR_GAIN = 8;

    private final LeafColumn leaf;
    private final PageCodec codec;
    private final EncodingPlan plan;
    private final int mostDictionaryBytes;
    private final int width;
    private final Encoding fallback;
    private final PlainStatistics plainStatistics;
    private final RepageBuffers buffers;
    private final ValueTable table;
    private final ReusableBytes plain;
    private final ReusableBytes distinct;
    private boolean usesDictionary;
    private boolean mayHaveRuns;
    private boolean pays;
    private int tableSizeBefore;
    private int count;

    PageValues(LeafColumn leaf, PageCodec codec, PageLimits limits, EncodingPlan plan, RepageBuffers buffers) {
        this.leaf = leaf;
        this.codec = codec;
        this.plan = plan;
        this.mostDictionaryBytes = limits.mostDictionaryBytes(plan.dictionary());
        // A plan with long pages comes after one in which the dictionary was worth it.
        this.pays =
                plan.dictionary() == DictionaryUse.LARGE || plan.dictionary() == DictionaryUse.KEPT || plan.longPages();
        this.buffers = buffers;
        this.table = buffers.table;
        this.plain = buffers.plain;
        this.distinct = buffers.distinct;
        this.width = PageEntries.width(leaf);
        this.fallback =
                PlainEncoder.supported(leaf, Encoding.valueOf(plan.fallback().name()));
        this.plainStatistics = new PlainStatistics(leaf);
        this.usesDictionary = plan.mayUseDictionary() && PageEntries.mayUseDictionary(leaf);
        table.reset(width);
        plain.reset();
    }

    int count() {
        return count;
    }

    ValueTable table() {
        return table;
    }

    /** Some source has its booleans in runs, so that its readers know those. */
    void allowRuns() {
        mayHaveRuns = true;
    }

    /** Takes over all entries of a source's dictionary, in their order, if the plan keeps them and there is room. */
    void keep(SourceDictionary dictionary) {
        boolean hasRoom = (long) table.plainBytes() + dictionary.plain().length() <= mostDictionaryBytes;
        if (plan.dictionary() == DictionaryUse.KEPT && usesDictionary && hasRoom) {
            dictionary.addAllTo(table);
        }
    }

    /** Whether the chunk has its dictionary, used or not, and be it without entries. */
    boolean keepsTable() {
        return plan.dictionary() == DictionaryUse.KEPT && usesDictionary;
    }

    /** Appends values {@code from} to {@code end} of a page, given as ids. */
    void addIds(int[] source, int from, int end, SourceDictionary dictionary) {
        if (usesDictionary) {
            dictionary.targets(source, from, end, table, grown(end - from), count);
            count += end - from;
            keepWithinLimit();
        } else {
            for (int i = from; i < end; i++) {
                append(dictionary.array(), dictionary.from(source[i]), dictionary.end(source[i]));
            }
            count += end - from;
        }
    }

    /** Appends {@code added} values in the PLAIN encoding. */
    void addPlain(byte[] array, int from, int end, int added) {
        if (usesDictionary) {
            table.idsOf(array, from, added, grown(added), count);
            count += added;
            keepWithinLimit();
        } else {
            plain.write(array, from, end - from);
            count += added;
        }
    }

    private int[] grown(int added) {
        int length = buffers.ids.length;
        if (count + added > length) {
            buffers.ids = Arrays.copyOf(buffers.ids, Math.max(count + added, 2 * length));
        }
        return buffers.ids;
    }

    private void append(byte[] array, int from, int end) {
        if (width == Long.BYTES) {
            byte[] into = plain.extend(Long.BYTES);
            LittleEndian.putLong(into, plain.size() - Long.BYTES, LittleEndian.longAt(array, from));
        } else if (width == Integer.BYTES) {
            byte[] into = plain.extend(Integer.BYTES);
            LittleEndian.putInt(into, plain.size() - Integer.BYTES, LittleEndian.intAt(array, from));
        } else {
            plain.write(array, from, end - from);
        }
    }

    private void keepWithinLimit() {
        if (table.plainBytes() > mostDictionaryBytes || isHopeless()) {
            becomePlain();
        }
    }

    /**
     * Whether the first page has nearly as many distinct values as values, so that it is not worth to look at the rest.
     */
    private boolean isHopeless() {
        return !pays && count >= VALUES_TO_JUDGE && table.size() >= count / 100 * 99L;
    }

    private void becomePlain() {
        if (plan.longPages()) {
            throw new GrownException("a page of ids is too long for its values");
        }
        plain.reset();
        int[] ids = buffers.ids;
        for (int i = 0; i < count; i++) {
            append(table.array(), table.from(ids[i]), table.end(ids[i]));
        }
        table.truncate(tableSizeBefore);
        usesDictionary = false;
    }

    /** Whether the chunk has no use for a dictionary any more. */
    boolean isPlain() {
        return !usesDictionary;
    }

    /** How values are encoded once that is so; booleans aside. */
    Encoding fallback() {
        return fallback;
    }

    /** Ends the page, which has values, by appending them encoded to the bytes, and tells how they are. */
    Encoding encode(ReusableBytes into, int rawBytes) {
        if (usesDictionary) {
            int start = into.size();
            int bits = BytesUtils.getWidthFromMaxInt(table.size() - 1);
            into.write(bits);
            new RunEncoder(into, bits).encode(buffers.ids, count);
            // The first page decides, like in parquet-java.
            pays = pays || isSmaller(into, start, rawBytes);
            if (pays) {
                return Encoding.RLE_DICTIONARY;
            }
            into.truncate(start);
            becomePlain();
        }
        if (leaf.physicalType() == PhysicalType.BOOLEAN) {
            return encodeBooleans(into);
        }
        if (fallback == Encoding.PLAIN) {
            into.write(plain.array(), 0, plain.size());
        } else {
            buffers.encoder.encode(leaf, fallback, plan.deltas(), plain.array(), count, into);
        }
        return fallback;
    }

    /**
     * Whether the ids behind {@code start}, together with the dictionary, take fewer bytes than the values would,
     * compressed.
     */
    private boolean isSmaller(ReusableBytes ids, int start, int rawBytes) {
        int idBytes = ids.size() - start;
        int encoded = idBytes + table.plainBytes();
        if (encoded >= rawBytes || encoded <= rawBytes / CLEAR_GAIN || codec instanceof UncompressedCodec) {
            return encoded < rawBytes;
        }
        byte[] values = plainOf(buffers.ids, count);
        int compressedValues = compressedSize(values, 0, distinct.size());
        int compressedIds = compressedSize(ids.array(), start, idBytes);
        return compressedIds + compressedSize(table.array(), 0, table.plainBytes()) < compressedValues;
    }

    private int compressedSize(byte[] array, int from, int length) {
        return codec.compress(array, from, length, buffers.sample.room(codec.maxCompressedLength(length)));
    }

    private Encoding encodeBooleans(ReusableBytes into) {
        int start = into.size();
        packBooleans(into);
        if (!mayHaveRuns) {
            return Encoding.PLAIN;
        }
        int packed = into.size() - start;
        buffers.ids = PageEntries.room(buffers.ids, count);
        for (int i = 0; i < count; i++) {
            buffers.ids[i] = plain.array()[i];
        }
        into.extend(Integer.BYTES);
        int runsStart = into.size();
        new RunEncoder(into, 1).encode(buffers.ids, count);
        int runs = into.size() - runsStart;
        if (Integer.BYTES + runs >= packed) {
            into.truncate(start + packed);
            return Encoding.PLAIN;
        }
        LittleEndian.putInt(into.array(), runsStart - Integer.BYTES, runs);
        System.arraycopy(into.array(), start + packed, into.array(), start, Integer.BYTES + runs);
        into.truncate(start + Integer.BYTES + runs);
        return Encoding.RLE;
    }

    private void packBooleans(ReusableBytes into) {
        int length = (count + 7) / 8;
        byte[] array = into.extend(length);
        int start = into.size() - length;
        Arrays.fill(array, start, start + length, (byte) 0);
        for (int i = 0; i < count; i++) {
            array[start + (i >>> 3)] |= (byte) (plain.array()[i] << (i & 7));
        }
    }

    /** Adds the page's values, of which there are some, to the statistics. Comes before {@link #encode}. */
    void addTo(Statistics<?> statistics) {
        if (!usesDictionary) {
            plainStatistics.add(statistics, plain.array(), 0, count);
            return;
        }
        if (leaf.physicalType() == PhysicalType.INT32 || leaf.physicalType() == PhysicalType.INT64) {
            // To compare a number again takes no longer than to find out that it was there before.
            plainStatistics.addOnce(statistics, table, buffers.ids, count);
            return;
        }
        int distinctCount = findDistinct();
        if (plainStatistics.mayAddOnce()) {
            plainStatistics.addOnce(statistics, table, buffers.distinctIds, distinctCount);
            return;
        }
        Statistics<?> ofDistinct = Statistics.createStats(leaf.type());
        if (plainStatistics.add(ofDistinct, plainOf(buffers.distinctIds, distinctCount), 0, distinctCount) == 0) {
            statistics.mergeStatistics(ofDistinct);
        } else {
            // NaN is counted as often as it occurs.
            plainStatistics.add(statistics, plainOf(buffers.ids, count), 0, count);
        }
    }

    /** The same for values that are given. */
    void addTo(Statistics<?> statistics, PageBytes given, int givenCount) {
        plainStatistics.add(statistics, given.array(), given.from(), givenCount);
    }

    private int findDistinct() {
        if (buffers.lastPages.length < table.size()) {
            buffers.lastPages = Arrays.copyOf(buffers.lastPages, 2 * table.size());
        }
        buffers.distinctIds = PageEntries.room(buffers.distinctIds, Math.min(count, table.size()) + 1);
        int[] lastPages = buffers.lastPages;
        int[] distinctIds = buffers.distinctIds;
        int[] ids = buffers.ids;
        int page = buffers.nextPageNumber();
        int end = count;
        int found = 0;
        for (int i = 0; i < end; i++) {
            int id = ids[i];
            // Without a branch, since there is no telling which way it would go; the last one is overwritten.
            distinctIds[found] = id;
            found += lastPages[id] == page ? 0 : 1;
            lastPages[id] = page;
        }
        return found;
    }

    /** The values of the ids behind each other, from index 0. */
    private byte[] plainOf(int[] ids, int idCount) {
        distinct.reset();
        for (int i = 0; i < idCount; i++) {
            distinct.write(table.array(), table.from(ids[i]), table.end(ids[i]) - table.from(ids[i]));
        }
        return distinct.array();
    }

    /** Begins the next page. */
    void nextPage() {
        count = 0;
        plain.reset();
        tableSizeBefore = table.size();
    }
}
