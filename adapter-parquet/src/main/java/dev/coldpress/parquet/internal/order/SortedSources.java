package dev.coldpress.parquet.internal.order;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of each source in order: those of a source that is sorted as they are, those of others by an index. */
final class SortedSources {

    private static final int FEW = 24;

    private final RowKeys keys;
    private final int[] firstRows;
    private final int[] @Nullable [] sorted;
    private final List<Integer> unsorted = new ArrayList<>();

    SortedSources(RowKeys keys, int[] firstRows) {
        this.keys = keys;
        this.firstRows = firstRows;
        this.sorted = new int[count()][];
        for (int source = 0; source < count(); source++) {
            if (!isSorted(source)) {
                sorted[source] = sort(firstRows[source], firstRows[source + 1]);
                unsorted.add(source);
            }
        }
    }

    int count() {
        return firstRows.length - 1;
    }

    /** The sources that are not in order by themselves. */
    List<Integer> unsorted() {
        return unsorted;
    }

    int rows(int source) {
        return firstRows[source + 1] - firstRows[source];
    }

    /** The row at a place of the source's order. */
    int row(int source, int place) {
        int[] index = sorted[source];
        return index == null ? firstRows[source] + place : index[place];
    }

    /** Appends the rows of a range of places. */
    void addTo(RowOrder order, int source, int from, int end) {
        int[] index = sorted[source];
        if (index == null) {
            order.add(firstRows[source] + from, end - from);
            return;
        }
        for (int place = from; place < end; place++) {
            order.add(index[place], 1);
        }
    }

    private boolean isSorted(int source) {
        for (int row = firstRows[source] + 1; row < firstRows[source + 1]; row++) {
            if (keys.compareKeys(row - 1, row) > 0) {
                return false;
            }
        }
        return true;
    }

    private int[] sort(int from, int end) {
        int[] index = new int[end - from];
        for (int i = 0; i < index.length; i++) {
            index[i] = from + i;
        }
        sort(index, index.clone(), 0, index.length);
        return index;
    }

    /** Sorts a range by merging its sorted halves, which the other array gets first. */
    private void sort(int[] into, int[] other, int from, int end) {
        if (end - from <= FEW) {
            sortFew(into, from, end);
            return;
        }
        int middle = (from + end) >>> 1;
        sort(other, into, from, middle);
        sort(other, into, middle, end);
        int left = from;
        int right = middle;
        for (int i = from; i < end; i++) {
            boolean takesLeft = right == end || (left < middle && keys.compare(other[left], other[right]) < 0);
            into[i] = takesLeft ? other[left++] : other[right++];
        }
    }

    private void sortFew(int[] index, int from, int end) {
        for (int i = from + 1; i < end; i++) {
            int row = index[i];
            int at = i;
            while (at > from && keys.compare(index[at - 1], row) > 0) {
                index[at] = index[at - 1];
                at--;
            }
            index[at] = row;
        }
    }
}
