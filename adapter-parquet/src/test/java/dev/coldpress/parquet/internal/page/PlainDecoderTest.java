package dev.coldpress.parquet.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.EncodingPlan.DeltaBlock;
import dev.coldpress.parquet.internal.page.EncodingPlan.DictionaryUse;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;

/** What parquet-java encodes is decoded here to the same values, and the other way round. */
class PlainDecoderTest {

    private static final int FIXED = 11;
    private static final long MOST_BYTES = 1 << 20;
    private static final PageLimits LIMITS = PageLimits.of(1 << 20, 20_000, MOST_BYTES, MOST_BYTES);

    private final PlainDecoder decoder = new PlainDecoder();
    private final PlainEncoder encoder = new PlainEncoder();

    /** Values of one page, in the encoding and in PLAIN. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Page(LeafColumn leaf, Encoding encoding, DeltaBlock deltas, int count, byte[] plain) {

        static Page random(long seed) {
            Random random = new Random(seed);
            PhysicalType[] types = {
                PhysicalType.INT32,
                PhysicalType.INT64,
                PhysicalType.FLOAT,
                PhysicalType.DOUBLE,
                PhysicalType.BYTE_ARRAY,
                PhysicalType.FIXED_LEN_BYTE_ARRAY
            };
            PhysicalType type = types[random.nextInt(types.length)];
            List<Encoding> encodings = new ArrayList<>(List.of(
                    Encoding.DELTA_BINARY_PACKED,
                    Encoding.DELTA_LENGTH_BYTE_ARRAY,
                    Encoding.DELTA_BYTE_ARRAY,
                    Encoding.BYTE_STREAM_SPLIT));
            LeafColumn leaf = column(type);
            encodings.removeIf(encoding -> PlainEncoder.supported(leaf, encoding) != encoding);
            Encoding encoding = encodings.get(random.nextInt(encodings.size()));
            int count = 1 + random.nextInt(random.nextBoolean() ? 5 : 700);
            DeltaBlock deltas =
                    random.nextBoolean() ? DeltaBlock.DEFAULT : new DeltaBlock(64 * (1 + random.nextInt(3)), 2);
            return new Page(leaf, encoding, deltas, count, plain(type, count, random));
        }

        private static byte[] plain(PhysicalType type, int count, Random random) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            int bits = random.nextInt(65);
            byte[] value = new byte[0];
            for (int i = 0; i < count; i++) {
                long number = bits == 0 ? 7 : random.nextLong() >> (64 - bits);
                switch (type) {
                    case INT32, FLOAT ->
                        plain.writeBytes(numbers(4).putInt((int) number).array());
                    case INT64, DOUBLE ->
                        plain.writeBytes(numbers(8).putLong(number).array());
                    default -> {
                        value = next(value, type == PhysicalType.FIXED_LEN_BYTE_ARRAY, random);
                        if (type == PhysicalType.BYTE_ARRAY) {
                            plain.writeBytes(numbers(4).putInt(value.length).array());
                        }
                        plain.writeBytes(value);
                    }
                }
            }
            return plain.toByteArray();
        }

        /** Mostly with the first bytes of the one before; some are empty, some the same, some long. */
        private static byte[] next(byte[] previous, boolean fixed, Random random) {
            int length = fixed ? FIXED : random.nextInt(random.nextInt(10) == 0 ? 300 : 20);
            byte[] value = new byte[length];
            random.nextBytes(value);
            int shared = random.nextInt(1 + Math.min(length, previous.length));
            System.arraycopy(previous, 0, value, 0, shared);
            return random.nextInt(5) == 0 ? previous.length == 0 && fixed ? value : previous : value;
        }

        private static ByteBuffer numbers(int length) {
            return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        }

        org.apache.parquet.column.Encoding parquetJavaEncoding() {
            return org.apache.parquet.column.Encoding.valueOf(encoding.name());
        }

        EncodingPlan plan() {
            return new EncodingPlan(DictionaryUse.NEVER, parquetJavaEncoding(), deltas, false, 0);
        }

