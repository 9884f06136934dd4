package dev.coldpress.parquet.internal.compression;

import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import org.apache.parquet.format.CompressionCodec;

/** Raw LZ4 blocks, without any framing. */
final class Lz4RawCodec implements PageCodec {

    private final Lz4Compressor compressor = new Lz4Compressor();
    private final Lz4Decompressor decompressor = new Lz4Decompressor();

    @Override
    public CompressionCodec name() {
        return CompressionCodec.LZ4_RAW;
    }

    @Override
    public int maxCompressedLength(int length) {
        return compressor.maxCompressedLength(length);
    }

    @Override
    public int compress(byte[] from, int offset, int length, byte[] into) {
        return compressor.compress(from, offset, length, into, 0, into.length);
    }

    /** Each further byte of a length adds at most 255. */
    @Override
    public long mostFrom(int compressedLength) {
        return 255L * compressedLength;
    }

    @Override
    public void decompress(byte[] from, int offset, int compressedLength, byte[] into, int length) {
        PageDecompressor.requireLength(
                decompressor.decompress(from, offset, compressedLength, into, 0, length), length);
    }
}
