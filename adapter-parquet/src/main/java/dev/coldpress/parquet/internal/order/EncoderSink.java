package dev.coldpress.parquet.internal.order;

import dev.coldpress.parquet.internal.chunk.ChunkEncoder;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.repage.PageSink;
import dev.coldpress.parquet.internal.repage.SourceDictionary;

/** Hands pages to an encoder of values. */
public record EncoderSink(ChunkEncoder encoder) implements PageSink {

    @Override
    public void begin(SourceDictionary dictionary) {
        // The encoder makes its own.
    }

    @Override
    public void append(PageEntries page, SourceDictionary dictionary) {
        encoder.append(page);
    }
}
