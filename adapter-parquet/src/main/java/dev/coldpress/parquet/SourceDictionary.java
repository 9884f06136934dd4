package dev.coldpress.parquet;

import java.util.Arrays;
import org.apache.parquet.column.page.DictionaryPage;

/** The dictionary of one source chunk, and what its ids are in the dictionary of the output. */
final class SourceDictionary {

    private static final int UNKNOWN = -1;

    private int width;
    private PageBytes plain = PageBytes.empty();
    private int[] ends = new int[0];
    private int[] targets = new int[0];
    private int size;

    /**
     * Takes the place of the previous one; the page's bytes must stay as they are until the next call.
     *
     * @param valueWidth see {@link PageEntries#width}
     */
    void load(DictionaryPage page, int valueWidth) {
        width = valueWidth;
        size = page.getDictionarySize();
        plain = PageBytes.of(page.getBytes());
        targets = PageEntries.room(targets, size);
        Arrays.fill(targets, 0, size, UNKNOWN);
        if (width == PageEntries.VARIABLE) {
            findEnds();
        } else {
            plain.first(Math.multiplyExact(size, width));
        }
    }

    void clear() {
        size = 0;
    }

    private void findEnds() {
        ends = PageEntries.room(ends, size);
        int at = plain.from();
        for (int i = 0; i < size; i++) {
            at += PlainValues.size(plain.array(), at, plain.end());
            ends[i] = at;
        }
    }

    void requireIds(int[] ids, int count) {
        for (int i = 0; i < count; i++) {
            if (Integer.compareUnsigned(ids[i], size) >= 0) {
                throw ContentException.corrupt("the id " + ids[i] + " in a dictionary of " + size + " entries");
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
    PageBytes plain() {
        return plain;
    }

    byte[] array() {
        return plain.array();
    }

    /** Where the entry begins in {@link #array}, its length included where it has one. */
    int from(int id) {
        if (width != PageEntries.VARIABLE) {
            return plain.from() + id * width;
        }
        return id == 0 ? plain.from() : ends[id - 1];
    }

    int end(int id) {
        return width == PageEntries.VARIABLE ? ends[id] : plain.from() + (id + 1) * width;
    }

    /** The id of the same value in the table, which gets it if it is new there. */
    int target(int id, ValueTable table) {
        int target = targets[id];
        if (target == UNKNOWN) {
            target = table.idOf(plain.array(), from(id), end(id));
            targets[id] = target;
        }
        return target;
    }
}
