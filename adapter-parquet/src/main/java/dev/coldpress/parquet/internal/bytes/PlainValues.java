package dev.coldpress.parquet.internal.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Values of BYTE_ARRAY columns in the PLAIN encoding: each with its length before it. */
public final class PlainValues {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private PlainValues() {}

    /**
     * How many bytes the value that begins at {@code at} takes with its length.
     *
     * @throws ContentException if that is more than there are before {@code end}
     */
    public static int size(byte[] array, int at, int end) {
        int left = end - at;
        if (left >= Integer.BYTES) {
            int length = (int) INTS.get(array, at);
            if (length >= 0 && length <= left - Integer.BYTES) {
                return Integer.BYTES + length;
            }
        }
        throw ContentException.corrupt("a value that is longer than its page");
    }
}
