package dev.coldpress.parquet.internal.footer;

import java.util.List;
import java.util.Set;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;

/** Which encodings of a data page stand for ids of its chunk's dictionary. */
public final class DictionaryEncodings {

    private static final Set<Encoding> IDS = Set.of(Encoding.RLE_DICTIONARY, Encoding.PLAIN_DICTIONARY);

    private DictionaryEncodings() {}

    public static boolean areIds(Encoding encoding) {
        return IDS.contains(encoding);
    }

    /** Whether all data pages have ids. */
    public static boolean areIds(List<PageEncodingStats> pages) {
        for (PageEncodingStats stats : pages) {
            boolean isData =
                    stats.getPage_type() == PageType.DATA_PAGE || stats.getPage_type() == PageType.DATA_PAGE_V2;
            if (isData && !areIds(stats.getEncoding())) {
                return false;
            }
        }
        return true;
    }
}
