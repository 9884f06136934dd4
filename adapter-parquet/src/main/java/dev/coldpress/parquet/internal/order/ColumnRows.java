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
    private final RowBuffers buffers;
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
     * @param buffers that hold the rows until the next column takes them
     * @param keepsEntries whether the dictionary has those entries of the sources' dictionaries that no row refers to
     */
    public ColumnRows(LeafColumn leaf, long mostBytes, boolean onlyIds, boolean keepsEntries, RowBuffers buffers) {
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
        boolean hasLists = leaf.maxRepetition() > 0;
        int maxDefinition = leaf.maxDefinition();
        buffers.definitions = grown(buffers.definitions, entries + page.count);
        buffers.firstValues = grown(buffers.firstValues, rows + page.count + 1);
        if (hasLists) {
            buffers.repetitions = grown(buffers.repetitions, entries + page.count);
            buffers.firstEntries = grown(buffers.firstEntries, rows + page.count + 1);
        }
        int value = values;
        for (int i = 0; i < page.count; i++) {
            int definition = page.isFull ? maxDefinition : page.definitions[i];
            buffers.definitions[entries] = (byte) definition;
            if (!hasLists) {
                buffers.firstValues[rows++] = value;
            } else {
                buffers.repetitions[entries] = (byte) page.repetitions[i];
                if (page.repetitions[i] == 0) {
                    buffers.firstEntries[rows] = entries;
                    buffers.firstValues[rows++] = value;
                }
            }
            entries++;
            value += definition == maxDefinition ? 1 : 0;
        }
        buffers.firstValues[rows] = value;
        if (hasLists) {
            buffers.firstEntries[rows] = entries;
        }
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
        } else if (page.usesDictionary) {
            for (int i = 0; i < added; i++) {
                int id = page.ids[i];
                buffers.plain.write(dictionary.array(), dictionary.from(id), dictionary.end(id) - dictionary.from(id));
            }
            addStarts(added);
        } else {
            buffers.plain.write(page.plain.array(), page.plain.from(), plainLength(page));
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
            buffers.starts = grown(buffers.starts, values + added + 1);
            for (int i = values; i < values + added; i++) {
                buffers.starts[i + 1] = buffers.starts[i]
                        + Integer.BYTES
                        + LittleEndian.intAt(buffers.plain.array(), buffers.starts[i]);
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

    /** Of values that have a length each: where each begins in {@link #plain}, and behind the last one where that ends. */
    int[] starts() {
        return buffers.starts;
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
