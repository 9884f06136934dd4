package dev.coldpress.parquet.internal.order;

import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.repage.PageSink;
import dev.coldpress.parquet.internal.repage.SourceDictionary;
import dev.coldpress.parquet.internal.repage.ValueTable;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;

/** Hands out the rows of a column in an order, as pages of a source that has them so. For one thread. */
public final class RowGather {

    /** So many that handing over does not count, and so few that they stay in the processor's caches. */
    private static final int MOST_ENTRIES = 4096;

    private static final int MOST_BYTES = 128 << 10;

    private final ColumnRows rows;
    private final PageSink sink;
    private final PageEntries page = new PageEntries();
    private final SourceDictionary dictionary = new SourceDictionary();
    private final ReusableBytes plain = new ReusableBytes();
    private final int width;
    private final int maxDefinition;

    private RowGather(ColumnRows rows, PageSink sink) {
        this.rows = rows;
        this.sink = sink;
        this.width = rows.width();
        this.maxDefinition = rows.leaf().maxDefinition();
    }

    /**
     * Hands out all rows of an order.
     *
     * @param asValues whether the sink takes values only, and no ids
     */
    public static void inOrder(ColumnRows rows, RowOrder order, boolean asValues, PageSink sink) {
        new RowGather(rows, sink).run(order, asValues);
    }

    private void run(RowOrder order, boolean asValues) {
        boolean asIds = rows.usesIds() && !asValues;
        dictionary.clear();
        if (asIds) {
            ValueTable table = rows.table();
            BytesInput entries = BytesInput.from(table.array(), 0, table.plainBytes());
            dictionary.load(new DictionaryPage(entries, table.size(), Encoding.PLAIN), width);
            sink.begin(dictionary);
        }
        page.usesDictionary = asIds;
        begin();
        boolean areAsKept = asIds == rows.usesIds() && rows.leaf().maxRepetition() == 0;
        if (!areAsKept) {
            addAll(order, asIds);
        } else if (rows.isPlainRows()) {
            addAllPlainRows(order, asIds);
        } else if (asIds) {
            addAllIdsOrNulls(order);
        } else {
            addAllValuesOrNulls(order);
        }
        hand(asIds);
    }

    private void addAllPlainRows(RowOrder order, boolean asIds) {
        if (asIds) {
            addAllIds(order);
        } else if (width == Long.BYTES) {
            addAllLongs(order);
        } else if (width == Integer.BYTES) {
            addAllInts(order);
        } else if (width == PageEntries.VARIABLE) {
            addAllOfAnyLength(order);
        } else {
            addAll(order, false);
        }
    }

    private void addAll(RowOrder order, boolean asIds) {
        int[] sorted = order.array();
        int end = order.end();
        int i = order.from();
        while (i < end) {
            int row = sorted[i];
            int length = 1;
            while (i + length < end && sorted[i + length] == row + length) {
                length++;
            }
            int stop = row + length;
            while (row < stop) {
                row = add(row, stop, asIds);
                if (page.count >= MOST_ENTRIES || plain.size() >= MOST_BYTES) {
                    hand(asIds);
                }
            }
            i += length;
        }
    }

    /** The same where each row is one id. */
    private void addAllIds(RowOrder order) {
        int[] sorted = order.array();
        int end = order.end();
        int[] from = rows.ids();
        page.ids = room(page.ids, MOST_ENTRIES);
        int[] into = page.ids;
        int i = order.from();
        while (i < end) {
            int count = Math.min(MOST_ENTRIES, end - i);
            for (int at = 0; at < count; at++) {
                into[at] = from[sorted[i + at]];
            }
            handFull(count, true);
            i += count;
        }
    }

    /** The same where each row is one value of eight bytes. */
    private void addAllLongs(RowOrder order) {
        int[] sorted = order.array();
        int end = order.end();
        byte[] from = rows.plain();
        int i = order.from();
        while (i < end) {
            int count = Math.min(MOST_ENTRIES, end - i);
            byte[] into = plain.extend(count * Long.BYTES);
            for (int at = 0; at < count; at++) {
                LittleEndian.putLong(into, at * Long.BYTES, LittleEndian.longAt(from, sorted[i + at] * Long.BYTES));
            }
            handFull(count, false);
            i += count;
        }
    }

    /** The same where each row is one value of four bytes. */
    private void addAllInts(RowOrder order) {
        int[] sorted = order.array();
        int end = order.end();
        byte[] from = rows.plain();
        int i = order.from();
        while (i < end) {
            int count = Math.min(MOST_ENTRIES, end - i);
            byte[] into = plain.extend(count * Integer.BYTES);
            for (int at = 0; at < count; at++) {
                LittleEndian.putInt(into, at * Integer.BYTES, LittleEndian.intAt(from, sorted[i + at] * Integer.BYTES));
            }
            handFull(count, false);
            i += count;
        }
    }

    /** The same where each row is one value with a length. */
    private void addAllOfAnyLength(RowOrder order) {
        int[] sorted = order.array();
        int end = order.end();
        byte[] from = rows.plain();
        int[] starts = rows.starts();
        byte[] into = plain.extend(2 * MOST_BYTES);
        int count = 0;
        int size = 0;
        for (int i = order.from(); i < end; i++) {
            int start = starts[sorted[i]];
            int length = starts[sorted[i] + 1] - start;
            if (length > into.length - size) {
                plain.truncate(size);
                into = plain.extend(length);
            }
            System.arraycopy(from, start, into, size, length);
            size += length;
            count++;
            if (count == MOST_ENTRIES || size >= MOST_BYTES) {
                plain.truncate(size);
                handFull(count, false);
                count = 0;
                size = 0;
            }
        }
        plain.truncate(size);
        page.count = count;
        page.nonNull = count;
    }

