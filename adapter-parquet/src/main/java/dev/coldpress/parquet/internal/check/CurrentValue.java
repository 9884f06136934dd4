package dev.coldpress.parquet.internal.check;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.chunk.ColumnCursor;
import dev.coldpress.parquet.internal.chunk.ValueKind;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveComparator;

/** A value of a column of any type: that of a cursor, or a bound from statistics. Used again for the next one. */
final class CurrentValue {

    private static final int FLOAT16_EXPONENT = 0x7C00;
    private static final int FLOAT16_MANTISSA = 0x03FF;

    private final LeafColumn leaf;
    private final PrimitiveComparator<Binary> order;
    private final boolean isFloat16;
    private boolean flag;
    private long number;
    private Binary bytes = Binary.EMPTY;

    CurrentValue(LeafColumn leaf) {
        this.leaf = leaf;
        this.order = leaf.type().comparator();
        this.isFloat16 = leaf.type().getLogicalTypeAnnotation() instanceof Float16LogicalTypeAnnotation;
    }

    /** Takes the value at which the cursor stands; it is valid until the cursor moves. */
    void read(ColumnCursor cursor) {
        switch (ValueKind.of(leaf)) {
            case BOOLEAN -> flag = cursor.booleanValue();
            case INT -> number = cursor.intValue();
            case LONG -> number = cursor.longValue();
            case BINARY -> bytes = cursor.binaryValue();
        }
    }

    /**
     * A bound in the PLAIN encoding, without a length.
     *
     * @throws ContentException if it does not have as many bytes as a value of the type
     */
    static CurrentValue bound(LeafColumn leaf, byte[] plain) {
        CurrentValue bound = new CurrentValue(leaf);
        ByteBuffer buffer = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
        int expected = switch (leaf.physicalType()) {
            case BOOLEAN -> 1;
            case INT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> plain.length;
        };
        if (plain.length != expected) {
            throw ContentException.corrupt("a bound of " + plain.length + " bytes");
        }
        switch (ValueKind.of(leaf)) {
            case BOOLEAN -> bound.flag = plain[0] != 0;
            case INT -> bound.number = buffer.getInt();
            case LONG -> bound.number = buffer.getLong();
            case BINARY -> bound.bytes = Binary.fromConstantByteArray(plain);
        }
        return bound;
    }

    /** Of a value of bytes. */
    int length() {
        return bytes.length();
    }

    boolean isNaN() {
        return switch (leaf.physicalType()) {
            case FLOAT -> Float.isNaN(Float.intBitsToFloat((int) number));
            case DOUBLE -> Double.isNaN(Double.longBitsToDouble(number));
            default -> isFloat16 && isNaN(bytes.toByteBuffer());
        };
    }

    private static boolean isNaN(ByteBuffer half) {
        int bits = half.order(ByteOrder.LITTLE_ENDIAN).getShort(half.position());
        return (bits & FLOAT16_EXPONENT) == FLOAT16_EXPONENT && (bits & FLOAT16_MANTISSA) != 0;
    }

    /** In the order that the format defines for the type, in which the two zeros of floats are one; neither is NaN. */
    int compareTo(CurrentValue other) {
        return switch (leaf.physicalType()) {
            case BOOLEAN -> Boolean.compare(flag, other.flag);
            case INT32 -> order.compare((int) number, (int) other.number);
            case INT64 -> order.compare(number, other.number);
            case FLOAT -> compareFloats(Float.intBitsToFloat((int) number), Float.intBitsToFloat((int) other.number));
            case DOUBLE -> compareFloats(Double.longBitsToDouble(number), Double.longBitsToDouble(other.number));
            case INT96, BYTE_ARRAY -> order.compare(bytes, other.bytes);
            case FIXED_LEN_BYTE_ARRAY ->
                isFloat16 && isZero(bytes.toByteBuffer()) && isZero(other.bytes.toByteBuffer())
                        ? 0
                        : order.compare(bytes, other.bytes);
        };
    }

    private static boolean isZero(ByteBuffer half) {
        int magnitude = FLOAT16_EXPONENT | FLOAT16_MANTISSA;
        return (half.order(ByteOrder.LITTLE_ENDIAN).getShort(half.position()) & magnitude) == 0;
    }

    private static int compareFloats(double first, double second) {
        return first < second ? -1 : first > second ? 1 : 0;
    }
}
