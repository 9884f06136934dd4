package dev.coldpress.parquet.internal.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import org.apache.parquet.format.CompressionCodec;

/** Zstandard. Its contexts hold native memory until {@link #close}. */
final class ZstdCodec implements PageCodec {

    static final int USUAL_LEVEL = 3;

    private final ZstdCompressCtx compressor;
    private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();

    ZstdCodec(int level) {
        compressor = new ZstdCompressCtx().setLevel(level);
    }

    @Override
    public CompressionCodec name() {
        return CompressionCodec.ZSTD;
    }

    @Override
    public int maxCompressedLength(int length) {
        return Math.toIntExact(Zstd.compressBound(length));
    }

    @Override
    public int compress(byte[] from, int offset, int length, byte[] into) {
        return compressor.compressByteArray(into, 0, into.length, from, offset, length);
    }

    /** A run-length block can stand for anything. */
    @Override
    public long mostFrom(int compressedLength) {
        return Long.MAX_VALUE;
    }

    @Override
    public void decompress(byte[] from, int offset, int compressedLength, byte[] into, int length) {
        PageDecompressor.requireLength(
                decompressor.decompressByteArray(into, 0, length, from, offset, compressedLength), length);
    }

    @Override
    public void close() {
        compressor.close();
        decompressor.close();
    }
}
