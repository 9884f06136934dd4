package dev.coldpress.parquet.spec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The format's TYPE_ORDER: values and the bytes of statistics, made comparable. */
final class ValueOrder {

    private final PrimitiveType type;
    private final LogicalTypeAnnotation logical;

    ValueOrder(PrimitiveType type) {
        this.type = type;
        this.logical = type.getLogicalTypeAnnotation();
    }

    /** INT96, intervals and columns of nothing but nulls have no order, so no bounds. */
    boolean isDefined() {
        return type.getPrimitiveTypeName() != PrimitiveTypeName.INT96
                && !(logical instanceof LogicalTypeAnnotation.IntervalLogicalTypeAnnotation)
                && !SampleLeaves.isAlwaysNull(logical);
    }

    boolean isFloating() {
        return type.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT
                || type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE
                || logical instanceof Float16LogicalTypeAnnotation;
    }

    /** Only byte arrays may be cut short in statistics. */
    boolean isTruncatable() {
        return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                || type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    }

    boolean isNaN(Object value) {
        return isFloating() && Double.isNaN(floating(value));
    }

    /** Equal for both zeros. */
    Comparable<?> key(Object value) {
        if (isFloating()) {
            return floating(value) + 0.0;
        }
        boolean unsigned = logical instanceof IntLogicalTypeAnnotation ints && !ints.isSigned();
        if (value instanceof Integer i) {
            return unsigned ? Integer.toUnsignedLong(i) : (long) i;
        }
        if (value instanceof Long l) {
            return unsigned ? new BigInteger(Long.toUnsignedString(l)) : BigInteger.valueOf(l);
        }
        if (value instanceof ByteBuffer buffer) {
            return bytesKey(bytes(buffer));
        }
        return (Boolean) value;
    }

    @SuppressWarnings("unchecked")
    int compare(Object a, Object b) {
        return ((Comparable<Object>) key(a)).compareTo(key(b));
    }

    /** Latin-1 text orders by unsigned bytes, and a prefix comes first. */
    private Comparable<?> bytesKey(byte[] bytes) {
        return logical instanceof DecimalLogicalTypeAnnotation
                ? new BigInteger(bytes)
                : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private double floating(Object value) {
        return switch (type.getPrimitiveTypeName()) {
            case FLOAT -> Float.intBitsToFloat((Integer) value);
            case DOUBLE -> Double.longBitsToDouble((Long) value);
            default -> half(bytes((ByteBuffer) value));
        };
    }

    private static double half(byte[] littleEndian) {
        int bits = (littleEndian[0] & 0xff) | (littleEndian[1] & 0xff) << 8;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude = switch (exponent) {
            case 0 -> fraction * 0x1p-24;
            case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> (1 + fraction * 0x1p-10) * Math.pow(2, exponent - 15);
        };
        return bits >> 15 == 0 ? magnitude : -magnitude;
    }

    /** The value that a statistic's bytes stand for, as {@link ColumnEntry} holds it. */
    Object fromStatistic(byte[] plain) {
        ByteBuffer bytes = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> bytes.get() != 0;
            case INT32, FLOAT -> bytes.getInt();
            case INT64, DOUBLE -> bytes.getLong();
            default -> ByteBuffer.wrap(plain).asReadOnlyBuffer();
        };
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
