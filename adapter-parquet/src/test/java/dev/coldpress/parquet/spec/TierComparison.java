package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.Util;

/**
 * Two merges of the same sources, one with all tiers and one with transcode alone. They may differ in how values are
 * encoded and where pages end, and in nothing else; and both are what the sources ask for.
 */
final class TierComparison {

    private final MergeCase merge;
    private final FileAnatomy output;
    private final FileAnatomy reference;

    TierComparison(MergeCase merge, byte[] output, byte[] reference) {
        this.merge = merge;
        this.output = FileAnatomy.of(output);
        this.reference = FileAnatomy.of(reference);
    }

    void check() throws IOException {
        OutputRules.checkFile(reference, merge.spec());
        OutputRules.checkFile(output, merge.spec());
        assertThat(rowCounts(output)).as("rows of the row groups").isEqualTo(rowCounts(reference));
        ExpectedColumns expected = new ExpectedColumns(output.schema(), merge.anatomies());
        List<ColumnDescriptor> columns = output.schema().getColumns();
        for (int i = 0; i < columns.size(); i++) {
            List<ColumnEntry> wanted = expected.column(i);
            requireSame(columns.get(i) + ": entries of the reference", ColumnEntries.ofColumn(reference, i), wanted);
            requireSame(columns.get(i) + ": entries", ColumnEntries.ofColumn(output, i), wanted);
            for (int group = 0; group < output.groups().size(); group++) {
                checkStatistics(columns.get(i) + " in row group " + group, group, i);
            }
        }
    }

    /** Bytes of all column chunks, for one of the reference. */
    double relativeSize() {
        return (double) chunkBytes(output) / chunkBytes(reference);
    }

    private static long chunkBytes(FileAnatomy file) {
        return file.groups().stream()
                .flatMap(group -> group.chunks().stream())
                .mapToLong(chunk -> chunk.metadata().getTotal_compressed_size())
                .sum();
    }

    private static List<Long> rowCounts(FileAnatomy file) {
        return file.groups().stream().map(group -> group.thrift().getNum_rows()).toList();
    }

    /** Says where the first difference is, instead of printing both. */
    static void requireSame(String what, List<ColumnEntry> actual, List<ColumnEntry> wanted) {
        for (int i = 0; i < Math.min(actual.size(), wanted.size()); i++) {
            if (!actual.get(i).equals(wanted.get(i))) {
                throw new AssertionError(what + ": entry " + i + " is " + actual.get(i) + ", not " + wanted.get(i));
            }
        }
        assertThat(actual.size()).as(what + ": how many").isEqualTo(wanted.size());
    }

    private void checkStatistics(String where, int group, int column) throws IOException {
        FileAnatomy.Chunk actual = output.groups().get(group).chunks().get(column);
        FileAnatomy.Chunk wanted = reference.groups().get(group).chunks().get(column);
        assertThat(actual.metadata().getStatistics())
                .as(where + ": statistics")
                .isEqualTo(wanted.metadata().getStatistics());
        assertThat(actual.metadata().getSize_statistics())
                .as(where + ": size_statistics")
                .isEqualTo(wanted.metadata().getSize_statistics());
        assertThat(actual.thrift().isSetColumn_index_offset())
                .as(where + ": there is a column index")
                .isEqualTo(wanted.thrift().isSetColumn_index_offset());
        if (actual.thrift().isSetColumn_index_offset() && valueCounts(actual).equals(valueCounts(wanted))) {
            assertThat(columnIndex(output, actual))
                    .as(where + ": column index")
                    .isEqualTo(columnIndex(reference, wanted));
        }
    }

    private static List<Integer> valueCounts(FileAnatomy.Chunk chunk) {
        return chunk.dataPages().stream().map(FileAnatomy.Page::valueCount).toList();
    }

    private static ColumnIndex columnIndex(FileAnatomy file, FileAnatomy.Chunk chunk) throws IOException {
        return Util.readColumnIndex(file.streamAt(chunk.thrift().getColumn_index_offset()));
    }
}
