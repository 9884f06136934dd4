package dev.coldpress.acceptance.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.lake.EventRows;
import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.ParquetFiles;
import dev.coldpress.acceptance.lake.WideRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial calls things by their names: merged, refused, wrong. */
class MergeTrialTest {

    private final Path folder;
    private final Path wide;
    private final ContentJudge judge = new ContentJudge();

    MergeTrialTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        wide = folder.resolve("wide.parquet");
        ParquetFiles.write(wide, new WideRows(), 0, 500, FileForm.USUAL);
    }

    @Test
    void aFileMergedWithItselfIsEqualByEveryEngine() throws Exception {
        assertThat(merge(wide, wide)).isEqualTo(new TrialOutcome.Merged(List.of("DuckDB", "Spark", "parquet-java")));
    }

    @Test
    void aFileMergedWithTheSameRowsInAnotherFormIsEqual() throws Exception {
        Path sibling = folder.resolve("sibling.parquet");
        Siblings.byParquetJava(wide, sibling);
        assertThat(merge(wide, sibling)).isInstanceOf(TrialOutcome.Merged.class);
    }

    @Test
    void filesThatShareNoOutputAreRefusedWithAReason() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.parquet"), "not Parquet at all, whatever its name");
        assertThat(merge(wide, garbage))
                .isInstanceOfSatisfying(
                        TrialOutcome.Refused.class,
                        refused -> assertThat(refused.reason())
                                .startsWith("quarantined: ")
                                .contains("PAR1"));
    }

    @Test
    void anOutputWithOtherRowsIsWrong() throws Exception {
        Path fewer = folder.resolve("fewer.parquet");
        ParquetFiles.write(fewer, new WideRows(), 0, 499, FileForm.USUAL);
        assertThat(judge.judge(List.of(wide), List.of(fewer))).isInstanceOf(TrialOutcome.Wrong.class);
    }

    @Test
    void anOutputWithOtherColumnsIsWrong() throws Exception {
        Path events = folder.resolve("events.parquet");
        ParquetFiles.write(events, new EventRows(10), 0, 500, FileForm.USUAL);
        assertThat(judge.judge(List.of(wide), List.of(events))).isInstanceOf(TrialOutcome.Wrong.class);
    }

    private TrialOutcome merge(Path first, Path second) throws Exception {
        return new MergeTrial(judge, new OutputTruth(Optional.empty()))
                .merge(Files.createDirectory(folder.resolve("trial")), first, second);
    }
}
