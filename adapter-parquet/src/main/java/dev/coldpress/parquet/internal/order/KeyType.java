package dev.coldpress.parquet.internal.order;

import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.ChunkStatistics;
import dev.coldpress.port.parquet.PhysicalType;
import java.util.Arrays;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;

/**
 * How values of a type are ordered. Values are given as the bytes of the PLAIN encoding, without a length. The order is
 * the one of {@code ColumnOrder.TYPE_ORDER} in {@code parquet.thrift}; floats are ordered as
 * {@link dev.coldpress.port.parquet.SortColumn} says.
 */
enum KeyType {
    BOOLEAN(Width.NARROW) {
        @Override
        long number(byte[] array, int from, int end) {
            return array[from];
        }
    },
    SIGNED_32(Width.NARROW) {
        @Override
        long number(byte[] array, int from, int end) {
            return (LittleEndian.intAt(array, from) ^ Integer.MIN_VALUE) & NARROW_MASK;
        }
    },
    UNSIGNED_32(Width.NARROW) {
        @Override
        long number(byte[] array, int from, int end) {
            return LittleEndian.intAt(array, from) & NARROW_MASK;
        }
    },
    FLOAT_16(Width.NARROW) {
        @Override
        long number(byte[] array, int from, int end) {
            int bits = (array[from] & 0xFF) | ((array[from + 1] & 0xFF) << Byte.SIZE);
            int magnitude = bits & HALF_MAGNITUDE;
            if (magnitude == 0 || magnitude > HALF_INFINITY) {
                // There are two zeros, and many NaNs.
                bits = magnitude == 0 ? 0 : HALF_INFINITY + 1;
            }
            return bits <= HALF_MAGNITUDE ? bits | HALF_SIGN : ~bits & HALF_MAGNITUDE;
        }
    },
    FLOAT_32(Width.NARROW) {
        @Override
        long number(byte[] array, int from, int end) {
            float value = Float.intBitsToFloat(LittleEndian.intAt(array, from));
            // The sum makes a negative zero a positive one; the conversion knows one NaN.
            int bits = Float.floatToIntBits(value + 0.0f);
            return (bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE) & NARROW_MASK;
        }
    },
    SIGNED_64(Width.WIDE) {
        @Override
        long number(byte[] array, int from, int end) {
            return LittleEndian.longAt(array, from) ^ Long.MIN_VALUE;
        }
    },
    UNSIGNED_64(Width.WIDE) {
        @Override
        long number(byte[] array, int from, int end) {
            return LittleEndian.longAt(array, from);
        }
    },
    FLOAT_64(Width.WIDE) {
        @Override
        long number(byte[] array, int from, int end) {
            long bits = Double.doubleToLongBits(Double.longBitsToDouble(LittleEndian.longAt(array, from)) + 0.0);
            return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        }
    },
    /** By unsigned bytes; a beginning comes before what it is the beginning of. */
    BYTES(Width.PREFIX) {
        @Override
        long number(byte[] array, int from, int end) {
            int missing = Math.max(0, Long.BYTES - (end - from));
            return leading(array, from, end, Long.BYTES) << (Byte.SIZE * missing);
        }

        @Override
        int compare(byte[] a, int aFrom, int aEnd, byte[] b, int bFrom, int bEnd) {
            return Arrays.compareUnsigned(a, aFrom, aEnd, b, bFrom, bEnd);
        }
    },
    /** Big-endian numbers in two's complement, of any length. */
    DECIMAL(Width.PREFIX) {
        @Override
        long number(byte[] array, int from, int end) {
            boolean negative = isNegative(array, from, end);
            int start = firstDigit(array, from, end);
            int length = end - start;
            int missing = Math.max(0, Integer.BYTES - length);
            long digits = leading(array, start, end, Integer.BYTES) << (Byte.SIZE * missing);
            long header = negative ? NARROW_MASK / 2 - length : NARROW_MASK / 2 + 1 + length;
            return (header << Integer.SIZE) | digits;
        }

        @Override
        int compare(byte[] a, int aFrom, int aEnd, byte[] b, int bFrom, int bEnd) {
            boolean negative = isNegative(a, aFrom, aEnd);
            if (negative != isNegative(b, bFrom, bEnd)) {
                return negative ? -1 : 1;
            }
            int aStart = firstDigit(a, aFrom, aEnd);
            int bStart = firstDigit(b, bFrom, bEnd);
            int byLength = Integer.compare(aEnd - aStart, bEnd - bStart);
            if (byLength != 0) {
                return negative ? -byLength : byLength;
            }
            return Arrays.compareUnsigned(a, aStart, aEnd, b, bStart, bEnd);
        }

        private boolean isNegative(byte[] array, int from, int end) {
            return from < end && array[from] < 0;
        }

        /** Where the bytes begin that do more than repeat the sign. */
        private int firstDigit(byte[] array, int from, int end) {
            byte sign = (byte) (isNegative(array, from, end) ? -1 : 0);
            int at = from;
            while (at < end && array[at] == sign) {
                at++;
            }
            return at;
        }
    };

    /** How much of a value its number tells. */
    enum Width {
        /** All, in 32 bits. */
        NARROW,
        /** All, in 64 bits. */
        WIDE,
        /** Values with equal numbers may differ. */
        PREFIX
    }

    static final long NARROW_MASK = 0xFFFFFFFFL;

    private static final int HALF_INFINITY = 0x7C00;
    private static final int HALF_MAGNITUDE = 0x7FFF;
    private static final int HALF_SIGN = 0x8000;

    private final Width width;

    KeyType(Width width) {
        this.width = width;
    }

    Width width() {
        return width;
    }

    /**
     * A number whose unsigned order is that of the values, as far as it goes: a smaller value has no greater number.
     */
    abstract long number(byte[] array, int from, int end);

    /** Compares two values completely. */
    int compare(byte[] a, int aFrom, int aEnd, byte[] b, int bFrom, int bEnd) {
        return Long.compareUnsigned(number(a, aFrom, aEnd), number(b, bFrom, bEnd));
    }

    /** The first bytes as a big-endian number. */
    private static long leading(byte[] array, int from, int end, int most) {
        long number = 0;
        int stop = Math.min(end, from + most);
        for (int i = from; i < stop; i++) {
            number = (number << Byte.SIZE) | (array[i] & 0xFF);
        }
        return number;
    }

    /** Whether the format defines an order for the type. */
    static boolean isOrdered(LeafColumn leaf) {
        return leaf.physicalType() != PhysicalType.INT96
                && ChunkStatistics.isOrdered(leaf.type())
                && !leaf.node().isNullType();
    }

    /** @throws IllegalArgumentException if the format defines no order for the type */
    static KeyType of(LeafColumn leaf) {
        LogicalTypeAnnotation logical = leaf.type().getLogicalTypeAnnotation();
        boolean unsigned = logical instanceof IntLogicalTypeAnnotation number && !number.isSigned();
        return switch (leaf.physicalType()) {
            case BOOLEAN -> BOOLEAN;
            case INT32 -> unsigned ? UNSIGNED_32 : SIGNED_32;
            case INT64 -> unsigned ? UNSIGNED_64 : SIGNED_64;
            case FLOAT -> FLOAT_32;
            case DOUBLE -> FLOAT_64;
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
                logical instanceof DecimalLogicalTypeAnnotation
                        ? DECIMAL
                        : logical instanceof Float16LogicalTypeAnnotation ? FLOAT_16 : BYTES;
            case INT96 -> throw new IllegalArgumentException(leaf.dottedPath() + ": values of INT96 have no order");
        };
    }
}
