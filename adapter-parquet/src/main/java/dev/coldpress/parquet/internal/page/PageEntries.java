package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.port.parquet.PhysicalType;
import org.apache.parquet.format.Encoding;

/**
 * One page of a source: its levels as numbers, and its values either as ids of the source's dictionary or in the bytes
 * of the PLAIN encoding, whatever encoding they had; booleans as a byte each. The arrays are used again for the next
 * page.
 */
public final class PageEntries {

    /** Values of the width of {@link #width} that is not fixed. */
    public static final int VARIABLE = -1;

    public int count;
    public int nonNull;
    public int[] repetitions = new int[0];
    public int[] definitions = new int[0];

    /**
     * Whether there are no lists and no nulls in the page: its levels are all the highest, and are not in the arrays.
     */
    public boolean isFull;

    public boolean usesDictionary;

    /** Whether values, which are booleans then, are in runs in the source. */
    public boolean hasRuns;

    public int[] ids = new int[0];

    /** See {@link RunDecoder#decode}. */
    public int greatestId;

    public PageBytes plain = PageBytes.empty();

    /** How the values of a page without ids are encoded in the source. */
    public Encoding encoding = Encoding.PLAIN;

    /** What the values take in that encoding. */
    public int encodedBytes;

    /** The values as they are compressed in the source, if that has nothing else with them; else empty. */
    public PageBytes compressed = PageBytes.empty();

    /**
     * How many bytes a value of a type takes in PLAIN, booleans aside; {@link #VARIABLE} for those with a length each.
     */
    public static int width(LeafColumn leaf) {
        return switch (leaf.physicalType()) {
            case BOOLEAN -> 1;
            case INT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            case INT96 -> 12;
            case FIXED_LEN_BYTE_ARRAY -> leaf.node().typeLength();
            case BYTE_ARRAY -> VARIABLE;
        };
    }

    /** Whether values of the type may be encoded with a dictionary. */
    public static boolean mayUseDictionary(LeafColumn leaf) {
        return leaf.physicalType() != PhysicalType.BOOLEAN;
    }

    /** An array with room for {@code length} numbers: this one if it is large enough. */
    public static int[] room(int[] array, int length) {
        return array.length >= length ? array : new int[Math.max(length, 2 * array.length)];
    }
}
