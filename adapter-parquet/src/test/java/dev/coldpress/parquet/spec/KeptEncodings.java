package dev.coldpress.parquet.spec;

import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.plain.BooleanPlainValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.schema.PrimitiveType;

/**
 * One encoding throughout, whatever the page version: PLAIN, as several sinks write, or a dictionary even where all
 * values differ, as the writers of pyarrow, Polars and arrow-rs do. parquet-java's own would fall back.
 */
final class KeptEncodings implements ValuesWriterFactory {

    private static final int SLAB_BYTES = 1 << 10;
    private static final int INT96_BYTES = 12;

    private final boolean dictionary;
    private ParquetProperties properties = ParquetProperties.builder().build();

    KeptEncodings(boolean dictionary) {
        this.dictionary = dictionary;
    }

    @Override
    public void initialize(ParquetProperties parquetProperties) {
        properties = parquetProperties;
    }

    @Override
    public ValuesWriter newValuesWriter(ColumnDescriptor column) {
        PrimitiveType type = column.getPrimitiveType();
        return dictionary && type.getPrimitiveTypeName() != PrimitiveType.PrimitiveTypeName.BOOLEAN
                ? dictionary(type)
                : plain(type);
    }

    private ValuesWriter plain(PrimitiveType type) {
        int page = properties.getPageSizeThreshold();
        ByteBufferAllocator allocator = properties.getAllocator();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> new BooleanPlainValuesWriter();
            case INT96 -> new FixedLenByteArrayPlainValuesWriter(INT96_BYTES, SLAB_BYTES, page, allocator);
            case FIXED_LEN_BYTE_ARRAY ->
                new FixedLenByteArrayPlainValuesWriter(type.getTypeLength(), SLAB_BYTES, page, allocator);
            case INT32, INT64, FLOAT, DOUBLE, BINARY -> new PlainValuesWriter(SLAB_BYTES, page, allocator);
        };
    }

    private ValuesWriter dictionary(PrimitiveType type) {
        int max = Integer.MAX_VALUE;
        Encoding ids = Encoding.RLE_DICTIONARY;
        Encoding entries = Encoding.PLAIN;
        ByteBufferAllocator allocator = properties.getAllocator();
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> new DictionaryValuesWriter.PlainIntegerDictionaryValuesWriter(max, ids, entries, allocator);
            case INT64 -> new DictionaryValuesWriter.PlainLongDictionaryValuesWriter(max, ids, entries, allocator);
            case FLOAT -> new DictionaryValuesWriter.PlainFloatDictionaryValuesWriter(max, ids, entries, allocator);
            case DOUBLE -> new DictionaryValuesWriter.PlainDoubleDictionaryValuesWriter(max, ids, entries, allocator);
            case INT96 ->
                new DictionaryValuesWriter.PlainFixedLenArrayDictionaryValuesWriter(
                        max, INT96_BYTES, ids, entries, allocator);
            case FIXED_LEN_BYTE_ARRAY ->
                new DictionaryValuesWriter.PlainFixedLenArrayDictionaryValuesWriter(
                        max, type.getTypeLength(), ids, entries, allocator);
            case BOOLEAN, BINARY ->
                new DictionaryValuesWriter.PlainBinaryDictionaryValuesWriter(max, ids, entries, allocator);
        };
    }
}
