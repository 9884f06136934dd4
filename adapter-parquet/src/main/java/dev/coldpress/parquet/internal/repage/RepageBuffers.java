package dev.coldpress.parquet.internal.repage;

import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.page.PageLevels;
import dev.coldpress.parquet.internal.page.PlainDecoder;
import dev.coldpress.parquet.internal.page.PlainEncoder;
import java.util.Arrays;

/** What the re-page tier needs and keeps from chunk to chunk. For one chunk at a time. */
public final class RepageBuffers {

    /** The source's page that is being read. */
    public final PageEntries page = new PageEntries();

    /** Its booleans, a byte each. */
    public final ReusableBytes booleans = new ReusableBytes();

    /** Of its values, if they are neither PLAIN nor ids. */
    public final PlainDecoder decoder = new PlainDecoder();

    /** Of the values of the output's page, if they are to be neither. */
    final PlainEncoder encoder = new PlainEncoder();

    public final SourceDictionary dictionary = new SourceDictionary();

    /** The output's dictionary. */
    final ValueTable table = new ValueTable();

    /** The levels of the output's page. */
    final PageLevels repetitions = new PageLevels();

    final PageLevels definitions = new PageLevels();

    /** The values of the output's page, if they are PLAIN. */
    final ReusableBytes plain = new ReusableBytes();

    /** The same as ids, if they are not. */
    int[] ids = new int[0];

    /** The ids of the output's page without repetition. */
    int[] distinctIds = new int[0];

    /** What becomes of bytes that are compressed only to see how many are left. */
    final ReusableBytes sample = new ReusableBytes();

    /** Values of the output's page that its statistics need behind each other. */
    final ReusableBytes distinct = new ReusableBytes();

    /** For each id the last page that has it, by the number of {@link #pageNumber}. */
    int[] lastPages = new int[0];

    /** Counts the pages of all chunks. */
    int pageNumber;

    /** A number that no entry of {@link #lastPages} has. */
    int nextPageNumber() {
        if (pageNumber == Integer.MAX_VALUE) {
            Arrays.fill(lastPages, 0);
            pageNumber = 0;
        }
        return ++pageNumber;
    }
}
