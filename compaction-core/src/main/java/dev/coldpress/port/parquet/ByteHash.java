package dev.coldpress.port.parquet;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Tells bytes apart: the CRC-32 of them in the upper half, their CRC-32C in the lower. Both polynomials together notice
 * what one of 64 bits would, and the processor computes both faster than memory delivers the bytes. It is no protection
 * against somebody who makes up bytes on purpose. The value stands in files, so it never changes.
 */
public final class ByteHash {

    private ByteHash() {}

    /** Of the bytes between the buffer's position and its limit, which both stay as they are. */
    public static long of(ByteBuffer bytes) {
        CRC32 upper = new CRC32();
        upper.update(bytes.duplicate());
        CRC32C lower = new CRC32C();
        lower.update(bytes.duplicate());
        return upper.getValue() << Integer.SIZE | lower.getValue();
    }
}
