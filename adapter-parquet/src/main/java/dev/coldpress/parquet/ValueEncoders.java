package dev.coldpress.parquet;

import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bitpacking.DevNullValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainBinaryDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainFixedLenArrayDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainIntegerDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainLongDictionaryValuesWriter;
import org.apache.parquet.column.values.fallback.FallbackValuesWriter;
import org.apache.parquet.column.values.plain.BooleanPlainValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;

/**
 * parquet-java's encoders: a dictionary first, and once it does not pay, PLAIN for the rest of the chunk. There is no way
 * back, because Spark's vectorised reader returns wrong values when a dictionary-encoded page follows a plain one.
 */
final class ValueEncoders {

    /** As parquet-java has it. */
    static final int MAX_DICTIONARY_BYTES = 1 << 20;

    private static final int FIRST_SLAB_BYTES = 1024;
    private static final int INT96_BYTES = 12;

    private static final ByteBufferAllocator ALLOCATOR = HeapByteBufferAllocator.getInstance();

    private ValueEncoders() {}

    static ValuesWriter levels(int maxLevel, int pageBytes) {
        return maxLevel == 0
                ? new DevNullValuesWriter()
                : new RunLengthBitPackingHybridValuesWriter(
                        BytesUtils.getWidthFromMaxInt(maxLevel), FIRST_SLAB_BYTES, pageBytes, ALLOCATOR);
    }

    static ValuesWriter values(LeafColumn leaf, int pageBytes) {
        return switch (leaf.physicalType()) {
            case BOOLEAN -> new BooleanPlainValuesWriter();
            case INT32, FLOAT ->
                FallbackValuesWriter.of(
                        new PlainIntegerDictionaryValuesWriter(
                                MAX_DICTIONARY_BYTES, Encoding.RLE_DICTIONARY, Encoding.PLAIN, ALLOCATOR),
                        plain(pageBytes));
            case INT64, DOUBLE ->
                FallbackValuesWriter.of(
                        new PlainLongDictionaryValuesWriter(
                                MAX_DICTIONARY_BYTES, Encoding.RLE_DICTIONARY, Encoding.PLAIN, ALLOCATOR),
                        plain(pageBytes));
            case BYTE_ARRAY ->
                FallbackValuesWriter.of(
                        new PlainBinaryDictionaryValuesWriter(
                                MAX_DICTIONARY_BYTES, Encoding.RLE_DICTIONARY, Encoding.PLAIN, ALLOCATOR),
                        plain(pageBytes));
            case INT96 -> fixed(INT96_BYTES, pageBytes);
            case FIXED_LEN_BYTE_ARRAY -> fixed(leaf.node().typeLength(), pageBytes);
        };
    }

    private static ValuesWriter plain(int pageBytes) {
        return new PlainValuesWriter(FIRST_SLAB_BYTES, pageBytes, ALLOCATOR);
    }

    private static ValuesWriter fixed(int length, int pageBytes) {
        return FallbackValuesWriter.of(
                new PlainFixedLenArrayDictionaryValuesWriter(
                        MAX_DICTIONARY_BYTES, length, Encoding.RLE_DICTIONARY, Encoding.PLAIN, ALLOCATOR),
                new FixedLenByteArrayPlainValuesWriter(length, FIRST_SLAB_BYTES, pageBytes, ALLOCATOR));
    }
}
