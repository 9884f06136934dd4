package dev.coldpress.parquet.internal.compression;

import org.apache.parquet.format.CompressionCodec;

/** One compression codec that pages are written in, a page at a time. For one thread. */
public interface PageCodec extends PageDecompressor {

    CompressionCodec name();

    /** How many bytes {@link #compress} may write for {@code length} bytes. */
    int maxCompressedLength(int length);

    /** Compresses into {@code into} from its index 0 and returns how many bytes that took. */
    int compress(byte[] from, int offset, int length, byte[] into);
}
