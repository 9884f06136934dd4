package dev.coldpress.parquet.internal.order;

import dev.coldpress.parquet.internal.page.ContentHash;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.repage.PageHash;
import dev.coldpress.parquet.internal.repage.PageSink;
import dev.coldpress.parquet.internal.repage.SourceDictionary;

/** Adds all pages that pass to a hash, if it is wanted. */
public record HashedSink(PageSink next, ContentHash hash, PageHash pageHash) implements PageSink {

    @Override
    public void begin(SourceDictionary dictionary) {
        next.begin(dictionary);
    }

    @Override
    public void append(PageEntries page, SourceDictionary dictionary) {
        next.append(page, dictionary);
        if (hash.isWanted()) {
            pageHash.add(page, dictionary);
        }
    }
}
