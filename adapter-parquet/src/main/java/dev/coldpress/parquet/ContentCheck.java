package dev.coldpress.parquet;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowField.Dictionary;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Decodes every value of a file, one column chunk at a time. */
final class ContentCheck {

    private final SourceFile file;
    private final SourceFooter footer;
    private final WriterQuirks quirks;
    private final DecodeBuffers buffers;
    private final Arena arena;
    private final Map<List<String>, ArrowField> arrowFields;

    private ContentCheck(SourceFile file, SourceFooter footer, PageCodecs codecs) {
        this.file = file;
        this.footer = footer;
        this.quirks = footer.quirks();
        MemoryPlan plan = MemoryPlan.forChecks();
        this.buffers = new DecodeBuffers(codecs, plan);
        this.arena = new Arena(plan.arenaBytes());
        this.arrowFields = ArrowSchemaReader.leaves(footer.keyValueMetadata(), footer.schema());
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
                place);
    }

    private void decode(ColumnCursor cursor, ChunkPlace place) {
        ContentHash hash = new ContentHash(false);
        ValueKind kind = place.column().kind();
        long most = mostEntries(arrowFields.get(place.column().path()));
        Set<Binary> entries = new HashSet<>();
        while (cursor.next()) {
            if (cursor.hasValue()) {
                kind.read(cursor, hash);
                if (most < Integer.MAX_VALUE && entries.add(cursor.binaryValue().copy()) && entries.size() > most) {
                    throw place.corrupt("it has more than the " + most
                            + " values that the dictionary of its Arrow schema (ARROW:schema) can have, at which readers fail");
                }
            }
        }
    }

    /** How many entries the dictionary of a column can have by its Arrow schema, if those are fewer than Parquet's can have. */
    private static long mostEntries(@Nullable ArrowField field) {
        if (field == null || !field.isStoredDictionary()) {
            return Integer.MAX_VALUE;
        }
        Dictionary dictionary = field.dictionary().orElseThrow();
        int bits = dictionary.indexBits() - (dictionary.signed() ? 1 : 0);
        return bits < Integer.SIZE - 1 ? 1L << bits : Integer.MAX_VALUE;
    }
}
