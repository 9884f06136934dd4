package dev.coldpress.parquet.spec;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.factory.DefaultValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;

/** Delta encodings whatever the page version; other writers than parquet-java put them into V1 pages too. */
final class DeltaWriters implements ValuesWriterFactory {

    private static final int SLAB_BYTES = 64;

    private final DefaultValuesWriterFactory defaults = new DefaultValuesWriterFactory();
    private ParquetProperties properties = ParquetProperties.builder().build();

    @Override
    public void initialize(ParquetProperties parquetProperties) {
        properties = parquetProperties;
        defaults.initialize(parquetProperties);
    }

    @Override
    public ValuesWriter newValuesWriter(ColumnDescriptor column) {
        int page = properties.getPageSizeThreshold();
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> new DeltaBinaryPackingValuesWriterForInteger(SLAB_BYTES, page, properties.getAllocator());
            case INT64 -> new DeltaBinaryPackingValuesWriterForLong(SLAB_BYTES, page, properties.getAllocator());
            case BINARY -> new DeltaLengthByteArrayValuesWriter(SLAB_BYTES, page, properties.getAllocator());
            case FIXED_LEN_BYTE_ARRAY -> new DeltaByteArrayWriter(SLAB_BYTES, page, properties.getAllocator());
            default -> defaults.newValuesWriter(column);
        };
    }
}
