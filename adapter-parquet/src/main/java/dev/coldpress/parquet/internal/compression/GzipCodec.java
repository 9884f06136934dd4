package dev.coldpress.parquet.internal.compression;

import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.CompressionCodec;

/** Gzip. A page may consist of several members, which is why it is not read with a bare inflater. */
final class GzipCodec implements PageCodec {

    private final ReusableBytes compressed = new ReusableBytes();
    private final int level;

    /** @param level as {@link java.util.zip.Deflater} has it */
    GzipCodec(int level) {
        this.level = level;
    }

    @Override
    public CompressionCodec name() {
        return CompressionCodec.GZIP;
    }

    /**
     * Deflate stores what it cannot compress with 5 bytes for each block of 16 KB or more; header and trailer are 18.
     */
    @Override
    public int maxCompressedLength(int length) {
        return Math.addExact(length, length / 1024 + 128);
    }

    @Override
    public int compress(byte[] from, int offset, int length, byte[] into) {
        compressed.reset();
        try (GZIPOutputStream out = new LevelledOutput(compressed, level)) {
            out.write(from, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.arraycopy(compressed.array(), 0, into, 0, compressed.size());
        return compressed.size();
    }

    /** Deflate's densest code is 258 bytes in 2 bits. */
    @Override
    public long mostFrom(int compressedLength) {
        return 1032L * compressedLength;
    }

    @Override
    public void decompress(byte[] from, int offset, int compressedLength, byte[] into, int length) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(from, offset, compressedLength))) {
            int read = in.readNBytes(into, 0, length);
            PageDecompressor.requireLength(in.read() < 0 ? read : read + 1L, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class LevelledOutput extends GZIPOutputStream {

        LevelledOutput(OutputStream out, int level) throws IOException {
            super(out);
            def.setLevel(level);
        }
    }
}
