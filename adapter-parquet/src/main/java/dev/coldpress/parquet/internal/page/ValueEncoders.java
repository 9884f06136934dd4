package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.port.parquet.PhysicalType;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.RequiresFallback;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bitpacking.DevNullValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.FixedLenByteArrayByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.IntegerByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.LongByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainBinaryDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainFixedLenArrayDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainIntegerDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainLongDictionaryValuesWriter;
import org.apache.parquet.column.values.fallback.FallbackValuesWriter;
import org.apache.parquet.column.values.plain.BooleanPlainValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;
import org.jspecify.annotations.Nullable;

/**
 * parquet-java's encoders: a dictionary first, and once it does not pay, another encoding for the rest of the chunk.
 * There is no way back, because Spark's vectorised reader returns wrong values when a dictionary-encoded page follows
 * another.
 */
public final class ValueEncoders {

    /** As parquet-java has it. */
    public static final int MAX_DICTIONARY_BYTES = 1 << 20;

    private static final int FIRST_SLAB_BYTES = 1024;
    private static final int INT96_BYTES = 12;
    private static final ByteBufferAllocator ALLOCATOR = HeapByteBufferAllocator.getInstance();

    private final PhysicalType type;
    private final int fixedLength;
    private final int pageBytes;
    private final EncodingPlan plan;

    private ValueEncoders(LeafColumn leaf, PageLimits limits, EncodingPlan plan) {
        this.type = leaf.physicalType();
        this.fixedLength =
                type == PhysicalType.INT96 ? INT96_BYTES : leaf.node().typeLength();
        this.pageBytes = limits.bytes();
        this.plan = plan;
    }

    public static ValuesWriter levels(int maxLevel, int pageBytes) {
        return maxLevel == 0 ? new DevNullValuesWriter() : runs(BytesUtils.getWidthFromMaxInt(maxLevel), pageBytes);
    }

    private static ValuesWriter runs(int width, int pageBytes) {
        return new RunLengthBitPackingHybridValuesWriter(width, FIRST_SLAB_BYTES, pageBytes, ALLOCATOR);
    }

    public static ValuesWriter values(LeafColumn leaf, PageLimits limits, EncodingPlan plan) {
        ValueEncoders encoders = new ValueEncoders(leaf, limits, plan);
        ValuesWriter fallback = encoders.fallback();
        int most = limits.mostDictionaryBytes(plan.dictionary());
        return plan.mayUseDictionary() ? encoders.withDictionary(most, fallback) : fallback;
    }

    /** Encodings that the format does not have for the type become PLAIN. */
    private ValuesWriter fallback() {
        ValuesWriter special = switch (plan.fallback()) {
            case DELTA_BINARY_PACKED -> deltas();
            case DELTA_LENGTH_BYTE_ARRAY ->
                type == PhysicalType.BYTE_ARRAY
                        ? new DeltaLengthByteArrayValuesWriter(FIRST_SLAB_BYTES, pageBytes, ALLOCATOR)
                        : null;
            case DELTA_BYTE_ARRAY ->
                type == PhysicalType.BYTE_ARRAY || type == PhysicalType.FIXED_LEN_BYTE_ARRAY
                        ? new DeltaByteArrayWriter(FIRST_SLAB_BYTES, pageBytes, ALLOCATOR)
                        : null;
            case BYTE_STREAM_SPLIT -> streams();
            case RLE -> type == PhysicalType.BOOLEAN ? runs(1, pageBytes) : null;
            default -> null;
        };
        return special == null ? plain() : special;
    }

    private @Nullable ValuesWriter deltas() {
        int block = plan.deltas().values();
        int parts = plan.deltas().parts();
        return switch (type) {
            case INT32 ->
                new DeltaBinaryPackingValuesWriterForInteger(block, parts, FIRST_SLAB_BYTES, pageBytes, ALLOCATOR);
            case INT64 ->
                new DeltaBinaryPackingValuesWriterForLong(block, parts, FIRST_SLAB_BYTES, pageBytes, ALLOCATOR);
            default -> null;
        };
    }

    /** Floats travel as the integers of their bits. */
    private @Nullable ValuesWriter streams() {
        return switch (type) {
            case INT32, FLOAT -> new IntegerByteStreamSplitValuesWriter(FIRST_SLAB_BYTES, pageBytes, ALLOCATOR);
            case INT64, DOUBLE -> new LongByteStreamSplitValuesWriter(FIRST_SLAB_BYTES, pageBytes, ALLOCATOR);
            case FIXED_LEN_BYTE_ARRAY ->
                fixedLength == 0
                        ? null
                        : new FixedLenByteArrayByteStreamSplitValuesWriter(
                                fixedLength, FIRST_SLAB_BYTES, pageBytes, ALLOCATOR);
            case BOOLEAN, INT96, BYTE_ARRAY -> null;
        };
    }

    private ValuesWriter plain() {
        return switch (type) {
            case BOOLEAN -> new BooleanPlainValuesWriter();
            case INT32, FLOAT, INT64, DOUBLE, BYTE_ARRAY ->
                new PlainValuesWriter(FIRST_SLAB_BYTES, pageBytes, ALLOCATOR);
            case INT96, FIXED_LEN_BYTE_ARRAY ->
                new FixedLenByteArrayPlainValuesWriter(fixedLength, FIRST_SLAB_BYTES, pageBytes, ALLOCATOR);
        };
    }

    private ValuesWriter withDictionary(int mostBytes, ValuesWriter fallback) {
        Encoding ids = Encoding.RLE_DICTIONARY;
        Encoding entries = Encoding.PLAIN;
        return switch (type) {
            case BOOLEAN -> fallback;
            case INT32, FLOAT ->
                of(new PlainIntegerDictionaryValuesWriter(mostBytes, ids, entries, ALLOCATOR), fallback);
            case INT64, DOUBLE -> of(new PlainLongDictionaryValuesWriter(mostBytes, ids, entries, ALLOCATOR), fallback);
            case BYTE_ARRAY -> of(new PlainBinaryDictionaryValuesWriter(mostBytes, ids, entries, ALLOCATOR), fallback);
            case INT96, FIXED_LEN_BYTE_ARRAY ->
                of(
                        new PlainFixedLenArrayDictionaryValuesWriter(mostBytes, fixedLength, ids, entries, ALLOCATOR),
                        fallback);
        };
    }

    private static <W extends ValuesWriter & RequiresFallback> ValuesWriter of(W dictionary, ValuesWriter fallback) {
        return FallbackValuesWriter.of(dictionary, fallback);
    }
}
