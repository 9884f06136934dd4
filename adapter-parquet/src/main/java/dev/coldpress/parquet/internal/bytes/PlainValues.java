package dev.coldpress.parquet.internal.bytes;

/** Values of BYTE_ARRAY columns in the PLAIN encoding: each with its length before it. */
public final class PlainValues {

    private PlainValues() {}

    /**
     * How many bytes the value that begins at {@code at} takes with its length.
     *
     * @throws ContentException if that is more than there are before {@code end}
     */
    public static int size(byte[] array, int at, int end) {
        int left = end - at;
        if (left >= Integer.BYTES) {
            int length = LittleEndian.intAt(array, at);
            if (length >= 0 && length <= left - Integer.BYTES) {
                return Integer.BYTES + length;
            }
        }
        throw ContentException.corrupt("a value that is longer than its page");
    }
}
