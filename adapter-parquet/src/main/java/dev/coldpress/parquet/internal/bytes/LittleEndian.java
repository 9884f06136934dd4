package dev.coldpress.parquet.internal.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers in the order of bytes that Parquet has, at any place of an array.
 *
 * <p>All inner loops go through these methods. Java's first compiler makes one instruction of each. Where a loop calls
 * a {@link VarHandle} itself, in a branch that was not taken before the loop was compiled, it makes a slow call of it
 * that stays.
 */
public final class LittleEndian {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static {
        // Each call here has to have happened once before a loop around it is compiled.
        byte[] any = new byte[Long.BYTES];
        putInt(any, 0, intAt(any, 0));
        putLong(any, 0, longAt(any, 0));
    }

    private LittleEndian() {}

    /**
     * The number of four bytes that begins at an index.
     *
     * @throws IndexOutOfBoundsException if a byte of it is not in the array
     */
    public static int intAt(byte[] array, int at) {
        return (int) INTS.get(array, at);
    }

    /**
     * The number of eight bytes that begins at an index.
     *
     * @throws IndexOutOfBoundsException if a byte of it is not in the array
     */
    public static long longAt(byte[] array, int at) {
        return (long) LONGS.get(array, at);
    }

    /**
     * Writes a number as four bytes from an index on.
     *
     * @throws IndexOutOfBoundsException if a byte of it is not in the array
     */
    public static void putInt(byte[] array, int at, int value) {
        INTS.set(array, at, value);
    }

    /**
     * Writes a number as eight bytes from an index on.
     *
     * @throws IndexOutOfBoundsException if a byte of it is not in the array
     */
    public static void putLong(byte[] array, int at, long value) {
        LONGS.set(array, at, value);
    }
}
