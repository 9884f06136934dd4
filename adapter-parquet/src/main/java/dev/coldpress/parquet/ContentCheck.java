package dev.coldpress.parquet;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;

/** Decodes every value of a file, one column chunk at a time. */
final class ContentCheck {

    private final SourceFile file;
    private final SourceFooter footer;
    private final WriterQuirks quirks;
    private final DecodeBuffers buffers;
    private final Arena arena;

    private ContentCheck(SourceFile file, SourceFooter footer, PageCodecs codecs) {
        this.file = file;
        this.footer = footer;
        this.quirks = footer.quirks();
        MemoryPlan plan = MemoryPlan.forChecks();
        this.buffers = new DecodeBuffers(codecs, plan);
        this.arena = new Arena(plan.arenaBytes());
    }

    static FooterReader.Parsed check(SourceFile file, FooterReader footers) {
        try (PageCodecs codecs = new PageCodecs()) {
            FooterReader.Parsed footer = footers.readAll(file);
            new ContentCheck(file, footer.checked(), codecs).check();
            return footer;
        }
    }

    private void check() {
        for (SourceRowGroup group : footer.rowGroups()) {
            for (int i = 0; i < group.chunks().size(); i++) {
                check(group, footer.leaves().get(i), group.chunks().get(i));
            }
        }
    }

    private void check(SourceRowGroup group, LeafColumn leaf, SourceChunk chunk) {
        ObjectKey key = footer.key();
        ChunkPlace place = new ChunkPlace(key, group.ordinal(), leaf);
        if (chunk.lengthBytes() > arena.maxBytes()) {
            throw place.fault(new ContentException(
                    Reason.MEMORY_BUDGET,
                    "it has " + chunk.lengthBytes() + " bytes; the limit is " + arena.maxBytes()));
        }
        arena.clear();
        int length = (int) chunk.lengthBytes();
        int from = arena.reserve(length, length);
        file.read(chunk.start(), arena.buffer(from, length));
        ByteBuffer bytes = arena.buffer(from, length).slice();
        decode(
                ColumnCursor.open(place, chunk, group.rowCount(), ByteBufferInputStream.wrap(bytes), quirks, buffers),
                leaf);
    }

    private static void decode(ColumnCursor cursor, LeafColumn leaf) {
        ContentHash hash = new ContentHash(false);
        ValueKind kind = leaf.kind();
        while (cursor.next()) {
            if (cursor.hasValue()) {
                kind.read(cursor, hash);
            }
        }
    }
}
