package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.jspecify.annotations.Nullable;

/**
 * Checks the lengths in pages of DELTA_LENGTH_BYTE_ARRAY and DELTA_BYTE_ARRAY: parquet-java's decoders step back for a
 * negative one, and allocate what a prefix claims before they look whether there is as much.
 */
final class DeltaLengths {

    private final long mostBytes;

    /** @param mostBytes of one value */
    DeltaLengths(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** @param content the bytes of all values */
    void checkLengths(PageBytes lengths, PageBytes content, int count) {
        checkPrefixes(null, lengths, content, count);
    }

    /**
     * Checks values that share their first bytes with the one before. How long the value before the first one is, is
     * not known, because early writers let pages go on where the one before ended.
     */
    void checkPrefixes(@Nullable PageBytes prefixes, PageBytes suffixes, PageBytes content, int count) {
        DeltaBinaryPackingValuesReader prefix = prefixes == null ? null : open(prefixes, count);
        DeltaBinaryPackingValuesReader suffix = open(suffixes, count);
        long left = content.length();
        long previous = mostBytes;
        for (int i = 0; i < count; i++) {
            int shared = prefix == null ? 0 : prefix.readInteger();
            int own = suffix.readInteger();
            if (shared < 0 || shared > previous || own < 0 || own > left) {
                throw ContentException.corrupt("a value of " + shared + " and " + own
                        + " bytes where the one before has " + previous + " and " + left + " are left");
            }
            left -= own;
            previous = (long) shared + own;
            requireWithin(previous);
        }
    }

    private void requireWithin(long valueBytes) {
        if (valueBytes > mostBytes) {
            throw ContentException.tooLarge("a value of " + valueBytes + " bytes needs more memory than the "
                    + mostBytes + " bytes that the budget leaves for it");
        }
    }

    private static DeltaBinaryPackingValuesReader open(PageBytes stream, int count) {
        DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
        try {
            reader.initFromPage(count, stream.asInput().toInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader;
    }
}
