package dev.coldpress.parquet;

import dev.coldpress.port.parquet.ParquetCodec;

/** What tests of other packages need of the codec beside its public constructors. */
public final class CodecsUnderTest {

    private CodecsUnderTest() {}

    /** The tier that is right for everything, and nothing else: what the others are compared with. */
    public static ParquetCodec transcoding(int threads) {
        return new ParquetJavaCodec(threads, 0, true);
    }

    /** With two threads for sources of more than so many bytes together, on any machine. */
    public static ParquetCodec withTwoThreadsAbove(long bytes) {
        return new ParquetJavaCodec(2, bytes, false);
    }
}
