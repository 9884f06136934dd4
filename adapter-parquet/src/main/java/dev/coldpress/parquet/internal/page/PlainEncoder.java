package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.EncodingPlan.DeltaBlock;
import org.apache.parquet.format.Encoding;

/**
 * Encodes values of the PLAIN encoding in the delta encodings or as byte stream split, a page at a time. For one
 * thread.
 */
public final class PlainEncoder {

    private final DeltaPacker packer = new DeltaPacker();
    private long[] prefixes = new long[0];
    private long[] lengths = new long[0];

    /** This encoding if the format has it for the type, and it is one that can be made here; else PLAIN. */
    public static Encoding supported(LeafColumn leaf, Encoding encoding) {
        boolean fits = switch (encoding) {
            case DELTA_BINARY_PACKED ->
                switch (leaf.physicalType()) {
                    case INT32, INT64 -> true;
                    default -> false;
                };
            case DELTA_LENGTH_BYTE_ARRAY -> PageEntries.width(leaf) == PageEntries.VARIABLE;
            case DELTA_BYTE_ARRAY ->
                switch (leaf.physicalType()) {
                    case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> true;
                    default -> false;
                };
            case BYTE_STREAM_SPLIT ->
                switch (leaf.physicalType()) {
                    case INT32, INT64, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY -> true;
                    default -> false;
                };
            default -> false;
        };
        return fits ? encoding : Encoding.PLAIN;
    }

    /**
     * Appends {@code count} values, of which there is at least one.
     *
     * @param encoding that is {@link #supported}, and not PLAIN
     * @param deltas how DELTA_BINARY_PACKED is divided
     */
    public void encode(
            LeafColumn leaf, Encoding encoding, DeltaBlock deltas, byte[] plain, int count, ReusableBytes into) {
        int width = PageEntries.width(leaf);
        switch (encoding) {
            case DELTA_BINARY_PACKED -> numbers(plain, width, count, deltas, into);
            case DELTA_LENGTH_BYTE_ARRAY -> strings(plain, width, count, false, into);
            case DELTA_BYTE_ARRAY -> strings(plain, width, count, true, into);
            case BYTE_STREAM_SPLIT -> streams(plain, width, count, into);
            default -> throw new IllegalArgumentException("Not an encoding that is made here: " + encoding);
        }
    }

    private void numbers(byte[] plain, int width, int count, DeltaBlock deltas, ReusableBytes into) {
        lengths = room(lengths, count);
        long[] numbers = lengths;
        if (width == Integer.BYTES) {
            for (int i = 0; i < count; i++) {
                numbers[i] = LittleEndian.intAt(plain, i * Integer.BYTES);
            }
        } else {
            for (int i = 0; i < count; i++) {
                numbers[i] = LittleEndian.longAt(plain, i * Long.BYTES);
            }
        }
        packer.pack(numbers, count, width * Byte.SIZE, deltas, into);
    }

    private static void streams(byte[] plain, int width, int count, ReusableBytes into) {
        int length = count * width;
        byte[] array = into.extend(length);
        int to = into.size() - length;
        for (int stream = 0; stream < width; stream++) {
            for (int at = stream; at < length; at += width) {
                array[to++] = plain[at];
            }
        }
    }

    private void strings(byte[] plain, int width, int count, boolean areShared, ReusableBytes into) {
        prefixes = room(prefixes, count);
        lengths = room(lengths, count);
        int ownBytes = split(plain, width, count, areShared);
        if (areShared) {
            packer.pack(prefixes, count, Integer.SIZE, DeltaBlock.DEFAULT, into);
        }
        packer.pack(lengths, count, Integer.SIZE, DeltaBlock.DEFAULT, into);
        int start = into.size();
        byte[] array = into.extend(ownBytes + ShortCopies.SLACK);
        copySuffixes(plain, width, count, array, start);
        into.truncate(start + ownBytes);
    }

    /**
     * Finds out how many bytes each value shares with the one before, and how many are its own, and returns all of the
     * latter.
     */
    private int split(byte[] plain, int width, int count, boolean areShared) {
        long[] shares = prefixes;
        long[] owns = lengths;
        int own = 0;
        int at = 0;
        int previous = 0;
        int previousLength = 0;
        for (int i = 0; i < count; i++) {
            int length = width;
            if (width == PageEntries.VARIABLE) {
                length = LittleEndian.intAt(plain, at);
                at += Integer.BYTES;
            }
            int shared = areShared ? shared(plain, previous, at, Math.min(length, previousLength)) : 0;
            shares[i] = shared;
            owns[i] = (long) length - shared;
            own += length - shared;
            previous = at;
            previousLength = length;
            at += length;
        }
        return own;
    }

    /** How many of the first {@code most} bytes are the same in two places. */
    private static int shared(byte[] plain, int one, int other, int most) {
        int i = 0;
        while (i <= most - Long.BYTES) {
            long difference = LittleEndian.longAt(plain, one + i) ^ LittleEndian.longAt(plain, other + i);
            if (difference != 0) {
                return i + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < most && plain[one + i] == plain[other + i]) {
            i++;
        }
        return i;
    }

    private void copySuffixes(byte[] plain, int width, int count, byte[] into, int start) {
        long[] shares = prefixes;
        long[] owns = lengths;
        int last = plain.length - ShortCopies.SLACK;
        int prefixed = width == PageEntries.VARIABLE ? Integer.BYTES : 0;
        int at = 0;
        int to = start;
        for (int i = 0; i < count; i++) {
            int own = (int) owns[i];
            at += prefixed + (int) shares[i];
            if (own > ShortCopies.MOST || at > last - own) {
                System.arraycopy(plain, at, into, to, own);
            } else if (own > 0) {
                ShortCopies.copy(plain, at, into, to, own);
            }
            at += own;
            to += own;
        }
    }

    private static long[] room(long[] array, int length) {
        return array.length >= length ? array : new long[Math.max(length, 2 * array.length)];
    }
}
