package dev.coldpress.parquet.internal.order;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.PlainValues;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.repage.PageSink;
import dev.coldpress.parquet.internal.repage.SourceDictionary;
import dev.coldpress.parquet.internal.repage.ValueTable;
import java.util.Arrays;

/**
 * One column of all sources, row by row, as its pages were handed in: levels as numbers, and values either as ids of one dictionary of
 * all sources or behind each other in the PLAIN encoding. Rows are counted through all sources from 0. For one thread.
 */
public final class ColumnRows implements PageSink {

    /** What a row has beside its values, at most, without lists. */
    public static final int BYTES_PER_ROW = 3 * Integer.BYTES;

    /** A dictionary with more than one entry for so many values saves nothing. */
    private static final int VALUES_PER_ENTRY = 2;

    private final LeafColumn leaf;
    private final int width;
    private final long mostBytes;
    private final boolean keepsEntries;
    private final ValueTable table = new ValueTable();
    private final ReusableBytes plain = new ReusableBytes();
    private boolean isDecided;
    private boolean usesIds;
    private boolean hasRuns;
    private int[] ids = new int[0];

    /** Of values that have a length each: where they begin, and behind the last one where that ends. */
    private int[] starts = new int[1];

    /** For each entry; empty as long as all are the highest and there are no lists. */
    private byte[] definitions = new byte[0];

    private byte[] repetitions = new byte[0];

    /** For each row, and for the end; without a use as long as there is one value in each row. */
    private int[] firstValues = new int[1];

    private int[] firstEntries = new int[1];
    private boolean isPlainRows;
    private int rows;
    private int entries;
    private int values;

    /**
     * No rows so far.
     *
     * @param leaf of the output
     * @param mostBytes what all may take
     * @param onlyIds whether values are kept as ids in any case
     * @param keepsEntries whether the dictionary has those entries of the sources' dictionaries that no row refers to
     */
    public ColumnRows(LeafColumn leaf, long mostBytes, boolean onlyIds, boolean keepsEntries) {
        this.leaf = leaf;
        this.width = PageEntries.width(leaf);
        this.mostBytes = mostBytes;
        this.keepsEntries = keepsEntries;
        this.isPlainRows = leaf.maxRepetition() == 0;
        if (leaf.maxDefinition() > Byte.MAX_VALUE) {
            throw ContentException.unsupported("it is nested " + leaf.maxDefinition() + " levels deep, and rows can be"
                    + " brought into an order where no column is deeper than " + Byte.MAX_VALUE);
        }
        boolean mayUseIds = PageEntries.mayUseDictionary(leaf) && width != 0;
        this.isDecided = onlyIds || !mayUseIds;
        this.usesIds = onlyIds && mayUseIds;
        table.reset(Math.max(width, PageEntries.VARIABLE));
    }

    @Override
    public void begin(SourceDictionary dictionary) {
        if (keepsEntries && usesIds) {
            dictionary.addAllTo(table);
        }
    }

    @Override
    public void append(PageEntries page, SourceDictionary dictionary) {
        if (!isDecided && page.nonNull > 0) {
            usesIds = page.usesDictionary && dictionary.size() * (long) VALUES_PER_ENTRY <= page.nonNull;
            isDecided = true;
        }
        hasRuns |= page.hasRuns;
        if (page.usesDictionary) {
            dictionary.requireIds(page);
        }
        addLevels(page);
        addValues(page, dictionary);
        requireRoom();
    }

    private void requireRoom() {
        if (bytes() > mostBytes) {
            throw ContentException.tooLarge("its values, brought into another order, would take more than the " + mostBytes
                    + " bytes that the memory budget leaves for them. Give a larger memory-budget, or set sort to none");
        }
    }

    private long bytes() {
        long numbers = (long) ids.length + starts.length + firstValues.length + firstEntries.length;
        return Integer.BYTES * numbers + definitions.length + repetitions.length + plain.size() + table.plainBytes();
    }

    private void addLevels(PageEntries page) {
        if (isPlainRows && !page.isFull) {
            leavePlainRows();
        }
        if (!isPlainRows) {
            addEntries(page);
        } else {
            rows += page.count;
            entries += page.count;
        }
    }

    /** From here on rows have nulls or lists. */
    private void leavePlainRows() {
        isPlainRows = false;
        definitions = new byte[entries];
        Arrays.fill(definitions, (byte) leaf.maxDefinition());
        firstValues = new int[rows + 1];
        for (int i = 0; i <= rows; i++) {
            firstValues[i] = i;
        }
    }

