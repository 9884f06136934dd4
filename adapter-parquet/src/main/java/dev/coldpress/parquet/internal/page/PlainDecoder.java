package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.port.parquet.PhysicalType;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;

/**
 * Brings the values of a page from the delta encodings or byte stream split into the PLAIN encoding. The pages have
 * passed the checks of {@code ChunkPages}, which may leave out those of {@link DeltaLengths}. For one thread.
 */
public final class PlainDecoder {

    private final ReusableBytes plain = new ReusableBytes();
    private long[] prefixes = new long[0];
    private long[] lengths = new long[0];

    /**
     * The values, which are valid until the next call.
     *
     * @param count how many there are, from 1 on
     * @param mostBytes what they may take
     * @throws UnfitException if the type has not got the encoding, or the bytes are not exactly those of the values
     * @throws RuntimeException of any kind if the bytes are damaged, or the values need too much memory
     */
    PageBytes decode(LeafColumn leaf, PageBytes bytes, Encoding encoding, int count, long mostBytes) {
        if (PlainEncoder.supported(leaf, encoding) != encoding) {
            throw new UnfitException(TierReason.ENCODING, "values encoded as " + encoding);
        }
        int width = PageEntries.width(leaf);
        return switch (encoding) {
            case DELTA_BINARY_PACKED -> numbers(bytes, width, count, mostBytes);
            case DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY ->
                strings(bytes, encoding == Encoding.DELTA_BYTE_ARRAY, fixedLength(leaf), count, mostBytes);
            case BYTE_STREAM_SPLIT -> streams(bytes, width, count, mostBytes);
            default -> throw new UnfitException(TierReason.ENCODING, "values encoded as " + encoding);
        };
    }

    private static int fixedLength(LeafColumn leaf) {
        return leaf.physicalType() == PhysicalType.BYTE_ARRAY ? PageEntries.VARIABLE : PageEntries.width(leaf);
    }

    private PageBytes numbers(PageBytes bytes, int width, int count, long mostBytes) {
        lengths = room(lengths, count);
        requireEnd(DeltaRuns.unpack(bytes, count, lengths).length());
        byte[] into = plain.room(length((long) count * width, mostBytes));
        long[] numbers = lengths;
        if (width == Integer.BYTES) {
            for (int i = 0; i < count; i++) {
                LittleEndian.putInt(into, i * Integer.BYTES, (int) numbers[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                LittleEndian.putLong(into, i * Long.BYTES, numbers[i]);
            }
        }
        return new PageBytes(into, 0, count * width);
    }

    private PageBytes streams(PageBytes bytes, int width, int count, long mostBytes) {
        int length = length((long) count * width, mostBytes);
        requireEnd((long) bytes.length() - length);
        byte[] from = bytes.array();
        byte[] into = plain.room(length);
        int at = bytes.from();
        for (int stream = 0; stream < width; stream++) {
            int to = stream;
            for (int i = 0; i < count; i++) {
                into[to] = from[at++];
                to += width;
            }
        }
        return new PageBytes(into, 0, length);
    }

    /** @param fixed length of each value, or {@link PageEntries#VARIABLE} */
    private PageBytes strings(PageBytes bytes, boolean areShared, int fixed, int count, long mostBytes) {
        PageBytes rest = bytes;
        prefixes = room(prefixes, count);
        lengths = room(lengths, count);
        if (areShared) {
            rest = DeltaRuns.unpack(rest, count, prefixes);
        } else {
            Arrays.fill(prefixes, 0, count, 0);
        }
        rest = DeltaRuns.unpack(rest, count, lengths);
        long left = rest.length();
        long previous = 0;
        long total = fixed == PageEntries.VARIABLE ? (long) count * Integer.BYTES : 0;
        for (int i = 0; i < count; i++) {
            long shared = prefixes[i];
            long own = lengths[i];
            if (shared < 0 || shared > previous || own < 0 || own > left) {
                throw ContentException.corrupt("a value of " + shared + " and " + own
                        + " bytes where the one before has " + previous + " and " + left + " are left");
            }
            left -= own;
            previous = shared + own;
            total += previous;
            if (fixed != PageEntries.VARIABLE && previous != fixed) {
                throw ContentException.corrupt("a value of " + previous + " bytes in a column of " + fixed);
            }
        }
        requireEnd(left);
        int length = length(total, mostBytes);
        byte[] into = plain.room(length + ShortCopies.SLACK);
        join(rest, fixed == PageEntries.VARIABLE, count, into);
        return new PageBytes(into, 0, length);
    }

    private void join(PageBytes suffixes, boolean withLengths, int count, byte[] into) {
        byte[] array = suffixes.array();
        long[] shares = prefixes;
        long[] owns = lengths;
        int last = array.length - ShortCopies.SLACK;
        int at = suffixes.from();
        int to = 0;
        int previous = 0;
        for (int i = 0; i < count; i++) {
            int shared = (int) shares[i];
            int own = (int) owns[i];
            if (withLengths) {
                LittleEndian.putInt(into, to, shared + own);
                to += Integer.BYTES;
            }
            if (shared > ShortCopies.MOST) {
                System.arraycopy(into, previous, into, to, shared);
            } else if (shared > 0) {
                ShortCopies.copy(into, previous, into, to, shared);
            }
            previous = to;
            to += shared;
            if (own > ShortCopies.MOST || at > last - own) {
                System.arraycopy(array, at, into, to, own);
            } else if (own > 0) {
                ShortCopies.copy(array, at, into, to, own);
            }
            to += own;
            at += own;
        }
    }

    /** Others read such a page; it cannot be moved, and is not worth more. */
    private static void requireEnd(long left) {
        if (left != 0) {
            throw new UnfitException(TierReason.OTHER_CONTENT, left + " bytes behind the values");
        }
    }

    private static int length(long bytes, long mostBytes) {
        if (bytes > Math.min(mostBytes, Integer.MAX_VALUE / 2)) {
            throw ContentException.tooLarge("values of " + bytes + " bytes need more memory than the " + mostBytes
                    + " bytes that the budget leaves for them");
        }
        return (int) bytes;
    }

    private static long[] room(long[] array, int length) {
        return array.length >= length ? array : new long[Math.max(length, 2 * array.length)];
    }
}
