package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.port.parquet.PhysicalType;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;

/**
 * The parts of a decompressed data page, checked so far that no decoder can be made to allocate more than the page
 * accounts for.
 */
public final class PageSections {

    private final LeafColumn leaf;
    private final int valueCount;
    private final long mostUnpackedBytes;

    /**
     * Of one page.
     *
     * @param mostUnpackedBytes what any part of the page may take when it is unpacked
     */
    public PageSections(LeafColumn leaf, int valueCount, long mostUnpackedBytes) {
        this.leaf = leaf;
        this.valueCount = valueCount;
        this.mostUnpackedBytes = mostUnpackedBytes;
    }

    /**
     * The length of the levels at the start of a V1 page, which carry their own length or have one that follows from
     * the number of values.
     */
    @SuppressWarnings("deprecation") // BIT_PACKED is what early writers wrote, and has to be read
    public int leadingLevelsLength(PageBytes page, int maxLevel, Encoding encoding) {
        if (maxLevel == 0) {
            return 0;
        }
        if (encoding == Encoding.RLE) {
            int length = page.leadingInt();
            page.after(Integer.BYTES).first(length);
            return Integer.BYTES + length;
        }
        if (encoding == Encoding.BIT_PACKED) {
            long bits = (long) valueCount * width(maxLevel);
            if (bits > Integer.MAX_VALUE - 8) {
                throw ContentException.corrupt("bit-packed levels of " + bits + " bits");
            }
            int length = BytesUtils.paddedByteCountFromBits((int) bits);
            page.first(length);
            return length;
        }
        throw ContentException.unsupported("levels encoded as " + encoding);
    }

    /** How many levels of an RLE section equal the maximum. */
    public int countMaximum(PageBytes levels, int maxLevel) {
        if (maxLevel == 0) {
            return valueCount;
        }
        return runs(levels, width(maxLevel)).count(valueCount, maxLevel);
    }

    /**
     * The same of a section of the deprecated BIT_PACKED encoding. By the format it begins with the highest bit of each
     * byte; Arrow, Impala and those that follow them begin with the lowest.
     *
     * @throws ContentException if it makes a difference which of them reads the levels
     */
    public int countBitPackedMaximum(PageBytes levels, int maxLevel) {
        int width = width(maxLevel);
        int equal = 0;
        int bit = 0;
        for (int i = 0; i < valueCount; i++) {
            int fromHighest = 0;
            int fromLowest = 0;
            for (int k = 0; k < width; k++, bit++) {
                int packed = levels.array()[levels.from() + (bit >>> 3)];
                fromHighest = (fromHighest << 1) | ((packed >>> (7 - (bit & 7))) & 1);
                fromLowest |= ((packed >>> (bit & 7)) & 1) << k;
            }
            if (fromHighest != fromLowest) {
                throw ContentException.unsupported(
                        "levels in the deprecated encoding BIT_PACKED, which readers unpack in two orders of bits: what is null"
                                + " for one has a value for the other. Write the file again with a newer writer");
            }
            equal += fromHighest == maxLevel ? 1 : 0;
        }
        return equal;
    }

    private RleRuns runs(PageBytes bytes, int width) {
        return new RleRuns(bytes.array(), bytes.from(), bytes.end(), width, mostUnpackedBytes);
    }

    /**
     * Checks the encoded values, of which there are {@code nonNull}.
     *
     * @param lengths whether the lengths in delta encodings are looked at one by one
     */
    public void checkValues(PageBytes values, Encoding encoding, int nonNull, boolean lengths) {
        requireFitting(encoding);
        if (encoding.usesDictionary()) {
            PageBytes ids = values.after(1);
            runs(ids, values.array()[values.from()]).count(nonNull, -1);
        } else if (encoding == Encoding.RLE) {
            runs(values.after(Integer.BYTES).first(values.leadingInt()), 1).count(nonNull, -1);
        } else if (encoding == Encoding.DELTA_BINARY_PACKED) {
            afterDeltas(values);
        } else if (encoding == Encoding.DELTA_LENGTH_BYTE_ARRAY) {
            PageBytes content = afterDeltas(values);
            if (lengths) {
                new DeltaLengths(mostUnpackedBytes).checkLengths(values, content, nonNull);
            }
        } else if (encoding == Encoding.DELTA_BYTE_ARRAY) {
            PageBytes suffixes = afterDeltas(values);
            PageBytes content = afterDeltas(suffixes);
            if (lengths) {
                new DeltaLengths(mostUnpackedBytes).checkPrefixes(values, suffixes, content, nonNull);
            }
        }
    }

    private PageBytes afterDeltas(PageBytes stream) {
        int end = DeltaRuns.check(stream.array(), stream.from(), stream.end(), valueCount, mostUnpackedBytes);
        return stream.after(end - stream.from());
    }

    /** Floats are decoded as integers, so parquet-java cannot object to integer encodings of them. */
    private void requireFitting(Encoding encoding) {
        PhysicalType type = leaf.physicalType();
        if (encoding == Encoding.DELTA_BINARY_PACKED && (type == PhysicalType.FLOAT || type == PhysicalType.DOUBLE)) {
            throw ContentException.corrupt("the encoding " + encoding + " for the type " + type);
        }
        if (type == PhysicalType.BOOLEAN && encoding.usesDictionary()) {
            throw ContentException.unsupported("a dictionary of booleans");
        }
    }

    private static int width(int maxLevel) {
        return BytesUtils.getWidthFromMaxInt(maxLevel);
    }
}
