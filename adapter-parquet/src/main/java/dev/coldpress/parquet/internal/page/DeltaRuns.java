package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.page.EncodingPlan.DeltaBlock;

/**
 * A walk over a DELTA_BINARY_PACKED stream without unpacking it, because parquet-java's decoder allocates what the stream's
 * header says before it looks further.
 */
public final class DeltaRuns {

    private static final int MAX_BLOCK_VALUES = 1 << 20;

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
