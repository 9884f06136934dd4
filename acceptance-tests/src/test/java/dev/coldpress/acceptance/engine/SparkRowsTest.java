package dev.coldpress.acceptance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.ParquetFiles;
import dev.coldpress.acceptance.lake.WideRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two engines agree on a file of most types, so what they say of an output can be trusted. */
class SparkRowsTest {

    private static final int ROWS = 10_000;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writeFile() throws IOException {
        file = folder.resolve("wide.parquet");
        ParquetFiles.write(file, new WideRows(), 0, ROWS, FileForm.CUT_SMALL);
    }

    @Test
    void sampleHasSeveralRowGroupsAndPages() throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            List<BlockMetaData> rowGroups = reader.getRowGroups();
            assertThat(rowGroups).hasSize(3);
            assertThat(reader.readOffsetIndex(rowGroups.get(0).getColumns().get(0))
                            .getPageCount())
                    .isGreaterThan(5);
        }
    }

    @Test
    void sparkAndDuckDbReadTheSameValues() throws Exception {
        // DuckDB knows TIME and reads INT96 without a zone, Spark does not; maps have no order in JDBC.
        String query = "SELECT * REPLACE (map_entries(limits) AS limits, epoch_us(clock) AS clock,"
                + " legacy AT TIME ZONE 'UTC' AS legacy) FROM " + DuckDb.parquet(file);
        try (DuckDb duck = new DuckDb()) {
            Map<String, List<@Nullable Object>> expected = duck.read(query);
            Map<String, List<@Nullable Object>> actual = SparkRows.read(file);
            assertThat(expected.get("id")).hasSize(ROWS);
            assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
            expected.forEach((column, values) ->
                    assertThat(actual.get(column)).as(column).isEqualTo(values));
        }
    }

    @Test
    void digestsAndDifferencesTellFilesApart() throws Exception {
        Path shorter = folder.resolve("shorter.parquet");
        ParquetFiles.write(shorter, new WideRows(), 0, ROWS - 1, FileForm.CUT_SMALL);
        Map<String, String> digests = SparkRows.digests(List.of(file));
        assertThat(SparkRows.digests(List.of(file))).isEqualTo(digests);
        SparkRows.digests(List.of(shorter))
                .forEach((column, digest) ->
                        assertThat(digests.get(column)).as(column).isNotEqualTo(digest));
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.differences(DuckDb.parquet(file), DuckDb.parquet(file)))
                    .isZero();
            assertThat(duck.differences(DuckDb.parquet(file), DuckDb.parquet(shorter)))
                    .isEqualTo(1);
        }
    }
}
