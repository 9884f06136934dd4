package dev.coldpress.parquet.internal.footer;

import java.util.List;
import org.apache.parquet.format.SchemaElement;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the last footer's schema and writer mean: neighbours nearly always have the same, and to find it out
 * takes longer than all else in a small footer. For several threads.
 */
final class FileKinds {

    /** A larger one would be kept for as long as the codec is, for nothing. */
    private static final int MOST_KEPT_ELEMENTS = 10_000;

    private volatile @Nullable FileSchema lastSchema;
    private volatile @Nullable Writer lastWriter;

    private record Writer(String createdBy, WriterQuirks quirks) {}

    /**
     * @throws dev.coldpress.parquet.internal.bytes.ContentException if the schema is broken or has something that
     *     cannot be carried over
     */
    FileSchema schema(List<SchemaElement> elements) {
        FileSchema last = lastSchema;
        if (last != null && last.elements().equals(elements)) {
            return last;
        }
        FileSchema schema = FileSchema.of(elements);
        if (elements.size() <= MOST_KEPT_ELEMENTS) {
            lastSchema = schema;
        }
        return schema;
    }

    WriterQuirks quirks(String createdBy) {
        Writer last = lastWriter;
        if (last == null || !last.createdBy().equals(createdBy)) {
            last = new Writer(createdBy, WriterQuirks.of(createdBy));
            lastWriter = last;
        }
        return last.quirks();
    }
}
