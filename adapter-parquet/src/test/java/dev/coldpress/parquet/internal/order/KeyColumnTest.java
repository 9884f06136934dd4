package dev.coldpress.parquet.internal.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.ValueRange;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys are in the order of the values, which a comparator tells that has nothing in common with them. */
class KeyColumnTest {

    private static final Random RANDOM = new Random(7);

    /**
     * A type with values of it.
     *
     * @param order of the values
     */
    private record Type(String name, LeafColumn leaf, List<byte[]> values, Comparator<byte[]> order) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static <T extends Comparable<T>> Type type(
            PhysicalType physical, String logical, int length, Stream<byte[]> values, Function<byte[], T> read) {
        return new Type(
                physical + " " + logical,
                TestColumns.leaf(physical, logical, length),
                values.toList(),
                Comparator.comparing(read));
    }

    private static ByteBuffer buffer(byte[] value) {
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Stream<byte[]> ints() {
        int[] edges = {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1, 0, 1, 255, 256, Integer.MAX_VALUE};
        return Stream.concat(Arrays.stream(edges).boxed(), RANDOM.ints(20).boxed())
                .map(value -> TestColumns.number((int) value));
    }

    private static Stream<byte[]> longs() {
        long[] edges = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, 1L << 32, Long.MAX_VALUE - 1, Long.MAX_VALUE};
        return Stream.concat(Arrays.stream(edges).boxed(), RANDOM.longs(20).boxed())
                .map(value -> TestColumns.number((long) value));
    }

    private static Stream<byte[]> floats() {
        int[] bits = {
            0, 0x80000000, 1, 0x80000001, 0x7F800000, 0xFF800000, 0x7FC00000, 0xFFC00000, 0x7F800001, 0x3F800000
        };
        return Stream.concat(Arrays.stream(bits).boxed(), RANDOM.ints(20).boxed())
                .map(value -> TestColumns.number((int) value));
    }

