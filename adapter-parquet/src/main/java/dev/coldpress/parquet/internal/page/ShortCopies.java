package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.LittleEndian;

/** Copies of few bytes, eight at a time: for those, Java's own way takes longer to begin than to copy. */
final class ShortCopies {

    /** From about here on Java's own way is faster. */
    static final int MOST = 48;

    /** So many bytes behind the ones that are copied have to be within both arrays; those of the target may change. */
    static final int SLACK = Long.BYTES;

    private ShortCopies() {}

    /**
     * Copies {@code length} bytes, at least one. Within one array the target begins behind all that is copied, or the
     * length is eight at most.
     */
    static void copy(byte[] from, int at, byte[] into, int to, int length) {
        int i = 0;
        do {
            LittleEndian.putLong(into, to + i, LittleEndian.longAt(from, at + i));
            i += Long.BYTES;
        } while (i < length);
    }
}
