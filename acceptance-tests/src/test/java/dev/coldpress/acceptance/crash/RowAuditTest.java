package dev.coldpress.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.EventRows;
import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.LakeWriter;
import dev.coldpress.acceptance.place.LocalPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of the crash test notices each kind of fault that a crash could leave. */
class RowAuditTest {

    private final Path root;
    private final DuckDb duck;
    private final CrashLake lake;
    private final Path someFile;

    RowAuditTest(@TempDir Path folder) throws Exception {
        root = folder.toRealPath();
        duck = new DuckDb();
        lake = new CrashLake(
                CrashLake.FEW_PARTITIONS, new LocalPlace(root), root.resolve(".sink"), duck, new Random(1));
        lake.topUp();
        someFile = LakeFiles.visible(root).get(5);
    }

    @AfterEach
    void closeDuckDb() throws Exception {
        duck.close();
    }

    @Test
    void anUntouchedLakeIsExact() throws Exception {
        assertThat(look().isExact()).isTrue();
    }

    @Test
    void rowsOfADeletedFileAreLost() throws Exception {
        Files.delete(someFile);
        assertThat(look().lost()).isEqualTo(30);
        assertThat(look().doubled()).isZero();
        assertThat(look().ids()).hasSize(10);
    }

    @Test
    void rowsOfACopiedFileAreDoubled() throws Exception {
        Files.copy(someFile, someFile.resolveSibling("copy.parquet"));
        assertThat(look())
                .extracting(RowAudit.Finding::lost, RowAudit.Finding::doubled, RowAudit.Finding::foreign)
                .containsExactly(0L, 30L, 0L);
    }

    @Test
    void rowsInAnotherPartitionAreLostAndForeign() throws Exception {
        Path elsewhere =
                Files.createDirectories(root.resolve(LakeWriter.hour(9))).resolve("moved.parquet");
        Files.move(someFile, elsewhere);
        assertThat(look())
                .extracting(RowAudit.Finding::lost, RowAudit.Finding::doubled, RowAudit.Finding::foreign)
                .containsExactly(30L, 0L, 30L);
    }

    @Test
    void rowsThatNobodyWroteAreForeign() throws Exception {
        new LakeWriter(root).write(LakeWriter.hour(1), "other.parquet", new EventRows(7), 0, 1, FileForm.USUAL);
        assertThat(look())
                .extracting(RowAudit.Finding::lost, RowAudit.Finding::doubled, RowAudit.Finding::foreign)
                .containsExactly(0L, 1L, 1L);
    }

    private RowAudit.Finding look() throws Exception {
        return new RowAudit(duck).look(lake);
    }
}
