package dev.coldpress.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.Encoding;

/**
 * The values of the page that is being filled, and the dictionary of its chunk. They begin as ids of a dictionary; once one
 * does not pay, they are PLAIN for the rest of the chunk.
 */
final class PageValues {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int VALUES_TO_JUDGE = 4096;

    private final LeafColumn leaf;
    private final int width;
    private final PlainStatistics plainStatistics;
    private final ValueTable table = new ValueTable();
    private final ReusableBytes plain = new ReusableBytes();
    private final ReusableBytes distinct = new ReusableBytes();
    private int[] ids = new int[0];
    private int[] lastPages = new int[0];
    private boolean usesDictionary;
    private boolean pays;
    private int tableSizeBefore;
    private int count;
    private int page;

    PageValues(LeafColumn leaf) {
        this.leaf = leaf;
        this.width = PageEntries.width(leaf);
        this.plainStatistics = new PlainStatistics(leaf);
        this.usesDictionary = PageEntries.mayUseDictionary(leaf);
        table.reset(width);
    }

    int count() {
        return count;
    }

    ValueTable table() {
        return table;
    }

    /** Appends values {@code from} to {@code end} of a page, given as ids. */
    void addIds(int[] source, int from, int end, SourceDictionary dictionary) {
        if (usesDictionary) {
            ids = grown(end - from);
            for (int i = from; i < end; i++) {
                ids[count++] = dictionary.target(source[i], table);
            }
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
            ids = grown(added);
            int at = from;
            for (int i = 0; i < added; i++) {
                int next = end(array, at);
                ids[count++] = table.idOf(array, at, next);
                at = next;
            }
            keepWithinLimit();
        } else {
            plain.write(array, from, end - from);
            count += added;
        }
    }

    private int[] grown(int added) {
        return count + added <= ids.length ? ids : Arrays.copyOf(ids, Math.max(count + added, 2 * ids.length));
    }

    private int end(byte[] array, int at) {
        return width == PageEntries.VARIABLE ? at + Integer.BYTES + (int) INTS.get(array, at) : at + width;
    }

    private void append(byte[] array, int from, int end) {
        if (width == Long.BYTES) {
            byte[] into = plain.extend(Long.BYTES);
            LONGS.set(into, plain.size() - Long.BYTES, (long) LONGS.get(array, from));
        } else if (width == Integer.BYTES) {
            byte[] into = plain.extend(Integer.BYTES);
            INTS.set(into, plain.size() - Integer.BYTES, (int) INTS.get(array, from));
        } else {
            plain.write(array, from, end - from);
        }
    }

    private void keepWithinLimit() {
        if (table.plainBytes() > ValueEncoders.MAX_DICTIONARY_BYTES || isHopeless()) {
            becomePlain();
        }
    }

    /** Whether the first page has nearly as many distinct values as values, so that it is not worth to look at the rest. */
    private boolean isHopeless() {
        return !pays && count >= VALUES_TO_JUDGE && table.size() >= count / 100 * 99L;
    }

    private void becomePlain() {
        plain.reset();
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

    /** Ends the page, which has values, by appending them encoded to the bytes, and tells how they are. */
    Encoding encode(ReusableBytes into, int rawBytes) {
        if (usesDictionary) {
            int start = into.size();
            int bits = BytesUtils.getWidthFromMaxInt(table.size() - 1);
            into.write(bits);
            new RunEncoder(into, bits).encode(ids, count);
            // The first page decides, like in parquet-java.
            pays |= into.size() - start + table.plainBytes() < rawBytes;
            if (pays) {
                return Encoding.RLE_DICTIONARY;
            }
            into.truncate(start);
            becomePlain();
        }
        if (width == 1 && !PageEntries.mayUseDictionary(leaf)) {
            packBooleans(into);
        } else {
            into.write(plain.array(), 0, plain.size());
        }
        return Encoding.PLAIN;
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
        int distinctCount = findDistinct();
        Statistics<?> ofDistinct = Statistics.createStats(leaf.type());
        if (plainStatistics.add(ofDistinct, distinct.array(), 0, distinctCount) == 0) {
            statistics.mergeStatistics(ofDistinct);
        } else {
            // NaN is counted as often as it occurs.
            distinct.reset();
            for (int i = 0; i < count; i++) {
                distinct.write(table.array(), table.from(ids[i]), table.end(ids[i]) - table.from(ids[i]));
            }
            plainStatistics.add(statistics, distinct.array(), 0, count);
        }
    }

    /** The same for values that are given. */
    void addTo(Statistics<?> statistics, PageBytes given, int givenCount) {
        plainStatistics.add(statistics, given.array(), given.from(), givenCount);
    }

    private int findDistinct() {
        if (lastPages.length < table.size()) {
            lastPages = Arrays.copyOf(lastPages, 2 * table.size());
        }
        page++;
        distinct.reset();
        int found = 0;
        for (int i = 0; i < count; i++) {
            int id = ids[i];
            if (lastPages[id] != page) {
                lastPages[id] = page;
                found++;
                distinct.write(table.array(), table.from(id), table.end(id) - table.from(id));
            }
        }
        return found;
    }

    /** Begins the next page. */
    void nextPage() {
        count = 0;
        plain.reset();
        tableSizeBefore = table.size();
    }
}
