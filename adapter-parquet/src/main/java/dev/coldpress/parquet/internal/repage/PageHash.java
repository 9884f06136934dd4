package dev.coldpress.parquet.internal.repage;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.ContentHash;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.port.parquet.PhysicalType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Adds the levels and values of whole pages to a hash, as reading them one by one would. */
public final class PageHash {

    private final LeafColumn leaf;
    private final ContentHash hash;
    private final int width;

    public PageHash(LeafColumn leaf, ContentHash hash) {
        this.leaf = leaf;
        this.hash = hash;
        this.width = PageEntries.width(leaf);
    }

    public void add(PageEntries page, SourceDictionary dictionary) {
        int value = 0;
        int at = page.plain.from();
        for (int i = 0; i < page.count; i++) {
            int definition = page.isFull ? leaf.maxDefinition() : page.definitions[i];
            hash.addLevels(leaf.maxRepetition() == 0 ? 0 : page.repetitions[i], definition);
            if (definition < leaf.maxDefinition()) {
                continue;
            }
            if (page.usesDictionary) {
                int id = page.ids[value++];
                addValue(dictionary.array(), dictionary.from(id), dictionary.end(id));
            } else {
                int end = at + size(page.plain.array(), at);
                addValue(page.plain.array(), at, end);
                at = end;
            }
        }
    }

    private int size(byte[] array, int at) {
        return width == PageEntries.VARIABLE ? Integer.BYTES + intAt(array, at) : width;
    }

    private static int intAt(byte[] array, int at) {
        return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    private void addValue(byte[] array, int from, int end) {
        PhysicalType type = leaf.physicalType();
        switch (type) {
            case BOOLEAN -> hash.add(array[from]);
            case INT32, FLOAT -> hash.add(intAt(array, from));
            case INT64, DOUBLE ->
                hash.add(ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN).getLong(from));
            case INT96, FIXED_LEN_BYTE_ARRAY -> hash.add(array, from, end - from);
            case BYTE_ARRAY -> hash.add(array, from + Integer.BYTES, end - from - Integer.BYTES);
        }
    }
}
