package dev.coldpress.parquet.internal.mapping;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.port.parquet.PhysicalType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** The values of a column in a wider type, as {@link dev.coldpress.port.parquet.Widening} has it. For one thread. */
public final class WiderValues {

    private final PhysicalType source;
    private final int length;

    private WiderValues(PhysicalType source, int length) {
        this.source = source;
        this.length = length;
    }

    /** Null if values stay the bytes that they are. */
    static @Nullable WiderValues of(LeafColumn source, LeafColumn target) {
        PhysicalType from = source.physicalType();
        int length = target.node().typeLength();
        boolean same = from == target.physicalType() && source.node().typeLength() == length;
        return same ? null : new WiderValues(from, length);
    }

    /** Whether the source has its values as bytes. */
    public boolean isBinary() {
        return source == PhysicalType.FIXED_LEN_BYTE_ARRAY;
    }

    /** A decimal of up to three bytes as a number. */
    public int intValue(ColumnReader reader) {
        return Math.toIntExact(decimal(reader));
    }

    /** A number as one of 64 bits; floats travel as their bits. */
    public long longValue(ColumnReader reader) {
        return switch (source) {
            case FLOAT -> Double.doubleToRawLongBits(Float.intBitsToFloat(reader.getInteger()));
            case FIXED_LEN_BYTE_ARRAY -> decimal(reader);
            default -> reader.getInteger();
        };
    }

    private static long decimal(ColumnReader reader) {
        return new BigInteger(reader.getBinary().getBytesUnsafe()).longValueExact();
    }

    /** A decimal that is stored as a number, in big-endian bytes. */
    public Binary bytes(ColumnReader reader) {
        long value = source == PhysicalType.INT32 ? reader.getInteger() : reader.getLong();
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        return bytes(bytes, 0, Long.BYTES);
    }

    /** A big-endian number in more bytes, or in fewer if those in front only repeat the sign. */
    public Binary bytes(byte[] array, int from, int count) {
        byte[] wide = new byte[length];
        Arrays.fill(wide, (byte) (array[from] >> (Byte.SIZE - 1)));
        int copied = Math.min(count, length);
        System.arraycopy(array, from + count - copied, wide, length - copied, copied);
        return Binary.fromConstantByteArray(wide);
    }
}
