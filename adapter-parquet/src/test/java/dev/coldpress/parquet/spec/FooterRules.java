package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.MergeSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;

/** What an output's footer must say beside its columns. */
final class FooterRules {

    private record Range(long offset, long length) {
        long end() {
            return offset + length;
        }
    }

    private final FileAnatomy file;

    FooterRules(FileAnatomy file) {
        this.file = file;
    }

    void check(MergeSpec spec) {
        Map<String, String> metadata = new HashMap<>();
        if (file.metadata().isSetKey_value_metadata()) {
            for (KeyValue entry : file.metadata().getKey_value_metadata()) {
                assertThat(metadata.put(entry.getKey(), entry.getValue()))
                        .as("an earlier value of " + entry.getKey())
                        .isNull();
            }
        }
        assertThat(metadata).as("key-value metadata").isEqualTo(spec.keyValueMetadata());
        assertThat(file.metadata().getCreated_by()).isEqualTo(spec.createdBy());
        assertThat(file.metadata().getColumn_orders())
                .as("column_orders")
                .hasSize(file.schema().getColumns().size())
                .allMatch(order -> order.isSetTYPE_ORDER());
        assertThat(file.metadata().getNum_rows())
                .as("num_rows")
                .isEqualTo(file.groups().stream()
                        .mapToLong(group -> group.thrift().getNum_rows())
                        .sum());
        for (int i = 0; i < file.groups().size(); i++) {
            checkRowGroup(file.groups().get(i), i);
        }
        checkPageIndexesLieTogetherAtTheEnd();
    }

    private void checkRowGroup(FileAnatomy.Group group, int ordinal) {
        RowGroup thrift = group.thrift();
        assertThat(thrift.getNum_rows()).as("rows of a row group").isPositive();
        assertThat(thrift.getFile_offset())
                .as("RowGroup.file_offset, by which Trino assigns splits")
                .isEqualTo(FileAnatomy.firstPageOffset(group.chunks().get(0).metadata()));
        assertThat(thrift.getOrdinal()).as("ordinal").isEqualTo((short) ordinal);
        assertThat(thrift.getTotal_compressed_size())
                .isEqualTo(group.chunks().stream()
                        .mapToLong(chunk -> chunk.metadata().getTotal_compressed_size())
                        .sum());
        assertThat(thrift.getTotal_byte_size())
                .isEqualTo(group.chunks().stream()
                        .mapToLong(chunk -> chunk.metadata().getTotal_uncompressed_size())
                        .sum());
        List<String[]> paths = file.schema().getPaths();
        for (int i = 0; i < paths.size(); i++) {
            assertThat(group.chunks().get(i).metadata().getPath_in_schema()).containsExactly(paths.get(i));
        }
    }

    /** DataFusion fetches all page indexes with one range read from the first to the last. */
    private void checkPageIndexesLieTogetherAtTheEnd() {
        List<Range> columnIndexes = new ArrayList<>();
        List<Range> offsetIndexes = new ArrayList<>();
        List<Range> pages = new ArrayList<>();
        for (FileAnatomy.Group group : file.groups()) {
            for (FileAnatomy.Chunk chunk : group.chunks()) {
                ColumnChunk thrift = chunk.thrift();
                pages.add(new Range(
                        FileAnatomy.firstPageOffset(chunk.metadata()),
                        chunk.metadata().getTotal_compressed_size()));
                offsetIndexes.add(new Range(thrift.getOffset_index_offset(), thrift.getOffset_index_length()));
                if (thrift.isSetColumn_index_offset()) {
                    columnIndexes.add(new Range(thrift.getColumn_index_offset(), thrift.getColumn_index_length()));
                }
            }
        }
        List<Range> tail = new ArrayList<>(columnIndexes);
        tail.addAll(offsetIndexes);
        tail.sort(Comparator.comparingLong(Range::offset));
        for (int i = 1; i < tail.size(); i++) {
            assertThat(tail.get(i).offset())
                    .as("an index follows the one before")
                    .isEqualTo(tail.get(i - 1).end());
        }
        for (int i = 1; i < pages.size(); i++) {
            assertThat(pages.get(i).offset())
                    .as("column chunks lie in the order of the footer")
                    .isGreaterThanOrEqualTo(pages.get(i - 1).end());
        }
        if (!tail.isEmpty()) {
            assertThat(tail.get(0).offset())
                    .isGreaterThanOrEqualTo(pages.get(pages.size() - 1).end());
            assertThat(tail.get(tail.size() - 1).end())
                    .as("the footer follows the indexes")
                    .isEqualTo(FileAnatomy.footerOffset(file.file()));
        }
    }
}
