package dev.coldpress.parquet.spec;

import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.port.parquet.ParquetCodec;

/** The only place of these tests that knows which implementation they run against. */
final class CodecUnderTest {

    private CodecUnderTest() {}

    static ParquetCodec create() {
        return new ParquetJavaCodec();
    }
}
