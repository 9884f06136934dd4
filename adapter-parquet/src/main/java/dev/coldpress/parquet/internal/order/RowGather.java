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
        if (rows.isPlainRows() && asIds) {
            addAllIds(order);
        } else if (rows.isPlainRows() && !rows.usesIds() && width == Long.BYTES) {
            addAllLongs(order);
        } else if (rows.isPlainRows() && !rows.usesIds() && width == PageEntries.VARIABLE) {
            addAllOfAnyLength(order);
        } else if (rows.leaf().maxRepetition() == 0 && (asIds || !rows.usesIds())) {
            addAllFlat(order, asIds);
        } else {
            addAll(order, asIds);
        }
        hand(asIds);
    }

    private void addAll(RowOrder order, boolean asIds) {
        for (int run = 0; run < order.runs(); run++) {
            int row = order.start(run);
            int end = row + order.length(run);
            while (row < end) {
                row = add(row, end, asIds);
                if (page.count >= MOST_ENTRIES || plain.size() >= MOST_BYTES) {
                    hand(asIds);
                }
            }
        }
    }

    /** The same where each row is one id. */
    private void addAllIds(RowOrder order) {
        int[] from = rows.ids();
        page.ids = room(page.ids, MOST_ENTRIES);
        int[] into = page.ids;
        int count = 0;
        for (int run = 0; run < order.runs(); run++) {
            int end = order.start(run) + order.length(run);
            for (int row = order.start(run); row < end; row++) {
                into[count++] = from[row];
                if (count == MOST_ENTRIES) {
                    handFull(count, true);
                    count = 0;
                }
            }
        }
        page.count = count;
        page.nonNull = count;
    }

    /** The same where each row is one value of eight bytes. */
    private void addAllLongs(RowOrder order) {
        byte[] from = rows.plain();
        byte[] into = plain.room(MOST_ENTRIES * Long.BYTES);
        int count = 0;
        for (int run = 0; run < order.runs(); run++) {
            int end = order.start(run) + order.length(run);
            for (int row = order.start(run); row < end; row++) {
                LittleEndian.putLong(into, count * Long.BYTES, LittleEndian.longAt(from, row * Long.BYTES));
                count++;
                if (count == MOST_ENTRIES) {
                    plain.extend(count * Long.BYTES);
                    handFull(count, false);
                    count = 0;
                }
            }
        }
        plain.extend(count * Long.BYTES);
        page.count = count;
        page.nonNull = count;
    }

    /** The same where each row is one value with a length. */
    private void addAllOfAnyLength(RowOrder order) {
        byte[] from = rows.plain();
        int[] starts = rows.starts();
        int count = 0;
        for (int run = 0; run < order.runs(); run++) {
            int end = order.start(run) + order.length(run);
            for (int row = order.start(run); row < end; row++) {
                int start = starts[row];
                plain.write(from, start, starts[row + 1] - start);
                count++;
                if (count == MOST_ENTRIES || plain.size() >= MOST_BYTES) {
                    handFull(count, false);
                    count = 0;
                }
            }
        }
        page.count = count;
        page.nonNull = count;
    }

    /** The same where a row is one value or none. */
    private void addAllFlat(RowOrder order, boolean asIds) {
        page.definitions = room(page.definitions, MOST_ENTRIES);
        page.repetitions = room(page.repetitions, MOST_ENTRIES);
        page.ids = room(page.ids, MOST_ENTRIES);
        int[] definitions = page.definitions;
        int count = 0;
        int valueCount = 0;
        for (int run = 0; run < order.runs(); run++) {
            int end = order.start(run) + order.length(run);
            for (int row = order.start(run); row < end; row++) {
                int definition = rows.definition(row);
                definitions[count++] = definition;
                if (definition == maxDefinition) {
                    addValue(rows.firstValue(row), valueCount++, asIds);
                }
                if (count == MOST_ENTRIES || plain.size() >= MOST_BYTES) {
                    page.count = count;
                    page.nonNull = valueCount;
                    hand(asIds);
                    count = 0;
                    valueCount = 0;
                }
            }
        }
        page.count = count;
        page.nonNull = valueCount;
    }

    private void addValue(int value, int at, boolean asIds) {
        if (asIds) {
            page.ids[at] = rows.ids()[value];
        } else {
            int start = rows.start(value);
            plain.write(rows.plain(), start, rows.start(value + 1) - start);
        }
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
            addPlain(rows.start(firstValue), rows.start(lastValue));
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

    private void addPlain(int from, int end) {
        int length = end - from;
        if (length == Long.BYTES) {
            byte[] into = plain.extend(Long.BYTES);
            LittleEndian.putLong(into, plain.size() - Long.BYTES, LittleEndian.longAt(rows.plain(), from));
        } else {
            plain.write(rows.plain(), from, length);
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
