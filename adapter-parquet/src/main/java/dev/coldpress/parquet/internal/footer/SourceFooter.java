package dev.coldpress.parquet.internal.footer;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ColumnSummary;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.RowGroupSummary;
import dev.coldpress.port.parquet.SortColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * A footer that has passed all checks, reduced to what reading the file needs.
 *
 * @param sorting see {@link ParquetFooter#sorting}
 * @param hash see {@link ParquetFooter#hash}
 */
public record SourceFooter(
        ObjectKey key,
        FileSchema fileSchema,
        long rowCount,
        List<SourceRowGroup> rowGroups,
        Map<String, String> keyValueMetadata,
        String createdBy,
        WriterQuirks quirks,
        List<SortColumn> sorting,
        long hash) {

    public SourceFooter {
        rowGroups = List.copyOf(rowGroups);
    }

    public ParquetSchema schema() {
        return fileSchema.schema();
    }

    public List<LeafColumn> leaves() {
        return fileSchema.leaves();
    }

    /**
     * The footer as the port has it.
     *
     * @param orderedDictionaries see {@link ParquetFooter#orderedDictionaries}
     */
    public ParquetFooter summary(Map<List<String>, String> orderedDictionaries) {
        List<RowGroupSummary> groups = rowGroups.stream()
                .map(group -> new RowGroupSummary(
                        group.rowCount(),
                        group.compressedBytes(),
                        group.chunks().stream()
                                .mapToLong(SourceChunk::uncompressedBytes)
                                .sum()))
                .toList();
        List<ColumnSummary> columns = new ArrayList<>();
        for (int i = 0; i < leaves().size(); i++) {
            columns.add(column(i));
        }
        return new ParquetFooter(
                schema(), rowCount, groups, columns, keyValueMetadata, createdBy, hash, orderedDictionaries, sorting);
    }

    private ColumnSummary column(int index) {
        long values = 0;
        long bytes = 0;
        OptionalLong nulls = OptionalLong.of(0);
        TreeSet<String> codecs = new TreeSet<>();
        for (SourceRowGroup group : rowGroups) {
            if (group.rowCount() > 0) {
                SourceChunk chunk = group.chunks().get(index);
                values = Math.addExact(values, chunk.valueCount());
                bytes = Math.addExact(bytes, chunk.lengthBytes());
                nulls = sum(nulls, chunk.nullCount());
                codecs.add(chunk.codec().name());
            }
        }
        return new ColumnSummary(leaves().get(index).path(), values, nulls, List.copyOf(codecs), bytes);
    }

    /** Unset is not zero. */
    public static OptionalLong sum(OptionalLong a, OptionalLong b) {
        return a.isPresent() && b.isPresent()
                ? OptionalLong.of(Math.addExact(a.getAsLong(), b.getAsLong()))
                : OptionalLong.empty();
    }
}
