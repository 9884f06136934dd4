package dev.coldpress.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.examples.lake.TestPartition;
import dev.coldpress.localfs.LocalFileSystemStore;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduledCompactionTest {

    @TempDir
    private Path lake;

    @Test
    void theFirstRunLeavesOneFileWithEachRowOnce() throws Exception {
        TestPartition partition = TestPartition.create(lake, "shop/year=2026/month=01/day=15/hour=10");
        CompletableFuture<CompactionReport> firstRun = new CompletableFuture<>();
        CompactionListener listener = new CompactionListener() {
            @Override
            public void runFinished(CompactionReport report) {
                firstRun.complete(report);
            }
        };
        try (ScheduledCompaction running =
                ScheduledCompaction.start(LocalFileSystemStore.open(lake), listener, Duration.ofHours(1))) {
            assertThat(running).isNotNull();
            assertThat(firstRun.get(1, TimeUnit.MINUTES).isSuccess()).isTrue();
        }
        assertThat(partition.fileNames()).singleElement().asString().startsWith("compacted_");
        assertThat(partition.hasEachRowOnce()).isTrue();
    }
}
