package dev.coldpress.acceptance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.ParquetFiles;
import dev.coldpress.acceptance.lake.RowSource;
import dev.coldpress.acceptance.lake.WideRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge notices each kind of fault that it is there for. */
class OrderedComparisonTest {

    private static final RowSource ROWS = new WideRows();

    @TempDir
    private Path folder;

    @Test
    void theSameRowsInOtherFilesAndFormsAreEqual() throws Exception {
        Path whole = write("whole", ROWS, 0, 3000, FileForm.CUT_SMALL);
        Path first = write("a", ROWS, 0, 1000, FileForm.DELTA);
        Path second = write("b", ROWS, 1000, 2000, FileForm.BARE);
        assertThat(difference(List.of(first, second), List.of(whole))).isEmpty();
    }

    @Test
    void rowsInAnotherOrderDiffer() throws Exception {
        Path whole = write("whole", ROWS, 0, 300, FileForm.USUAL);
        Path second = write("a", ROWS, 100, 200, FileForm.USUAL);
        Path first = write("b", ROWS, 0, 100, FileForm.USUAL);
        assertThat(difference(List.of(second, first), List.of(whole)))
                .hasValueSatisfying(text -> assertThat(text).startsWith("600 rows differ, first row 1: "));
    }

    @Test
    void aMissingRowDiffers() throws Exception {
        Path all = write("all", ROWS, 0, 300, FileForm.USUAL);
        Path fewer = write("fewer", ROWS, 0, 299, FileForm.USUAL);
        assertThat(difference(List.of(all), List.of(fewer)))
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("1 rows differ, first row 300: no such row instead of "));
    }

    @Test
    void theSignOfZeroCounts() throws Exception {
        Path negative = write("negative", withRatio(-0.0f), 0, 1, FileForm.USUAL);
        Path positive = write("positive", withRatio(0.0f), 0, 1, FileForm.USUAL);
        assertThat(difference(List.of(negative), List.of(positive))).isPresent();
    }

    private static RowSource withRatio(float ratio) {
        return new RowSource() {
            @Override
            public MessageType schema() {
                return ROWS.schema();
            }

            @Override
            public Group row(long id) {
                return new SimpleGroup(schema()).append("id", id).append("ratio", ratio);
            }
        };
    }

    private Path write(String name, RowSource source, long firstId, int rows, FileForm form) throws IOException {
        Path file = folder.resolve(name + ".parquet");
        ParquetFiles.write(file, source, firstId, rows, form);
        return file;
    }

    private static Optional<String> difference(List<Path> expected, List<Path> actual) throws Exception {
        try (DuckDb duck = new DuckDb()) {
            return new OrderedComparison(duck).difference(expected, actual);
        }
    }
}
