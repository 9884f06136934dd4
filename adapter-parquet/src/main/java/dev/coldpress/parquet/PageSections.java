package dev.coldpress.parquet;

import dev.coldpress.port.parquet.PhysicalType;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;

/**
 * The parts of a decompressed data page, checked so far that no decoder can be made to allocate more than the page accounts
 * for.
 */
final class PageSections {

    private final LeafColumn leaf;
    private final int valueCount;

    PageSections(LeafColumn leaf, int valueCount) {
        this.leaf = leaf;
        this.valueCount = valueCount;
    }

    /**
     * The length of the levels at the start of a V1 page, which carry their own length or have one that follows from the
     * number of values.
     */
    @SuppressWarnings("deprecation") // BIT_PACKED is what early writers wrote, and has to be read
    int leadingLevelsLength(PageBytes page, int maxLevel, Encoding encoding) {
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
    int countMaximum(PageBytes levels, int maxLevel) {
        if (maxLevel == 0) {
            return valueCount;
        }
        return new RleRuns(levels.array(), levels.from(), levels.end(), width(maxLevel)).count(valueCount, maxLevel);
    }

    /** Checks the encoded values. {@code nonNull} is how many there are, or -1 if that is not known. */
    void checkValues(PageBytes values, Encoding encoding, int nonNull) {
        requireFitting(encoding);
        if (nonNull < 0 && values.length() == 0) {
            return;
        }
        if (encoding.usesDictionary()) {
            PageBytes ids = values.after(1);
            checkRuns(ids, values.array()[values.from()], nonNull);
        } else if (encoding == Encoding.RLE) {
            checkRuns(values.after(Integer.BYTES).first(values.leadingInt()), 1, nonNull);
        } else if (encoding == Encoding.DELTA_BINARY_PACKED || encoding == Encoding.DELTA_LENGTH_BYTE_ARRAY) {
            DeltaRuns.check(values.array(), values.from(), values.end(), valueCount);
        } else if (encoding == Encoding.DELTA_BYTE_ARRAY) {
            int suffixes = DeltaRuns.check(values.array(), values.from(), values.end(), valueCount);
            DeltaRuns.check(values.array(), suffixes, values.end(), valueCount);
        }
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

    private void checkRuns(PageBytes runs, int width, int nonNull) {
        RleRuns walk = new RleRuns(runs.array(), runs.from(), runs.end(), width);
        if (nonNull < 0) {
            walk.checkUpTo(valueCount);
        } else {
            walk.count(nonNull, -1);
        }
    }

    private static int width(int maxLevel) {
        return BytesUtils.getWidthFromMaxInt(maxLevel);
    }
}
