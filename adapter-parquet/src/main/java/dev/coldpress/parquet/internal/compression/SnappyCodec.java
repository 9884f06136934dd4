package dev.coldpress.parquet.internal.compression;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** Raw Snappy blocks. */
final class SnappyCodec implements PageCodec {

    @Override
    public CompressionCodec name() {
        return CompressionCodec.SNAPPY;
    }

    @Override
    public int maxCompressedLength(int length) {
        return Snappy.maxCompressedLength(length);
    }

    @Override
    public int compress(byte[] from, int offset, int length, byte[] into) {
        try {
            return Snappy.compress(from, offset, length, into, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The densest element is a copy of 64 bytes in 3. */
    @Override
    public long mostFrom(int compressedLength) {
        return 22L * compressedLength;
    }

    @Override
    public void decompress(byte[] from, int offset, int compressedLength, byte[] into, int length) {
        try {
            // The native code trusts the length in the block and not that of the array, so that one is checked first.
            PageDecompressor.requireLength(Snappy.uncompressedLength(from, offset, compressedLength), length);
            PageDecompressor.requireLength(Snappy.uncompress(from, offset, compressedLength, into, 0), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
