package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.page.EncodingPlan.DictionaryUse;

/**
 * When a data page is full, and a dictionary.
 *
 * @param bytes uncompressed, about
 * @param idBytes the same for what values that are ids of a dictionary would take without it
 * @param rows at most
 * @param maxBytes what a page that cannot be cut, because it is one row, may take
 * @param largeDictionaryBytes of a dictionary that is as large as memory allows
 */
public record PageLimits(int bytes, int idBytes, int rows, long maxBytes, int largeDictionaryBytes) {

    /** Bytes, rows, and plain bytes of ids, of a long page for those of another. */
    private static final int LONG_BYTES = 4;

    private static final int LONG_ROWS = 16;
    private static final int LONG_IDS = 16;

    /** A larger one costs every reader more than it saves. */
    private static final int MOST_DICTIONARY_BYTES = 4 * ValueEncoders.MAX_DICTIONARY_BYTES;

    /** Half of what a page may have for {@link PageDecoder} to take it apart. */
    private static final int MOST_ROWS = 1 << 19;

    public PageLimits {
        if (bytes <= 0 || rows <= 0) {
            throw new IllegalArgumentException("A page has at least one byte and one row: " + bytes + ", " + rows);
        }
    }

    /**
     * The limits of a merge.
     *
     * @param maxBytes of a page that is one row
     * @param wholePageBytes what a page may take if a column has all the memory of the merge
     */
    public static PageLimits of(int bytes, int rows, long maxBytes, long wholePageBytes) {
        long large = Math.min(MOST_DICTIONARY_BYTES, wholePageBytes / 8);
        return new PageLimits(bytes, bytes, rows, maxBytes, (int) Math.max(ValueEncoders.MAX_DICTIONARY_BYTES, large));
    }

    /** For pages that are small when they are compressed. */
    public PageLimits longer() {
        long manyBytes = Math.min((long) bytes * LONG_BYTES, Math.max(bytes, maxBytes / 2));
        return new PageLimits(
                (int) Math.min(Integer.MAX_VALUE / 2, manyBytes),
                (int) Math.min(Integer.MAX_VALUE / 2, (long) bytes * LONG_IDS),
                (int) Math.max(rows, Math.min(MOST_ROWS, (long) rows * LONG_ROWS)),
                maxBytes,
                largeDictionaryBytes);
    }

    /** Of the PLAIN bytes of its entries. */
    public int mostDictionaryBytes(DictionaryUse use) {
        return switch (use) {
            case NEVER -> 0;
            case IF_IT_PAYS, KEPT -> ValueEncoders.MAX_DICTIONARY_BYTES;
            case LARGE -> largeDictionaryBytes;
        };
    }
}
