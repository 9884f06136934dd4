package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.page.EncodingPlan.DeltaBlock;

/**
 * A walk over a DELTA_BINARY_PACKED stream. {@link #check} comes first and unpacks nothing, because parquet-java's
 * decoder allocates what the stream's header says before it looks further.
 */
public final class DeltaRuns {

    private static final int MAX_BLOCK_VALUES = 1 << 20;

    /** Eight bytes from a delta's first one on have all of it, if it has no more bits. */
    private static final int MOST_BITS_OF_ONE_LOAD = 57;

    private final byte[] bytes;
    private final int end;
    private int at;

    private DeltaRuns(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /**
     * @param mostValues no honest stream has more
     * @param mostUnpackedBytes what the stream may take as an array of longs
     * @return where the stream ends
     * @throws ContentException if it is malformed
     */
    static int check(byte[] bytes, int from, int end, int mostValues, long mostUnpackedBytes) {
        DeltaRuns runs = new DeltaRuns(bytes, from, end);
        runs.walk(mostValues, mostUnpackedBytes);
        return runs.at;
    }

    /** How the stream, which has passed {@link #check}, is divided. */
    public static DeltaBlock block(PageBytes stream) {
        DeltaRuns runs = new DeltaRuns(stream.array(), stream.from(), stream.end());
        return new DeltaBlock((int) runs.varLong(), (int) runs.varLong());
    }

    /**
     * Unpacks a stream that has passed {@link #check}.
     *
     * @param into gets the numbers from its index 0 on; those of a stream of 32-bit numbers are right in the lower 32
     *     bits
     * @return what lies behind the stream
     * @throws UnfitException if the stream has more or fewer than {@code count} numbers
     */
    static PageBytes unpack(PageBytes stream, int count, long[] into) {
        DeltaRuns runs = new DeltaRuns(stream.array(), stream.from(), stream.end());
        runs.unpack(count, into);
        return stream.after(runs.at - stream.from());
    }

    private void unpack(int count, long[] into) {
        int block = (int) varLong();
        int parts = (int) varLong();
        long values = varLong();
        into[0] = zigZag();
        if (values != count) {
            throw new UnfitException(TierReason.OTHER_CONTENT, "a delta stream of " + values + " of " + count);
        }
        int part = block / parts;
        int done = 1;
        while (done < count) {
            long least = zigZag();
            int widths = at;
            skip(parts);
            for (int i = 0; i < parts && done < count; i++) {
                int width = bytes[widths + i];
                int used = Math.min(part, count - done);
                int from = at;
                skip((long) width * part / Byte.SIZE);
                add(bytes, from, width, least, into, done, used);
                done += used;
            }
        }
    }

    /** Unpacks one part, from index {@code start} on. */
    private static void add(byte[] bytes, int from, int width, long least, long[] into, int start, int count) {
        long value = into[start - 1];
        int end = start + count;
        if (width == 0) {
            for (int i = start; i < end; i++) {
                value += least;
                into[i] = value;
            }
            return;
        }
        // Where eight bytes from a delta's first one on are within the array, one load has it whole.
        long loads = width > MOST_BITS_OF_ONE_LOAD ? 0 : (bytes.length - from - 8L) * Byte.SIZE / width;
        int wideEnd = start + (int) Math.max(0, Math.min(count, loads));
        long mask = -1L >>> (Long.SIZE - width);
        int bit = 0;
        for (int i = start; i < wideEnd; i++) {
            value += least + ((LittleEndian.longAt(bytes, from + (bit >>> 3)) >>> (bit & 7)) & mask);
            into[i] = value;
            bit += width;
        }
        for (int i = wideEnd; i < end; i++) {
            value += least + (bitsAt(bytes, from + (bit >>> 3), bit & 7) & mask);
            into[i] = value;
            bit += width;
        }
    }

    /** 64 bits from one of a byte on; those behind the array are 0. */
    private static long bitsAt(byte[] bytes, int from, int shift) {
        long bits = 0;
        for (int k = 0; k < Long.BYTES && from + k < bytes.length; k++) {
            bits |= (bytes[from + k] & 0xFFL) << (Byte.SIZE * k);
        }
        bits >>>= shift;
        boolean hasNinth = shift > 0 && from + Long.BYTES < bytes.length;
        return hasNinth ? bits | (bytes[from + Long.BYTES] & 0xFFL) << (Long.SIZE - shift) : bits;
    }

    private long zigZag() {
        long value = varLong();
        return (value >>> 1) ^ -(value & 1);
    }

    private void walk(int mostValues, long mostUnpackedBytes) {
        long block = varLong();
        long miniBlocks = varLong();
        long values = varLong();
        varLong();
        if (block <= 0 || block > MAX_BLOCK_VALUES || miniBlocks <= 0 || block % miniBlocks != 0) {
            throw ContentException.corrupt("delta blocks of " + block + " values in " + miniBlocks + " parts");
        }
        int miniBlock = (int) (block / miniBlocks);
        if (miniBlock % 8 != 0 || values < 0 || values > mostValues) {
            throw ContentException.corrupt("a delta stream of " + values + " values where the page has at most "
                    + mostValues + ", in parts of " + miniBlock);
        }
        if ((values + miniBlock) * Long.BYTES > mostUnpackedBytes) {
            throw ContentException.tooLarge("a delta stream of " + values + " values in parts of " + miniBlock
                    + " needs more memory than the " + mostUnpackedBytes + " bytes that the budget leaves for it");
        }
        for (long left = values - 1; left > 0; left -= block) {
            skipBlock((int) miniBlocks, miniBlock, left);
        }
    }

    private void skipBlock(int miniBlocks, int miniBlock, long left) {
        varLong();
        int widths = at;
        skip(miniBlocks);
        int used = (int) Math.min(miniBlocks, (left + miniBlock - 1) / miniBlock);
        for (int i = 0; i < used; i++) {
            int width = bytes[widths + i] & 0xFF;
            if (width > Long.SIZE) {
                throw ContentException.corrupt("deltas of " + width + " bits");
            }
            skip((long) width * miniBlock / 8);
        }
    }

    private void skip(long length) {
        if (length > end - at) {
            throw ContentException.corrupt("a delta stream ends too early");
        }
        at += (int) length;
    }

    private long varLong() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            skip(1);
            long next = bytes[at - 1];
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw ContentException.corrupt("a number of more than ten bytes");
    }
}
