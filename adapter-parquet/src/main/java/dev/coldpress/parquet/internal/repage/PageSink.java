package dev.coldpress.parquet.internal.repage;

import dev.coldpress.parquet.internal.page.PageEntries;

/** Takes the pages of one column of several sources, one after the other. */
public interface PageSink {

    /** Begins a source chunk with a dictionary. */
    void begin(SourceDictionary dictionary);

    /**
     * Takes a page of the source.
     *
     * @param page with the definition levels of the output; it is used again afterwards
     */
    void append(PageEntries page, SourceDictionary dictionary);
}
