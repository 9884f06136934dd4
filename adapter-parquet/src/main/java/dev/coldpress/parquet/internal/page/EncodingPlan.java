package dev.coldpress.parquet.internal.page;

import dev.coldpress.parquet.internal.compression.PageCodecs;
import org.apache.parquet.column.Encoding;

/**
 * How the values of a column chunk are to be encoded.
 *
 * @param fallback of the pages that have no dictionary
 * @param deltas how DELTA_BINARY_PACKED is divided
 * @param longPages whether a page may have many times the rows, for pages that are tiny otherwise
 * @param level of the codec, {@link PageCodecs#USUAL_LEVEL} or another one
 */
public record EncodingPlan(
        DictionaryUse dictionary, Encoding fallback, DeltaBlock deltas, boolean longPages, int level) {

    /** When pages begin with a dictionary. */
    public enum DictionaryUse {
        NEVER,
        /** If the first page takes fewer bytes with it, compressed, and as long as it has a megabyte. */
        IF_IT_PAYS,
        /** In any case, and as long as memory allows. */
        LARGE,
        /** In any case, with all entries of the sources' dictionaries, as long as it has a megabyte. */
        KEPT
    }

    /** The division of a stream of deltas into blocks, and of each into parts that have a width of their own. */
    public record DeltaBlock(int values, int parts) {

        /** As parquet-java and Arrow have it. */
        public static final DeltaBlock DEFAULT = new DeltaBlock(128, 4);

        /** Larger ones save nothing, and take memory. */
        private static final int MOST_VALUES = 1 << 16;

        /** Whether it can be written again: a part has whole groups of eight values. */
        public boolean isWritable() {
            return values > 0 && values <= MOST_VALUES && parts > 0 && values % (8 * parts) == 0;
        }
    }

    public static final EncodingPlan PLAIN = new EncodingPlan(
            DictionaryUse.IF_IT_PAYS, Encoding.PLAIN, DeltaBlock.DEFAULT, false, PageCodecs.USUAL_LEVEL);

    public boolean mayUseDictionary() {
        return dictionary != DictionaryUse.NEVER;
    }

    /**
     * Whether whole pages of values can be encoded so: runs of booleans are used there if they pay, and not on demand.
     */
    public boolean isForRepage() {
        return fallback != Encoding.RLE;
    }

    public EncodingPlan with(DictionaryUse other) {
        return new EncodingPlan(other, fallback, deltas, longPages, level);
    }

    public EncodingPlan with(Encoding otherFallback) {
        return new EncodingPlan(dictionary, otherFallback, deltas, longPages, level);
    }

    public EncodingPlan with(DeltaBlock otherDeltas) {
        return new EncodingPlan(dictionary, fallback, otherDeltas, longPages, level);
    }

    public EncodingPlan withLongPages() {
        return new EncodingPlan(dictionary, fallback, deltas, true, level);
    }

    public EncodingPlan withLevel(int otherLevel) {
        return new EncodingPlan(dictionary, fallback, deltas, longPages, otherLevel);
    }
}
