package dev.coldpress.parquet.internal.footer;

import dev.coldpress.parquet.internal.bytes.LittleEndian;
import dev.coldpress.port.parquet.BloomFilters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.format.BloomFilterAlgorithm;
import org.apache.parquet.format.BloomFilterCompression;
import org.apache.parquet.format.BloomFilterHash;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.SplitBlockAlgorithm;
import org.apache.parquet.format.Uncompressed;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.XxHash;
import org.apache.parquet.io.api.Binary;

/**
 * The split-block Bloom filter of a column chunk that is being written. It begins as large as it may have to be, and is
 * folded at the end to the size that its distinct values need.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/BloomFilter.md">BloomFilter.md</a>
 */
public final class BloomFilter {

    /** What parquet-java and DuckDB write unless told otherwise. */
    public static final int MOST_BYTES = 1 << 20;

    /** The header is five fields of a byte or two, and a number. */
    public static final int MOST_HEADER_BYTES = 64;

    private static final int BLOCK_BYTES = 32;
    private static final int WORDS_PER_BLOCK = BLOCK_BYTES / Integer.BYTES;

    private final BlockSplitBloomFilter filter;
    private final double mostFalsePositives;

    /**
     * An empty filter for this number of values.
     *
     * @param valueCount values at most
     * @param mostBytes of the filter, as far as the format allows so few
     * @param mostFalsePositives how many of the values that are not in the chunk may seem to be, if the bytes allow so
     *     few
     */
    public BloomFilter(long valueCount, long mostBytes, double mostFalsePositives) {
        this.mostFalsePositives = mostFalsePositives;
        int wanted = BlockSplitBloomFilter.optimalNumOfBits(Math.max(1, valueCount), mostFalsePositives) / Byte.SIZE;
        long most = Long.highestOneBit(Math.max(BLOCK_BYTES, Math.min(MOST_BYTES, mostBytes)));
        this.filter = new BlockSplitBloomFilter((int) Math.min(wanted, most));
    }

    public void add(int value) {
        filter.insertHash(filter.hash(value));
    }

    public void add(long value) {
        filter.insertHash(filter.hash(value));
    }

    public void add(Binary value) {
        filter.insertHash(filter.hash(value));
    }

    /** The filter with its header, as it lies in a file; no bytes if it would let nearly all values pass. */
    public byte[] bytes() {
        ByteArrayOutputStream bits = new ByteArrayOutputStream(filter.getBitsetSize());
        try {
            filter.writeTo(bits);
            byte[] folded = folded(bits.toByteArray());
            if (falsePositives(folded) > BloomFilters.TOO_MANY_FALSE_POSITIVES) {
                return new byte[0];
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(folded.length + BLOCK_BYTES);
            Util.writeBloomFilterHeader(header(folded.length), bytes);
            bytes.write(folded);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BloomFilterHeader header(int length) {
        return new BloomFilterHeader(
                length,
                BloomFilterAlgorithm.BLOCK(new SplitBlockAlgorithm()),
                BloomFilterHash.XXHASH(new XxHash()),
                BloomFilterCompression.UNCOMPRESSED(new Uncompressed()));
    }

    /**
     * Whether bytes of a file are a filter with its header, of the one kind that the format has.
     *
     * @throws dev.coldpress.parquet.internal.bytes.ContentException if they are none
     */
    public static boolean isFilter(byte[] bytes) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        BloomFilterHeader header = ThriftReader.read(new BloomFilterHeader(), in, bytes.length);
        return header.getAlgorithm().isSetBLOCK()
                && header.getHash().isSetXXHASH()
                && header.getCompression().isSetUNCOMPRESSED()
                && header.getNumBytes() == in.available()
                && header.getNumBytes() % BLOCK_BYTES == 0
                && header.getNumBytes() > 0;
    }

    /**
     * What a filter takes in a file, by its header.
     *
     * @param bytes that it begins with
     * @throws dev.coldpress.parquet.internal.bytes.ContentException if they are no such header
     */
    public static long length(byte[] bytes) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        BloomFilterHeader header = ThriftReader.read(new BloomFilterHeader(), in, bytes.length);
        return (long) bytes.length - in.available() + header.getNumBytes();
    }

    private byte[] folded(byte[] bits) {
        byte[] best = bits;
        while (best.length > BLOCK_BYTES) {
            byte[] half = half(best);
            if (falsePositives(half) > mostFalsePositives) {
                return best;
            }
            best = half;
        }
        return best;
    }

    /** The block of a hash is {@code (hash >>> 32) * blocks >>> 32}, so that in half as many two neighbours are one. */
    private static byte[] half(byte[] bits) {
        byte[] half = Arrays.copyOf(bits, bits.length / 2);
        for (int at = 0; at < half.length; at += Long.BYTES) {
            int first = at / BLOCK_BYTES * 2 * BLOCK_BYTES + at % BLOCK_BYTES;
            LittleEndian.putLong(
                    half, at, LittleEndian.longAt(bits, first) | LittleEndian.longAt(bits, first + BLOCK_BYTES));
        }
        return half;
    }

    /** A value is in the filter if one bit in each word of its block is set. */
    private static double falsePositives(byte[] bits) {
        double sum = 0;
        for (int block = 0; block < bits.length; block += BLOCK_BYTES) {
            double all = 1;
            for (int word = 0; word < WORDS_PER_BLOCK; word++) {
                all *= Integer.bitCount(LittleEndian.intAt(bits, block + word * Integer.BYTES)) / (double) Integer.SIZE;
            }
            sum += all;
        }
        return sum * BLOCK_BYTES / bits.length;
    }
}
