package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.chunk.ChunkEncoder;
import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.ColumnEntries;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.chunk.ValueKind;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.ContentHash;
import dev.coldpress.parquet.internal.source.LoadedRowGroup;
import dev.coldpress.parquet.internal.source.SourceBytes;
import java.util.List;

/** Reads one column of all sources value by value, and has each encoded anew. */
final class Transcode {

    private final LeafColumn leaf;
    private final int column;
    private final DecodeBuffers buffers;
    private final ContentHash hash;
    private final ChunkEncoder encoder;

    /**
     * @param column index of the column of the output
     * @param hash to which levels and values are added
     */
    Transcode(LeafColumn leaf, int column, DecodeBuffers buffers, ContentHash hash, ChunkEncoder encoder) {
        this.leaf = leaf;
        this.column = column;
        this.buffers = buffers;
        this.hash = hash;
        this.encoder = encoder;
    }

    /** Hands all entries to the encoder, and returns the finished chunk. */
    EncodedChunk run(List<LoadedRowGroup> groups, SourceBytes sources) {
        LoadedRowGroup current = groups.get(0);
        sources.begin(encoder::plainBytes);
        try {
            for (LoadedRowGroup group : groups) {
                current = group;
                sources.take(group);
                copy(group);
            }
            return encoder.finish();
        } catch (ContentException e) {
            // What the encoder finds too large is the fault of the source that is being read.
            throw new ChunkPlace(current.key(), current.rowGroup().ordinal(), leaf).fault(e);
        }
    }

    private void copy(LoadedRowGroup group) {
        int maxDefinition = leaf.maxDefinition();
        ValueKind kind = ValueKind.of(leaf);
        ColumnEntries entries = group.open(column, buffers);
        while (entries.next()) {
            int repetition = entries.repetition();
            int definition = entries.definition();
            hash.addLevels(repetition, definition);
            if (definition == maxDefinition) {
                kind.move(entries.cursor(), hash, encoder, repetition, definition);
            } else {
                encoder.writeNull(repetition, definition);
            }
        }
    }
}
