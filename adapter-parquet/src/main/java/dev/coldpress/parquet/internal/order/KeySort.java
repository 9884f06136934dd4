package dev.coldpress.parquet.internal.order;

/**
 * Sorts rows by their keys: first by the numbers of the first column, digit by digit from the last one on, which
 * compares nothing and takes the same time whatever the order was; then rows with equal numbers by comparing them.
 */
final class KeySort {

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = (Long.SIZE + DIGIT_BITS - 1) / DIGIT_BITS;
    private static final int VALUES = 1 << DIGIT_BITS;

    /** So few rows are sorted by putting one after the other in its place. */
    private static final int FEW = 24;

    private final RowKeys keys;
    private long[] numbers;
    private int[] rows;
    private long[] otherNumbers;
    private int[] otherRows;

    private KeySort(RowKeys keys, int count) {
        this.keys = keys;
        this.numbers = new long[count];
        this.rows = new int[count];
        this.otherNumbers = new long[count];
        this.otherRows = new int[count];
    }

    /** All rows in order, equal ones in the order in which they are. */
    static int[] sort(RowKeys keys, int count) {
        KeySort sort = new KeySort(keys, count);
        sort.byNumbers();
        if (!keys.isByNumbersOnly()) {
            sort.equalNumbers();
        }
        return sort.rows;
    }

    private void byNumbers() {
        int[][] counts = new int[DIGITS][VALUES];
        for (int row = 0; row < rows.length; row++) {
            long number = keys.number(row);
            numbers[row] = number;
            rows[row] = row;
            for (int digit = 0; digit < DIGITS; digit++) {
                counts[digit][digit(number, digit)]++;
            }
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            if (rows.length > 0 && counts[digit][digit(numbers[0], digit)] < rows.length) {
                byDigit(digit, counts[digit]);
            }
        }
    }

    private static int digit(long number, int digit) {
        return (int) (number >>> (digit * DIGIT_BITS)) & (VALUES - 1);
    }

    private void byDigit(int digit, int[] counts) {
        int start = 0;
        for (int value = 0; value < VALUES; value++) {
            int count = counts[value];
            counts[value] = start;
            start += count;
        }
        long[] from = numbers;
        int[] fromRows = rows;
        long[] to = otherNumbers;
        int[] toRows = otherRows;
        for (int i = 0; i < from.length; i++) {
            long number = from[i];
            int at = counts[digit(number, digit)]++;
            to[at] = number;
            toRows[at] = fromRows[i];
        }
        otherNumbers = from;
        otherRows = fromRows;
        numbers = to;
        rows = toRows;
    }

    private void equalNumbers() {
        int from = 0;
        for (int i = 1; i <= rows.length; i++) {
            if (i == rows.length || numbers[i] != numbers[from]) {
                if (i - from > 1) {
                    System.arraycopy(rows, from, otherRows, from, i - from);
                    sort(rows, otherRows, from, i);
                }
                from = i;
            }
        }
    }

    /** Sorts a range by merging its sorted halves, which the other array gets first. Both have the same rows there. */
    private void sort(int[] into, int[] other, int from, int end) {
        if (end - from <= FEW) {
            sortFew(into, from, end);
            return;
        }
        int middle = (from + end) >>> 1;
        sort(other, into, from, middle);
        sort(other, into, middle, end);
        if (keys.compare(other[middle - 1], other[middle]) < 0) {
            System.arraycopy(other, from, into, from, end - from);
            return;
        }
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
