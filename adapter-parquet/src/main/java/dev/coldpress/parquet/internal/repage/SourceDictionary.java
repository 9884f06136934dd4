package dev.coldpress.parquet.internal.repage;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.PlainValues;
import dev.coldpress.parquet.internal.page.PageEntries;
import java.util.Arrays;
import org.apache.parquet.column.page.DictionaryPage;

/** The dictionary of one source chunk, and what its ids are in the dictionary of the output. */
public final class SourceDictionary {

    private static final int UNKNOWN = -1;

    private int width;
    private PageBytes plain = PageBytes.empty();

    /** Of entries that have a length each: where they begin, and behind the last one where that ends. */
    private int[] starts = new int[0];

    private int[] targets = new int[0];
    private int size;

    /**
     * Takes the place of the previous one; the page's bytes must stay as they are until the next call.
     *
     * @param valueWidth see {@link PageEntries#width}
     */
    public void load(DictionaryPage page, int valueWidth) {
        width = valueWidth;
        size = page.getDictionarySize();
        plain = PageBytes.of(page.getBytes());
        targets = PageEntries.room(targets, size);
        Arrays.fill(targets, 0, size, UNKNOWN);
        if (width == PageEntries.VARIABLE) {
            findStarts();
        } else {
            plain.first(Math.multiplyExact(size, width));
        }
    }

    /** How many entries there are. */
    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    private void findStarts() {
        starts = PageEntries.room(starts, size + 1);
        int at = plain.from();
        for (int i = 0; i < size; i++) {
            starts[i] = at;
            at += PlainValues.size(plain.array(), at, plain.end());
        }
        starts[size] = at;
    }

    /**
     * Checks the ids of a page.
     *
     * @throws ContentException if an id has no entry
     */
    public void requireIds(PageEntries page) {
        if (page.greatestId >= 0 && page.greatestId < size) {
            return;
        }
        for (int i = 0; i < page.nonNull; i++) {
            if (Integer.compareUnsigned(page.ids[i], size) >= 0) {
                throw ContentException.corrupt("the id " + page.ids[i] + " in a dictionary of " + size + " entries");
            }
        }
    }

    /** Whether the ids are those of all entries, in their order: the entries then are the values. */
    boolean isWholeIn(int[] ids, int count) {
        if (count != size || size == 0 || end(size - 1) != plain.end()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (ids[i] != i) {
                return false;
            }
        }
        return true;
    }

    /** All entries behind each other. */
    public PageBytes plain() {
        return plain;
    }

    public byte[] array() {
        return plain.array();
    }

    /** Where the entry begins in {@link #array}, its length included where it has one. */
    public int from(int id) {
        return width == PageEntries.VARIABLE ? starts[id] : plain.from() + id * width;
    }

    public int end(int id) {
        return from(id + 1);
    }

    /** The bytes of the entries with these ids in the PLAIN encoding. */
    long plainBytes(int[] ids, int count) {
        if (width != PageEntries.VARIABLE) {
            return (long) count * width;
        }
        int[] begins = starts;
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            int id = ids[i];
            bytes += begins[id + 1] - begins[id];
        }
        return bytes;
    }

    /** Adds all entries, those that no page uses as well. */
    public void addAllTo(ValueTable table) {
        for (int id = 0; id < size; id++) {
            target(id, table);
        }
    }

    /**
     * Translates ids {@code from} to {@code end} into those of the same values in the table, which gets those that are
     * new.
     */
    public void targets(int[] ids, int from, int end, ValueTable table, int[] into, int at) {
        int[] known = targets;
        int next = at;
        for (int i = from; i < end; i++) {
            int target = known[ids[i]];
            into[next++] = target == UNKNOWN ? target(ids[i], table) : target;
        }
    }

    /** The id of the same value in the table, which gets it if it is new there. */
    public int target(int id, ValueTable table) {
        int target = targets[id];
        if (target == UNKNOWN) {
            target = table.idOf(plain.array(), from(id), end(id));
            targets[id] = target;
        }
        return target;
    }
}
