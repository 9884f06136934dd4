package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.ColumnSummary;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.RowGroupSummary;
import dev.coldpress.testkit.codec.BytesSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Statistics;

/** What the codec must report about files, computed from their bytes. */
final class SummaryRules {

    private final MergeCase merge;
    private final MergedFile merged;
    private final byte[] output;

    SummaryRules(MergeCase merge, MergeCase.Result result) {
        this.merge = merge;
        this.merged = result.merged();
        this.output = result.bytes();
    }

    void check(ParquetCodec codec) {
        assertThat(codec.readFooter(BytesSource.of("output.parquet", output))).isEqualTo(merged.footer());
        FileAnatomy anatomy = FileAnatomy.of(output);
        checkFooter(merged.footer(), anatomy);
        assertThat(merged.footer().schema()).isEqualTo(merge.spec().schema());
        List<FileAnatomy> sources = merge.anatomies();
        long rows = sources.stream()
                .mapToLong(source -> source.metadata().getNum_rows())
                .sum();
        assertThat(merged.sourceRowCount()).isEqualTo(rows);
        assertThat(merged.footer().rowCount()).isEqualTo(rows);
        assertThat(merged.tiers().values().stream().mapToInt(Integer::intValue).sum())
                .as("chunks by tier")
                .isEqualTo(
                        anatomy.groups().size() * anatomy.schema().getColumns().size());
        checkSourceColumns(new ExpectedColumns(anatomy.schema(), sources), anatomy);
        if (sources.stream().allMatch(SummaryRules::tellsAllNulls) && haveOneSchema(sources)) {
            assertThat(merged.sourceColumns().stream().map(ColumnSummary::path))
                    .as("columns of which the footers tell values and nulls")
                    .containsAll(unrepeatedPaths(anatomy));
        }
    }

    private void checkSourceColumns(ExpectedColumns expected, FileAnatomy anatomy) {
        Map<List<String>, Integer> indexes = new HashMap<>();
        for (String[] path : anatomy.schema().getPaths()) {
            indexes.put(List.of(path), indexes.size());
        }
        for (ColumnSummary column : merged.sourceColumns()) {
            List<ColumnEntry> entries = expected.column(Objects.requireNonNull(indexes.get(column.path())));
            assertThat(column.valueCount()).as("values of " + column.path()).isEqualTo(entries.size());
            assertThat(column.nullCount()).as("nulls of " + column.path()).hasValue(StatisticsRules.nullCount(entries));
        }
    }

    /** Not those below a repeated field: writers differ in whether an empty list counts as a null there. */
    private static List<List<String>> unrepeatedPaths(FileAnatomy file) {
        return file.schema().getColumns().stream()
                .filter(column -> column.getMaxRepetitionLevel() == 0)
                .map(column -> List.of(column.getPath()))
                .toList();
    }

    private static boolean haveOneSchema(List<FileAnatomy> files) {
        return files.stream().map(FileAnatomy::schema).distinct().count() == 1;
    }

    private static boolean tellsAllNulls(FileAnatomy file) {
        return file.groups().stream().flatMap(group -> group.chunks().stream()).allMatch(SummaryRules::tellsNulls);
    }

    private static boolean tellsNulls(FileAnatomy.Chunk chunk) {
        Statistics statistics = chunk.metadata().getStatistics();
        return statistics != null && statistics.isSetNull_count();
    }

    static void checkFooter(ParquetFooter footer, FileAnatomy anatomy) {
        assertThat(footer.rowCount()).isEqualTo(anatomy.metadata().getNum_rows());
        assertThat(footer.createdBy()).isEqualTo(anatomy.metadata().getCreated_by());
        Map<String, String> metadata = new HashMap<>();
        for (KeyValue entry : anatomy.metadata().getKey_value_metadata()) {
            metadata.put(entry.getKey(), entry.getValue() == null ? "" : entry.getValue());
        }
        assertThat(footer.keyValueMetadata()).isEqualTo(metadata);
        assertThat(footer.rowGroups())
                .isEqualTo(anatomy.groups().stream()
                        .map(group -> new RowGroupSummary(
                                group.thrift().getNum_rows(),
                                group.chunks().stream()
                                        .mapToLong(chunk -> chunk.metadata().getTotal_compressed_size())
                                        .sum(),
                                group.chunks().stream()
                                        .mapToLong(chunk -> chunk.metadata().getTotal_uncompressed_size())
                                        .sum()))
                        .toList());
        assertThat(footer.columns()).hasSameSizeAs(anatomy.schema().getColumns());
        for (int i = 0; i < footer.columns().size(); i++) {
            checkColumn(footer.columns().get(i), anatomy, i);
        }
    }

    private static void checkColumn(ColumnSummary column, FileAnatomy anatomy, int index) {
        List<ColumnEntry> entries = ColumnEntries.ofColumn(anatomy, index);
        List<FileAnatomy.Chunk> chunks = anatomy.groups().stream()
                .map(group -> group.chunks().get(index))
                .toList();
        assertThat(column.path()).containsExactly(anatomy.schema().getPaths().get(index));
        assertThat(column.valueCount()).isEqualTo(entries.size());
        if (chunks.stream().allMatch(SummaryRules::tellsNulls)) {
            assertThat(column.nullCount()).hasValue(StatisticsRules.nullCount(entries));
        } else if (anatomy.schema().getColumns().get(index).getMaxDefinitionLevel() > 0) {
            assertThat(column.nullCount()).isEmpty();
        }
        assertThat(column.compressedBytes())
                .isEqualTo(chunks.stream()
                        .mapToLong(chunk -> chunk.metadata().getTotal_compressed_size())
                        .sum());
        assertThat(column.codecs())
                .containsExactlyInAnyOrderElementsOf(chunks.stream()
                        .map(chunk -> chunk.metadata().getCodec().name())
                        .distinct()
                        .toList());
    }
}