    private void addEntries(PageEntries page) {
        boolean hasLists = leaf.maxRepetition() > 0;
        int maxDefinition = leaf.maxDefinition();
        definitions = grown(definitions, entries + page.count);
        firstValues = grown(firstValues, rows + page.count + 1);
        if (hasLists) {
            repetitions = grown(repetitions, entries + page.count);
            firstEntries = grown(firstEntries, rows + page.count + 1);
        }
        int value = values;
        for (int i = 0; i < page.count; i++) {
            int definition = page.isFull ? maxDefinition : page.definitions[i];
            definitions[entries] = (byte) definition;
            if (!hasLists) {
                firstValues[rows++] = value;
            } else {
                repetitions[entries] = (byte) page.repetitions[i];
                if (page.repetitions[i] == 0) {
                    firstEntries[rows] = entries;
                    firstValues[rows++] = value;
                }
            }
            entries++;
            value += definition == maxDefinition ? 1 : 0;
        }
        firstValues[rows] = value;
        if (hasLists) {
            firstEntries[rows] = entries;
        }
    }

    private void addValues(PageEntries page, SourceDictionary dictionary) {
        int added = page.nonNull;
        if (usesIds) {
            ids = grown(ids, values + added);
            if (page.usesDictionary) {
                dictionary.targets(page.ids, 0, added, table, ids, values);
            } else {
                table.idsOf(page.plain.array(), page.plain.from(), added, ids, values);
            }
        } else if (page.usesDictionary) {
            for (int i = 0; i < added; i++) {
                int id = page.ids[i];
                plain.write(dictionary.array(), dictionary.from(id), dictionary.end(id) - dictionary.from(id));
            }
            addStarts(added);
        } else {
            plain.write(page.plain.array(), page.plain.from(), plainLength(page));
            addStarts(added);
        }
        values += added;
    }

    private int plainLength(PageEntries page) {
        if (width != PageEntries.VARIABLE) {
            return width * page.nonNull;
        }
        int at = page.plain.from();
        for (int i = 0; i < page.nonNull; i++) {
            at += PlainValues.size(page.plain.array(), at, page.plain.end());
        }
        return at - page.plain.from();
    }

    private void addStarts(int added) {
        if (width == PageEntries.VARIABLE) {
            starts = grown(starts, values + added + 1);
            for (int i = values; i < values + added; i++) {
                starts[i + 1] = starts[i] + Integer.BYTES + LittleEndian.intAt(plain.array(), starts[i]);
            }
        }
    }

    private static int[] grown(int[] array, int length) {
        return array.length >= length ? array : Arrays.copyOf(array, Math.max(length, array.length + array.length / 2));
    }

    private static byte[] grown(byte[] array, int length) {
        return array.length >= length ? array : Arrays.copyOf(array, Math.max(length, array.length + array.length / 2));
    }

    public int rows() {
        return rows;
    }

    /** What the values take in the PLAIN encoding, those of a dictionary once. */
    public long plainBytes() {
        return usesIds ? table.plainBytes() : plain.size();
    }

    LeafColumn leaf() {
        return leaf;
    }

    int width() {
        return width;
    }

    boolean usesIds() {
        return usesIds;
    }

    boolean hasRuns() {
        return hasRuns;
    }

    /** Whether each row is one value: there are no nulls and no lists. */
    boolean isPlainRows() {
        return isPlainRows;
    }

    ValueTable table() {
        return table;
    }

    byte[] plain() {
        return plain.array();
    }

    int[] ids() {
        return ids;
    }

    /** Where a value begins in {@link #plain}, with its length if it has one. */
    int start(int value) {
        return width == PageEntries.VARIABLE ? starts[value] : value * width;
    }

    int firstValue(int row) {
        return isPlainRows ? row : firstValues[row];
    }

    int firstEntry(int row) {
        return leaf.maxRepetition() == 0 ? row : firstEntries[row];
    }

    int definition(int entry) {
        return isPlainRows ? leaf.maxDefinition() : definitions[entry];
    }

    int repetition(int entry) {
        return repetitions[entry];
    }

    /** Whether the row, which has no lists, has no value. */
    boolean isNull(int row) {
        return !isPlainRows && definitions[row] != leaf.maxDefinition();
    }
}
