package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.Compactor;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.GroupResult;
import dev.coldpress.report.PartitionReport.Failure;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.store.CountingObjectStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Merges whose output would have a footer of more than the 16 MiB that are read of one. Few columns with long names
 * stand for many: each name is once in the schema and once in each row group.
 */
class LargeFooterTest {

    private static final long LIMIT = 16 << 20;

    @TempDir
    Path directory;

    private TestLake lake;

    @BeforeEach
    void open() throws SQLException {
        lake = new TestLake(directory);
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    /** A query for random numbers, in columns whose names have so many characters. */
    private static String columns(int count, int nameLength, int rows) {
        return IntStream.range(0, count)
                .mapToObj(i -> "hash(i, " + i + ") AS \"" + i + "_" + "x".repeat(nameLength) + "\"")
                .collect(Collectors.joining(", ", "SELECT ", " FROM range(0, " + rows + ") r(i)"));
    }

    private static void assertRefused(ThrowingCallable merge) {
        assertThatThrownBy(merge)
                .isInstanceOfSatisfying(
                        ParquetFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MEMORY_BUDGET))
                .hasMessageContaining("merged-")
                .hasMessageContaining("footer")
                .hasMessageContaining("limit is " + LIMIT);
    }

    @Test
    void isRefusedAsSoonAsTheRowGroupsAreTooMany() throws Exception {
        SourceFile source = lake.write(columns(20, 50_000, 10));
        MergeSpec spec = Specs.of(lake.codec().readFooter(source).schema(), 1000, Specs.BUDGET_BYTES);
        lake.traffic().reset();

        assertRefused(() -> lake.merge(spec, Collections.nCopies(100, source)));

        // The schema has a megabyte, and so has each row group.
        assertThat(lake.traffic().bytesRead()).isLessThan(30 * source.ref().sizeBytes());
    }

    @Test
    void isMergedBelowTheLimitAndReadAgain() throws Exception {
        SourceFile source = lake.write(columns(20, 50_000, 10));
        MergeSpec spec = Specs.of(lake.codec().readFooter(source).schema(), 1000, Specs.BUDGET_BYTES);

        TestLake.Output output = lake.merge(spec, Collections.nCopies(14, source));

        assertThat(lake.codec().readFooter(lake.put(output.bytes())).rowGroups())
                .hasSize(14);
    }

    @Test
    void isRefusedWhateverMakesItLarge() throws Exception {
        SourceFile source = lake.write(columns(1, 1, 10));
        MergeSpec small = Specs.of(lake.codec().readFooter(source).schema());
        MergeSpec spec = new MergeSpec(
                small.schema(),
                Map.of("key", "x".repeat((int) LIMIT)),
                small.createdBy(),
                Optional.empty(),
                small.rowGroupBytes(),
                small.pageBytes(),
                small.pageRows(),
                small.memoryBudgetBytes(),
                false,
                MergeSpec.DEFAULT_MAX_GROWTH);

        assertRefused(() -> lake.merge(spec, List.of(source)));
    }

    @Test
    void isNeverPublishedAndTheSourcesStay() throws Exception {
        KeyPrefix hour = KeyPrefix.of("app/year=2026/month=01/day=15/hour=10/");
        ManualClock clock = new ManualClock(Instant.parse("2026-01-15T13:00:00Z"));
        InMemoryObjectStore objects = new InMemoryObjectStore(clock);
        // Each has 14 MB of footer and a row group of which the memory holds one: with two, the footer has 21 MB.
        byte[] source = lake.bytes(lake.write(columns(70, 100_000, 6_000)));
        for (String name : List.of("a.parquet", "b.parquet", "c.parquet")) {
            objects.add(hour.key(name), source);
        }
        clock.advance(Duration.ofDays(2));
        CountingObjectStore store = new CountingObjectStore(objects);
        List<GroupResult> results = new ArrayList<>();
        Compactor compactor = Compactor.builder(store, lake.codec())
                .settings(
                        CompactionSettings.builder().memoryBudgetBytes(16 << 20).build())
                .clock(clock)
                .ids(new SeededIds(1))
                .pause(new RecordingPause(clock))
                .listener(new CompactionListener() {
                    @Override
                    public void groupFinished(GroupResult result) {
                        results.add(result);
                    }
                })
                .withoutProbe()
                .build();

        CompactionReport report = compactor.compactAll();

        Optional<Failure> failure = report.partitions().get(0).failure();
        assertThat(failure).isPresent();
        assertThat(failure.orElseThrow().message()).contains("footer", "limit is " + LIMIT);
        assertThat(objects.list(ListRequest.level(hour)).objects())
                .extracting(ListedObject::key)
                .containsExactly(hour.key("a.parquet"), hour.key("b.parquet"), hour.key("c.parquet"));
        assertThat(results).containsExactly(GroupResult.OUTPUT_REFUSED);
        assertThat(store.traffic().count(StoreOperation.STAGE)).isEqualTo(1);
        assertThat(store.traffic().count(StoreOperation.PUBLISH)).isZero();
    }
}
