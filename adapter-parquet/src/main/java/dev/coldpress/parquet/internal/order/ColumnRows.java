package dev.coldpress.parquet.internal.order;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.PlainValues;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.repage.PageSink;
import dev.coldpress.parquet.internal.repage.SourceDictionary;
import dev.coldpress.parquet.internal.repage.ValueTable;
import java.util.Arrays;

/**
 * One column of all sources, row by row, as its pages were handed in: levels as numbers, and values either as ids of
 * one dictionary of all sources or behind each other in the PLAIN encoding. Rows are counted through all sources from
 * 0. For one thread.
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
    private final RowBuffers buffers;
    private final int expectedRows;
    private final int expectedBytes;
    private boolean isDecided;
    private boolean usesIds;
    private boolean hasRuns;
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
     * @param buffers that hold the rows until the next column takes them
     * @param expectedRows how many rows there will be, and
     * @param expectedBytes how many bytes of values, about, for which memory is taken at once
     */
    public ColumnRows(
            LeafColumn leaf,
            long mostBytes,
            boolean onlyIds,
            boolean keepsEntries,
            RowBuffers buffers,
            long expectedRows,
            long expectedBytes) {
        this.expectedRows = (int) Math.min(expectedRows, mostBytes / Integer.BYTES);
        this.expectedBytes = (int) Math.min(expectedBytes, Math.min(mostBytes, Integer.MAX_VALUE / 2));
        this.buffers = buffers;
        this.leaf = leaf;
        this.width = PageEntries.width(leaf);
        this.mostBytes = mostBytes;
        this.keepsEntries = keepsEntries;
        this.isPlainRows = leaf.maxRepetition() == 0;
        boolean mayUseIds = PageEntries.mayUseDictionary(leaf) && width != 0;
        this.isDecided = onlyIds || !mayUseIds;
        this.usesIds = onlyIds && mayUseIds;
        buffers.plain.reset();
        buffers.starts[0] = 0;
        buffers.table.reset(Math.max(width, PageEntries.VARIABLE));
    }

    @Override
    public void begin(SourceDictionary dictionary) {
        if (keepsEntries && usesIds) {
            dictionary.addAllTo(buffers.table);
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
            throw ContentException.tooLarge(
                    "its values, brought into another order, would take more than the " + mostBytes
                            + " bytes that the memory budget leaves for them. Give a larger memory-budget, or set sort to none");
        }
    }

    private long bytes() {
        long numbers = usesIds || width == PageEntries.VARIABLE ? values : 0;
        numbers += isPlainRows ? 0 : rows;
        numbers += leaf.maxRepetition() > 0 ? rows : 0;
        long levels = isPlainRows ? 0 : 2L * entries;
        return Integer.BYTES * numbers + levels + buffers.plain.size() + buffers.table.plainBytes();
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
        buffers.definitions = grown(buffers.definitions, entries);
        Arrays.fill(buffers.definitions, 0, entries, (byte) leaf.maxDefinition());
        buffers.firstValues = grown(buffers.firstValues, rows + 1);
        for (int i = 0; i <= rows; i++) {
            buffers.firstValues[i] = i;
        }
    }

    private void addEntries(PageEntries page) {
        buffers.definitions = grown(buffers.definitions, entries + page.count);
        buffers.firstValues = grown(buffers.firstValues, rows + page.count + 1);
        if (leaf.maxRepetition() == 0) {
            addFlatEntries(page);
        } else {
            addListEntries(page);
        }
    }

    private void addFlatEntries(PageEntries page) {
        byte[] definitions = buffers.definitions;
        int[] firstValues = buffers.firstValues;
        int[] levels = page.definitions;
        int count = page.count;
        int max = leaf.maxDefinition();
        int first = rows;
        int value = values;
        if (page.isFull) {
            Arrays.fill(definitions, first, first + count, (byte) max);
        }
        for (int i = 0; i < count; i++) {
            firstValues[first + i] = value;
            if (page.isFull) {
                value++;
            } else {
                int definition = levels[i];
                definitions[first + i] = (byte) definition;
                value += definition == max ? 1 : 0;
            }
        }
        firstValues[first + count] = value;
        rows += count;
        entries += count;
    }

    private void addListEntries(PageEntries page) {
        int maxDefinition = leaf.maxDefinition();
        buffers.repetitions = grown(buffers.repetitions, entries + page.count);
        buffers.firstEntries = grown(buffers.firstEntries, rows + page.count + 1);
        byte[] repetitions = buffers.repetitions;
        byte[] definitions = buffers.definitions;
        int[] firstEntries = buffers.firstEntries;
        int[] firstValues = buffers.firstValues;
        int row = rows;
        int entry = entries;
        int value = values;
        for (int i = 0; i < page.count; i++) {
            int definition = page.isFull ? maxDefinition : page.definitions[i];
            definitions[entry] = (byte) definition;
            repetitions[entry] = (byte) page.repetitions[i];
            if (page.repetitions[i] == 0) {
                firstEntries[row] = entry;
                firstValues[row++] = value;
            }
            entry++;
            value += definition == maxDefinition ? 1 : 0;
        }
        firstValues[row] = value;
        firstEntries[row] = entry;
        rows = row;
        entries = entry;
    }

    private void addValues(PageEntries page, SourceDictionary dictionary) {
        int added = page.nonNull;
        if (usesIds) {
            buffers.ids = grown(buffers.ids, values + added);
            if (page.usesDictionary) {
                dictionary.targets(page.ids, 0, added, buffers.table, buffers.ids, values);
            } else {
                buffers.table.idsOf(page.plain.array(), page.plain.from(), added, buffers.ids, values);
            }
        } else {
            buffers.plain.reserve(expectedBytes);
            if (page.usesDictionary) {
                addEntriesOf(dictionary, page.ids, added);
            } else {
                buffers.plain.write(page.plain.array(), page.plain.from(), plainLength(page));
            }
            addStarts(added);
        }
        values += added;
    }

    /** Entries that follow each other are copied together: where values differ, most do. */
    private void addEntriesOf(SourceDictionary dictionary, int[] ids, int added) {
        byte[] array = dictionary.array();
        int i = 0;
        while (i < added) {
            int first = ids[i];
            int end = first + 1;
            i++;
            while (i < added && ids[i] == end) {
                end++;
                i++;
            }
            int from = dictionary.from(first);
            buffers.plain.write(array, from, dictionary.from(end) - from);
        }
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
            buffers.starts = grown(buffers.starts, values + added + 1);
            int[] starts = buffers.starts;
            byte[] plain = buffers.plain.array();
            int end = values + added;
            int start = starts[values];
            for (int i = values; i < end; i++) {
                start += Integer.BYTES + LittleEndian.intAt(plain, start);
                starts[i + 1] = start;
            }
        }
    }

    private int[] grown(int[] array, int length) {
        return array.length >= length ? array : Arrays.copyOf(array, grownLength(array.length, length));
    }

    private byte[] grown(byte[] array, int length) {
        return array.length >= length ? array : Arrays.copyOf(array, grownLength(array.length, length));
    }

    private int grownLength(int before, int needed) {
        return Math.max(needed, Math.max(expectedRows + 1, before + before / 2));
    }

    public int rows() {
        return rows;
    }

    /** What the values take in the PLAIN encoding, those of a dictionary once. */
    public long plainBytes() {
        return usesIds ? buffers.table.plainBytes() : buffers.plain.size();
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
        return buffers.table;
    }

    byte[] plain() {
        return buffers.plain.array();
    }

    int[] ids() {
        return buffers.ids;
    }

    /** Where a value begins in {@link #plain}, with its length if it has one. */
    int start(int value) {
        return width == PageEntries.VARIABLE ? buffers.starts[value] : value * width;
    }

    /**
     * Of values that have a length each: where each begins in {@link #plain}, and behind the last one where that ends.
     */
    int[] starts() {
        return buffers.starts;
    }

    /** For each row, and for the end, where its values begin; only if there are nulls or lists. */
    int[] firstValues() {
        return buffers.firstValues;
    }

    /** The level of each entry; only if there are nulls or lists. */
    byte[] definitions() {
        return buffers.definitions;
    }

    int firstValue(int row) {
        return isPlainRows ? row : buffers.firstValues[row];
    }

    int firstEntry(int row) {
        return leaf.maxRepetition() == 0 ? row : buffers.firstEntries[row];
    }

    int definition(int entry) {
        return isPlainRows ? leaf.maxDefinition() : buffers.definitions[entry];
    }

    int repetition(int entry) {
        return buffers.repetitions[entry];
    }

    /** Whether the row, which has no lists, has no value. */
    boolean isNull(int row) {
        return !isPlainRows && buffers.definitions[row] != leaf.maxDefinition();
    }
}