    private static Stream<byte[]> doubles() {
        long[] bits = {
            0,
            Long.MIN_VALUE,
            1,
            Long.MIN_VALUE + 1,
            Double.doubleToRawLongBits(Double.POSITIVE_INFINITY),
            Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY),
            0x7FF8000000000000L,
            0xFFF8000000000001L,
            Double.doubleToRawLongBits(1.5)
        };
        return Stream.concat(Arrays.stream(bits).boxed(), RANDOM.longs(20).boxed())
                .map(value -> TestColumns.number((long) value));
    }

    private static Stream<byte[]> halves() {
        int[] bits = {0, 0x8000, 1, 0x8001, 0x3C00, 0xBC00, 0x7BFF, 0xFBFF, 0x7C00, 0xFC00, 0x7E00, 0xFE00, 0x7C01};
        return Stream.concat(Arrays.stream(bits).boxed(), RANDOM.ints(20).boxed())
                .map(value -> new byte[] {(byte) (int) value, (byte) (value >> 8)});
    }

    private static double half(byte[] value) {
        int bits = buffer(value).getShort() & 0xFFFF;
        int exponent = (bits >> 10) & 31;
        int fraction = bits & 1023;
        double magnitude = exponent == 31
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * Math.pow(2, exponent - 25);
        return (bits >= 0x8000 ? -magnitude : magnitude) + 0.0;
    }

    private static Stream<byte[]> texts() {
        List<String> texts = new ArrayList<>(List.of("", "a", "a\0", "a\0\0", "ab", "b", "\u00ff", "\u00ffa"));
        for (String start : List.of("eightbyt", "sixteen bytes ok", "sixteen bytes ok and far more than that")) {
            texts.addAll(List.of(start, start + "\0", start + "a", start + "b", start + "ba"));
        }
        return texts.stream().map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Stream<byte[]> decimals() {
        return Stream.concat(
                        Stream.of("0", "1", "-1", "127", "128", "-128", "-129", "255", "256", "-255", "-256", "-257")
                                .map(BigInteger::new),
                        Stream.of(31, 32, 33, 63, 64, 65, 120, 126)
                                .flatMap(bit -> Stream.of(-1, 0, 1)
                                        .map(more ->
                                                BigInteger.ONE.shiftLeft(bit).add(BigInteger.valueOf(more))))
                                .flatMap(value -> Stream.of(value, value.negate())))
                .map(BigInteger::toByteArray);
    }

    private static byte[] padded(byte[] value, int length) {
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) (value[0] < 0 ? -1 : 0));
        System.arraycopy(value, 0, padded, length - value.length, value.length);
        return padded;
    }

    static Stream<Type> types() {
        Function<byte[], Integer> signed = value -> buffer(value).getInt();
        Function<byte[], Long> wide = value -> buffer(value).getLong();
        Function<byte[], Long> unsigned =
                value -> Integer.toUnsignedLong(buffer(value).getInt());
        Function<byte[], BigInteger> unsignedWide =
                value -> new BigInteger(Long.toUnsignedString(buffer(value).getLong()));
        Function<byte[], String> text = value -> new String(value, StandardCharsets.ISO_8859_1);
        return Stream.of(
                type(PhysicalType.BOOLEAN, "", 0, Stream.of(new byte[] {0}, new byte[] {1}), value -> value[0]),
                type(PhysicalType.INT32, "", 0, ints(), signed),
                type(PhysicalType.INT32, "DATE", 0, ints(), signed),
                type(PhysicalType.INT32, "DECIMAL(9,2)", 0, ints(), signed),
                type(PhysicalType.INT32, "INTEGER(32,false)", 0, ints(), unsigned),
                type(PhysicalType.INT64, "", 0, longs(), wide),
                type(PhysicalType.INT64, "TIMESTAMP(MICROS,true)", 0, longs(), wide),
                type(PhysicalType.INT64, "INTEGER(64,false)", 0, longs(), unsignedWide),
                type(PhysicalType.FLOAT, "", 0, floats(), value -> buffer(value).getFloat() + 0.0f),
                type(
                        PhysicalType.DOUBLE,
                        "",
                        0,
                        doubles(),
                        value -> buffer(value).getDouble() + 0.0),
                type(PhysicalType.FIXED_LEN_BYTE_ARRAY, "FLOAT16", 2, halves(), KeyColumnTest::half),
                type(PhysicalType.BYTE_ARRAY, "", 0, texts(), text),
                type(
                        PhysicalType.BYTE_ARRAY,
                        "STRING",
                        0,
                        Stream.of("", "a", "ab", "b").map(word -> word.getBytes(StandardCharsets.UTF_8)),
                        text),
                type(PhysicalType.FIXED_LEN_BYTE_ARRAY, "UUID", 16, decimals().map(v -> padded(v, 16)), text),
                type(
                        PhysicalType.FIXED_LEN_BYTE_ARRAY,
                        "DECIMAL(38,4)",
                        16,
                        decimals().map(v -> padded(v, 16)),
                        BigInteger::new),
                type(
                        PhysicalType.BYTE_ARRAY,
                        "DECIMAL(38,4)",
                        0,
                        decimals().flatMap(v -> Stream.of(v, padded(v, v.length + 3))),
                        BigInteger::new));
    }

    @ParameterizedTest
    @MethodSource("types")
    void eachPairOfValuesIsInOrder(Type type) {
        List<byte @Nullable []> values = new ArrayList<>(type.values());
        values.add(1, null);
        for (SortColumn order : List.of(
                new SortColumn("k", false, false),
                new SortColumn("k", false, true),
                new SortColumn("k", true, false),
                new SortColumn("k", true, true))) {
            Comparator<byte[]> direction = order.descending() ? type.order().reversed() : type.order();
            Comparator<byte @Nullable []> expected =
                    order.nullsFirst() ? Comparator.nullsFirst(direction) : Comparator.nullsLast(direction);
            check(new KeyColumn(TestColumns.rows(type.leaf(), values, false), order), values, expected);
            check(new KeyColumn(TestColumns.rows(type.leaf(), values, true), order), values, expected);
            check(
                    new KeyColumn(
                            TestColumns.rows(type.leaf(), new ArrayList<byte @Nullable []>(type.values()), false),
                            order),
                    new ArrayList<byte @Nullable []>(type.values()),
                    expected);
        }
    }

    /** {@link FooterRanges} tells them so. */
    @ParameterizedTest
    @MethodSource("types")
    void boundsAreBytesInTheOrderOfTheValues(Type type) {
        for (byte[] a : type.values()) {
            for (byte[] b : type.values()) {
                byte[] boundOfA = FooterRanges.comparable(a, type.leaf());
                byte[] boundOfB = FooterRanges.comparable(b, type.leaf());
                assertThat(Integer.signum(ValueRange.compare(boundOfA, boundOfB)))
                        .as(Arrays.toString(a) + " and " + Arrays.toString(b))
                        .isEqualTo(Integer.signum(type.order().compare(a, b)));
            }
        }
    }

    private static void check(KeyColumn keys, List<byte @Nullable []> values, Comparator<byte @Nullable []> expected) {
        for (int a = 0; a < values.size(); a++) {
            for (int b = 0; b < values.size(); b++) {
                int wanted = Integer.signum(expected.compare(values.get(a), values.get(b)));
                String pair = Arrays.toString(values.get(a)) + " and " + Arrays.toString(values.get(b));
                assertThat(Integer.signum(keys.compare(a, b))).as(pair).isEqualTo(wanted);
                if (wanted < 0) {
                    assertThat(Long.compareUnsigned(keys.key(a), keys.key(b)))
                            .as("keys of " + pair)
                            .isNotPositive();
                }
            }
        }
    }

    @Test
    void valuesWithoutAnOrderAreRefused() {
        assertThatThrownBy(() -> KeyType.of(TestColumns.leaf(PhysicalType.INT96, "", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("k: values of INT96");
    }
}
