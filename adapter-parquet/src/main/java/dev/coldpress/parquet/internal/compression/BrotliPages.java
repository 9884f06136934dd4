package dev.coldpress.parquet.internal.compression;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.brotli.dec.BrotliInputStream;

/** Brotli, as far as it has to be read: what is in it becomes ZSTD. */
final class BrotliPages implements PageDecompressor {

    /** RFC 7932, section 9.2: what one meta-block can hold. */
    private static final long MOST_PER_META_BLOCK = 1L << 24;

    /** A few bytes can be a whole meta-block, so that this rules nothing out that fits the memory. */
    @Override
    public long mostFrom(int compressedLength) {
        return MOST_PER_META_BLOCK * compressedLength;
    }

    @Override
    public void decompress(byte[] from, int offset, int compressedLength, byte[] into, int length) {
        try (BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(from, offset, compressedLength))) {
            int read = in.readNBytes(into, 0, length);
            PageDecompressor.requireLength(in.read() < 0 ? read : read + 1L, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
