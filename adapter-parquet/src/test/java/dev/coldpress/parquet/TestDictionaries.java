package dev.coldpress.parquet;

import dev.coldpress.parquet.internal.bytes.MemoryPlan;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.PlainValues;
import dev.coldpress.parquet.internal.chunk.ChunkPages;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.port.ObjectKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.page.DictionaryPage;

/** The dictionaries of column chunks. */
final class TestDictionaries {

    private TestDictionaries() {}

    /** The texts in the dictionary of a column chunk, which has one, in their order. */
    static List<String> read(byte[] file, int rowGroup, int column) {
        SourceFooter footer = new FooterReader().read(ObjectKey.of("file.parquet"), file, 0, file.length);
        SourceChunk chunk = footer.rowGroups().get(rowGroup).chunks().get(column);
        ByteBuffer bytes = ByteBuffer.wrap(file, (int) chunk.start(), (int) chunk.lengthBytes());
        try (PageCodecs codecs = new PageCodecs()) {
            ChunkPages pages = new ChunkPages(
                    ByteBufferInputStream.wrap(bytes.slice()),
                    chunk,
                    footer.leaves().get(column),
                    footer.quirks(),
                    new DecodeBuffers(codecs, MemoryPlan.forChecks()));
            DictionaryPage page = pages.readDictionaryPage();
            if (page == null) {
                throw new IllegalArgumentException("The column chunk has no dictionary");
            }
            return texts(PageBytes.of(page.getBytes()), page.getDictionarySize());
        }
    }

    private static List<String> texts(PageBytes plain, int count) {
        List<String> texts = new ArrayList<>();
        int at = plain.from();
        for (int i = 0; i < count; i++) {
            int size = PlainValues.size(plain.array(), at, plain.end());
            texts.add(new String(plain.array(), at + Integer.BYTES, size - Integer.BYTES, StandardCharsets.UTF_8));
            at += size;
        }
        return texts;
    }
}