        byte[] byParquetJava() throws IOException {
            ValuesWriter writer = ValueEncoders.values(leaf, LIMITS, plan());
            ByteBuffer values = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < count; i++) {
                switch (leaf.physicalType()) {
                    case INT32, FLOAT -> writer.writeInteger(values.getInt());
                    case INT64, DOUBLE -> writer.writeLong(values.getLong());
                    default -> writer.writeBytes(Binary.fromConstantByteArray(bytes(values)));
                }
            }
            return writer.getBytes().toInputStream().readAllBytes();
        }

        private byte[] bytes(ByteBuffer values) {
            byte[] value = new byte[leaf.physicalType() == PhysicalType.BYTE_ARRAY ? values.getInt() : FIXED];
            values.get(value);
            return value;
        }

        /** What parquet-java reads of the bytes, in PLAIN. */
        byte[] readByParquetJava(byte[] encoded) throws IOException {
            ValuesReader reader = parquetJavaEncoding().getValuesReader(leaf.bits(), ValuesType.VALUES);
            reader.initFromPage(count, ByteBufferInputStream.wrap(ByteBuffer.wrap(encoded)));
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                // Floats are read as the numbers of their bits.
                switch (leaf.physicalType()) {
                    case INT32, FLOAT ->
                        read.writeBytes(numbers(4).putInt(reader.readInteger()).array());
                    case INT64, DOUBLE ->
                        read.writeBytes(numbers(8).putLong(reader.readLong()).array());
                    default -> {
                        byte[] value = reader.readBytes().getBytes();
                        if (leaf.physicalType() == PhysicalType.BYTE_ARRAY) {
                            read.writeBytes(numbers(4).putInt(value.length).array());
                        }
                        read.writeBytes(value);
                    }
                }
            }
            return read.toByteArray();
        }
    }

    private static LeafColumn column(PhysicalType type) {
        int length = type == PhysicalType.FIXED_LEN_BYTE_ARRAY ? FIXED : 0;
        SchemaNode node = new SchemaNode("a", Repetition.REQUIRED, OptionalInt.empty(), "", type, length, List.of());
        return LeafColumn.of(new ParquetSchema(List.of(node))).get(0);
    }

    /** Somewhere in an array, which may end with them. */
    private static PageBytes placed(byte[] bytes, int before, int behind) {
        byte[] array = new byte[before + bytes.length + behind];
        Arrays.fill(array, (byte) 0x5A);
        System.arraycopy(bytes, 0, array, before, bytes.length);
        return new PageBytes(array, before, before + bytes.length);
    }

    private byte[] decode(Page page, PageBytes encoded) {
        new PageSections(page.leaf(), page.count(), MOST_BYTES)
                .checkValues(encoded, page.parquetJavaEncoding(), page.count(), false);
        PageBytes plain = decoder.decode(page.leaf(), encoded, page.encoding(), page.count(), MOST_BYTES);
        return Arrays.copyOfRange(plain.array(), plain.from(), plain.end());
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
    void readsWhatParquetJavaWrites(
            @ForAll long seed, @ForAll @IntRange(max = 9) int before, @ForAll @IntRange(max = 9) int behind)
            throws IOException {
        Page page = Page.random(seed);
        assertThat(decode(page, placed(page.byParquetJava(), before, behind))).isEqualTo(page.plain());
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
    void writesWhatParquetJavaReads(@ForAll long seed, @ForAll @IntRange(max = 9) int before) throws IOException {
        Page page = Page.random(seed);
        ReusableBytes into = new ReusableBytes();
        into.write(new byte[before], 0, before);
        encoder.encode(page.leaf(), page.encoding(), page.deltas(), page.plain(), page.count(), into);
        byte[] encoded = Arrays.copyOfRange(into.array(), before, into.size());
        assertThat(page.readByParquetJava(encoded)).isEqualTo(page.plain());
        assertThat(encoded).hasSameSizeAs(page.byParquetJava());
    }

    /** A bit more or less changes values, or is refused by an exception that the tier understands. */
    @Property(tries = 4000, shrinking = ShrinkingMode.OFF)
    void damagedBytesGiveWhatParquetJavaReadsOrAreRefused(@ForAll long seed, @ForAll int place, @ForAll int bit)
            throws IOException {
        Page page = Page.random(seed);
        byte[] encoded = page.byParquetJava();
        // What is in front has the lengths.
        int at = Math.floorMod(place, Math.min(encoded.length, 24));
        encoded[at] ^= (byte) (1 << (bit & 7));
        byte[] decoded;
        try {
            decoded = decode(page, placed(encoded, 3, 0));
        } catch (RuntimeException e) {
            return;
        }
        assertThat(decoded).isEqualTo(page.readByParquetJava(encoded));
    }

    /** Two bytes of suffixes, and lengths that make megabytes of them. */
    @Test
    void valuesThatUnfoldBeyondTheBudgetAreRefused() {
        int count = 3000;
        long[] prefixes = new long[count];
        long[] suffixes = new long[count];
        Arrays.fill(prefixes, 1, count, 1000);
        suffixes[0] = 1000;
        byte[] encoded = hostile(prefixes, suffixes, 1000);
        Page page = new Page(
                column(PhysicalType.BYTE_ARRAY), Encoding.DELTA_BYTE_ARRAY, DeltaBlock.DEFAULT, count, encoded);
        assertThatThrownBy(() -> decode(page, placed(encoded, 0, 0)))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("memory");
    }

    @Test
    void lengthsThatLieAreRefused() {
        requireRefused(new long[] {1, 0}, new long[] {1, 1});
        requireRefused(new long[] {0, 2}, new long[] {1, 1});
        requireRefused(new long[] {0, -1}, new long[] {1, 2});
        requireRefused(new long[] {0, 0}, new long[] {-1, 3});
        requireRefused(new long[] {0, 0}, new long[] {1, 2});
        requireRefused(new long[] {0, 0}, new long[] {Integer.MAX_VALUE, Integer.MAX_VALUE});
    }

    private void requireRefused(long[] prefixes, long[] suffixes) {
        byte[] encoded = hostile(prefixes, suffixes, 2);
        Page page =
                new Page(column(PhysicalType.BYTE_ARRAY), Encoding.DELTA_BYTE_ARRAY, DeltaBlock.DEFAULT, 2, encoded);
        assertThatThrownBy(() -> decode(page, placed(encoded, 0, 9)))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("are left");
    }

    @Test
    void bytesBehindTheValuesAreLeftToTranscode() {
        byte[] encoded = hostile(new long[] {0, 0}, new long[] {1, 1}, 3);
        Page page =
                new Page(column(PhysicalType.BYTE_ARRAY), Encoding.DELTA_BYTE_ARRAY, DeltaBlock.DEFAULT, 2, encoded);
        assertThatThrownBy(() -> decode(page, placed(encoded, 0, 0))).isInstanceOf(UnfitException.class);
    }

    private static byte[] hostile(long[] prefixes, long[] suffixes, int content) {
        ReusableBytes bytes = new ReusableBytes();
        DeltaPacker packer = new DeltaPacker();
        packer.pack(prefixes, prefixes.length, Integer.SIZE, DeltaBlock.DEFAULT, bytes);
        packer.pack(suffixes, suffixes.length, Integer.SIZE, DeltaBlock.DEFAULT, bytes);
        bytes.write(new byte[content], 0, content);
        return Arrays.copyOf(bytes.array(), bytes.size());
    }
}