    /** The same where a row is an id or nothing. */
    private void addAllIdsOrNulls(RowOrder order) {
        int[] sorted = order.array();
        int end = order.end();
        byte[] levels = rows.definitions();
        int[] firstValues = rows.firstValues();
        int[] from = rows.ids();
        int[] definitions = levelsOfPage();
        page.ids = room(page.ids, MOST_ENTRIES);
        int[] into = page.ids;
        int max = maxDefinition;
        int i = order.from();
        while (i < end) {
            int count = Math.min(MOST_ENTRIES, end - i);
            int valueCount = 0;
            for (int at = 0; at < count; at++) {
                int row = sorted[i + at];
                int definition = levels[row];
                definitions[at] = definition;
                if (definition == max) {
                    into[valueCount++] = from[firstValues[row]];
                }
            }
            page.count = count;
            page.nonNull = valueCount;
            hand(true);
            i += count;
        }
    }

    /** The same where a row is one value or none. */
    private void addAllValuesOrNulls(RowOrder order) {
        int[] sorted = order.array();
        int end = order.end();
        byte[] from = rows.plain();
        int[] definitions = levelsOfPage();
        int count = 0;
        int valueCount = 0;
        for (int i = order.from(); i < end; i++) {
            int row = sorted[i];
            int definition = rows.definition(row);
            definitions[count++] = definition;
            if (definition == maxDefinition) {
                int value = rows.firstValue(row);
                int start = rows.start(value);
                addPlain(from, start, rows.start(value + 1) - start);
                valueCount++;
            }
            if (count == MOST_ENTRIES || plain.size() >= MOST_BYTES) {
                page.count = count;
                page.nonNull = valueCount;
                hand(false);
                count = 0;
                valueCount = 0;
            }
        }
        page.count = count;
        page.nonNull = valueCount;
    }

    /** Definition levels to be filled; repetition levels are all 0. */
    private int[] levelsOfPage() {
        page.definitions = room(page.definitions, MOST_ENTRIES);
        page.repetitions = room(page.repetitions, MOST_ENTRIES);
        return page.definitions;
    }

    private void handFull(int count, boolean asIds) {
        page.count = count;
        page.nonNull = count;
        hand(asIds);
    }

    private void begin() {
        page.count = 0;
        page.nonNull = 0;
        plain.reset();
    }

    private void hand(boolean asIds) {
        if (page.count == 0) {
            return;
        }
        page.isFull = rows.isPlainRows();
        page.usesDictionary = asIds && page.nonNull > 0;
        page.greatestId = rows.table().size() - 1;
        page.hasRuns = rows.hasRuns();
        page.plain = new PageBytes(plain.array(), 0, plain.size());
        page.compressed = PageBytes.empty();
        sink.append(page, dictionary);
        page.usesDictionary = asIds;
        begin();
    }

    /** Adds rows from one on, as many as there is room for, and returns the first that was not added. */
    private int add(int from, int end, boolean asIds) {
        int stop = stop(from, end);
        int firstValue = rows.firstValue(from);
        int lastValue = rows.firstValue(stop);
        addLevels(from, stop);
        if (asIds) {
            page.ids = room(page.ids, page.nonNull + lastValue - firstValue);
            System.arraycopy(rows.ids(), firstValue, page.ids, page.nonNull, lastValue - firstValue);
        } else if (rows.usesIds()) {
            addEntries(firstValue, lastValue);
        } else {
            int start = rows.start(firstValue);
            addPlain(rows.plain(), start, rows.start(lastValue) - start);
        }
        page.nonNull += lastValue - firstValue;
        return stop;
    }

    /** Rows that are one value each go together, as far as their bytes do. */
    private int stop(int from, int end) {
        if (!rows.isPlainRows() || (rows.usesIds() && !page.usesDictionary)) {
            return from + 1;
        }
        int stop = Math.min(end, from + MOST_ENTRIES - page.count);
        while (!rows.usesIds() && stop > from + 1 && rows.start(stop) - rows.start(from) > MOST_BYTES) {
            stop = (from + stop) >>> 1;
        }
        return stop;
    }

    private void addPlain(byte[] array, int from, int length) {
        if (length == Long.BYTES) {
            byte[] into = plain.extend(Long.BYTES);
            LittleEndian.putLong(into, plain.size() - Long.BYTES, LittleEndian.longAt(array, from));
        } else {
            plain.write(array, from, length);
        }
    }

    private void addEntries(int firstValue, int lastValue) {
        ValueTable table = rows.table();
        for (int value = firstValue; value < lastValue; value++) {
            int id = rows.ids()[value];
            plain.write(table.array(), table.from(id), table.end(id) - table.from(id));
        }
    }

    private void addLevels(int from, int stop) {
        if (rows.isPlainRows()) {
            page.count += stop - from;
            return;
        }
        boolean hasLists = rows.leaf().maxRepetition() > 0;
        int first = rows.firstEntry(from);
        int last = rows.firstEntry(stop);
        page.definitions = room(page.definitions, page.count + last - first);
        page.repetitions = room(page.repetitions, page.count + last - first);
        for (int entry = first; entry < last; entry++) {
            page.definitions[page.count] = maxDefinition == 0 ? 0 : rows.definition(entry);
            page.repetitions[page.count] = hasLists ? rows.repetition(entry) : 0;
            page.count++;
        }
    }

    private static int[] room(int[] array, int length) {
        return array.length >= length
                ? array
                : Arrays.copyOf(array, Math.max(length, Math.max(2 * array.length, MOST_ENTRIES)));
    }
}
