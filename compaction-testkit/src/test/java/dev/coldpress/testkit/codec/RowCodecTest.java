package dev.coldpress.testkit.codec;

import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.PhysicalType;
import java.util.List;

/** The shortest codec that fulfils the contract. */
class RowCodecTest implements CodecContract {

    @Override
    public ParquetCodec codec() {
        return new RowCodec();
    }

    @Override
    public byte[] file(List<String> rows) {
        return RowCodec.file(PhysicalType.BYTE_ARRAY, rows);
    }

    @Override
    public List<String> rows(byte[] file) {
        return RowCodec.rows(file);
    }
}
