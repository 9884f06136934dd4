package dev.coldpress.parquet.spec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * One random value after the other, valid for its logical type and inside of what DuckDB can represent: it compares the
 * rows, and refuses, say, a timestamp beyond its years. About one value in eight is an edge case.
 */
final class SampleValues {

    private static final List<String> TEXTS =
            List.of("", "NULL", "null", "a", "\u0000", "ß漢🧊", "[]", "{'a': 1}", "x, y", "'", "\"\\", " ");
    private static final List<String> JSONS =
            List.of("{}", "null", "[1, 2]", "{\"a\": {\"b\": \"c\"}}", "\"\"", "-0.0");

    private final PrimitiveType type;
    private final Random random;
    private final boolean withNaN;

    SampleValues(PrimitiveType type, Random random, boolean withNaN) {
        this.type = type;
        this.random = random;
        this.withNaN = withNaN;
    }

    Object next() {
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> random.nextBoolean();
            case INT32 -> int32();
            case INT64 -> int64();
            case INT96 -> int96();
            case FLOAT -> (float) real(Float.MIN_VALUE, Float.MAX_VALUE);
            case DOUBLE -> real(Double.MIN_VALUE, Double.MAX_VALUE);
            case BINARY -> Binary.fromConstantByteArray(binary());
            case FIXED_LEN_BYTE_ARRAY -> Binary.fromConstantByteArray(fixed(type.getTypeLength()));
        };
    }

    private boolean edge() {
        return random.nextInt(8) == 0;
    }

    private int int32() {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof IntLogicalTypeAnnotation ints) {
            int shift = 32 - ints.getBitWidth();
            int bits = (edge() ? pick(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE) : random.nextInt()) << shift;
            return ints.isSigned() ? bits >> shift : bits >>> shift;
        }
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return unscaled(decimal).intValueExact();
        }
        if (logical instanceof TimeLogicalTypeAnnotation) {
            return edge() ? pick(0, 86_399_999) : random.nextInt(86_400_000);
        }
        if (logical instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
            return edge() ? pick(0, -719_162, 2_932_896, -1) : random.nextInt(40_000) - 10_000;
        }
        return edge() ? pick(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE) : random.nextInt(2_000_000) - 1_000_000;
    }

    private int pick(int... values) {
        return values[random.nextInt(values.length)];
    }

    private long int64() {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return unscaled(decimal).longValueExact();
        }
        if (logical instanceof TimeLogicalTypeAnnotation time) {
            boolean micros = time.getUnit() == LogicalTypeAnnotation.TimeUnit.MICROS;
            long day = micros ? 86_400_000_000L : 86_400_000_000_000L;
            return edge() ? day - 1 : Math.floorMod(random.nextLong(), day);
        }
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            long millis = edge() ? 0 : random.nextLong() % 4_000_000_000_000L;
            return switch (timestamp.getUnit()) {
                case MILLIS -> millis;
                case MICROS -> millis * 1_000 + random.nextInt(1_000);
                case NANOS -> millis * 1_000_000 + random.nextInt(1_000_000);
            };
        }
        return edge() ? List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE).get(random.nextInt(4)) : random.nextLong();
    }

    private double real(double least, double greatest) {
        if (withNaN && random.nextInt(16) == 0) {
            return Double.NaN;
        }
        double sign = random.nextBoolean() ? 1 : -1;
        return edge()
                ? sign
                        * List.of(0.0, 1.0, Double.POSITIVE_INFINITY, least, greatest)
                                .get(random.nextInt(5))
                : sign * random.nextInt(1 << 20) / 64.0;
    }

    /** Nanoseconds of the day and Julian day, as Impala and Spark write timestamps; 1900 to 2200. */
    private Binary int96() {
        long nanosOfDay = edge() ? 0 : Math.floorMod(random.nextLong(), 86_400_000_000_000L);
        int julianDay = 2_415_021 + random.nextInt(109_000);
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        return Binary.fromConstantByteArray(
                bytes.putLong(nanosOfDay).putInt(julianDay).array());
    }

    private byte[] binary() {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical == null || logical instanceof LogicalTypeAnnotation.BsonLogicalTypeAnnotation) {
            return random.nextInt(16) == 0 ? new byte[] {(byte) 0xff, (byte) 0xc0, 0x41} : bytes(length());
        }
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return unscaled(decimal).toByteArray();
        }
        if (logical instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation) {
            String json = edge() ? JSONS.get(random.nextInt(JSONS.size())) : "{\"n\":" + random.nextInt() + "}";
            return json.getBytes(StandardCharsets.UTF_8);
        }
        String text = edge() ? TEXTS.get(random.nextInt(TEXTS.size())) : letters(length());
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Mostly short, sometimes longer than an index entry, seldom longer than the statistics that writers keep. */
    private int length() {
        int dice = random.nextInt(400);
        return dice == 0 ? 5_000 : dice < 12 ? 60 + random.nextInt(20) : random.nextInt(14);
    }

    private String letters(int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 'a', 'z' + 1).forEach(c -> text.append((char) c));
        return text.toString();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] fixed(int length) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return signExtended(unscaled(decimal).toByteArray(), length);
        }
        if (logical instanceof LogicalTypeAnnotation.Float16LogicalTypeAnnotation) {
            return float16();
        }
        if (logical instanceof LogicalTypeAnnotation.UUIDLogicalTypeAnnotation) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            return ByteBuffer.allocate(16)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
        }
        if (logical instanceof LogicalTypeAnnotation.IntervalLogicalTypeAnnotation) {
            ByteBuffer interval = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            return interval.putInt(random.nextInt(100))
                    .putInt(random.nextInt(100))
                    .putInt(random.nextInt(86_400_000))
                    .array();
        }
        return bytes(length);
    }

    /** The format's half floats are little-endian. */
    private byte[] float16() {
        int half =
                edge() ? pick(0, 0x8000, 0x7c00, 0xfc00, 1, 0x7bff) : random.nextInt(0x7c00) | random.nextInt(2) << 15;
        int bits = withNaN && random.nextInt(16) == 0 ? 0x7e00 : half;
        return new byte[] {(byte) bits, (byte) (bits >> 8)};
    }

    private BigInteger unscaled(DecimalLogicalTypeAnnotation decimal) {
        BigInteger limit = BigInteger.TEN.pow(decimal.getPrecision());
        BigInteger value = edge()
                ? List.of(BigInteger.ZERO, limit.subtract(BigInteger.ONE)).get(random.nextInt(2))
                : new BigInteger(limit.bitLength() + 8, random).mod(limit);
        return random.nextBoolean() ? value : value.negate();
    }

    private static byte[] signExtended(byte[] bigEndian, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) (bigEndian[0] < 0 ? -1 : 0));
        System.arraycopy(bigEndian, 0, bytes, length - bigEndian.length, bigEndian.length);
        return bytes;
    }
}
