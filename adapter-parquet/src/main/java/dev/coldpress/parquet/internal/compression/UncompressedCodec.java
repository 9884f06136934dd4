package dev.coldpress.parquet.internal.compression;

import org.apache.parquet.format.CompressionCodec;

/** No compression. Reading takes pages where they lie and does not come here. */
public final class UncompressedCodec implements PageCodec {

    @Override
    public CompressionCodec name() {
        return CompressionCodec.UNCOMPRESSED;
    }

    @Override
    public int maxCompressedLength(int length) {
        return length;
    }

    @Override
    public int compress(byte[] from, int offset, int length, byte[] into) {
        System.arraycopy(from, offset, into, 0, length);
        return length;
    }

    @Override
    public long mostFrom(int compressedLength) {
        return compressedLength;
    }

    @Override
    public void decompress(byte[] from, int offset, int compressedLength, byte[] into, int length) {
        PageDecompressor.requireLength(compressedLength, length);
        System.arraycopy(from, offset, into, 0, length);
    }
}
