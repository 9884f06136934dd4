package dev.coldpress.acceptance.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldpress.acceptance.lake.DirectorySnapshot;
import dev.coldpress.acceptance.lake.EventRows;
import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.LakeWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose merged file the disk does not take. */
class DiskFullTest {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);
    private static final int SOURCES = 12;

    /** Less than the sources have together, and more than a library of a codec has, which is unpacked on the way. */
    private static final int LIMIT_MB = 8;

    @TempDir
    private Path folder;

    @Test
    void theGroupFailsItsSourcesStayAndTheNextRunDoesIt() throws Exception {
        assumeThat(ProjectHome.applicationJars())
                .as("the application is packaged")
                .isPresent();
        Path root = folder.toRealPath().resolve("lake");
        LakeWriter writer = new LakeWriter(root);
        for (int i = 0; i < SOURCES; i++) {
            writer.write(
                    LakeWriter.hour(3), "part-" + i + ".parquet", new EventRows(1000), i * 1000L, 1000, FileForm.USUAL);
        }
        Path partition = root.resolve(LakeWriter.hour(3));
        DirectorySnapshot before = DirectorySnapshot.of(partition);
        List<String> run = List.of("run", "--root", root.toString());
        Path log = folder.resolve("log");
        try (ColdpressProcess full = ColdpressProcess.startWithFileLimit(LIMIT_MB, run, log)) {
            assertThat(full.endsWithin(LONGEST_RUN)).isTrue();
            assertThat(full.exitCode()).as(full.printed()).isEqualTo(1);
            assertThat(full.printed()).contains("File too large").doesNotContain("\tat ");
        }
        assertThat(DirectorySnapshot.of(partition).entries().keySet())
                .isEqualTo(before.entries().keySet());
        assertThat(LakeFiles.hiddenStagedFiles(root)).isEmpty();
        try (ColdpressProcess again = ColdpressProcess.start(List.of(), run, log)) {
            assertThat(again.endsWithin(LONGEST_RUN)).isTrue();
            assertThat(again.exitCode()).as(again.printed()).isZero();
        }
        assertThat(LakeFiles.visible(root)).hasSize(1);
    }
}
