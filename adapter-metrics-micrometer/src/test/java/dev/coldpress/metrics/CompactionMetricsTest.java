package dev.coldpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coldpress.Compactor;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.SimulatedCrash;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each metric, after a compaction that it tells of. */
class CompactionMetricsTest {

    private static final KeyPrefix HOUR = MeteredLake.HOUR;

    private final MeteredLake lake = new MeteredLake();

    @Test
    void runsByResult() {
        lake.addFiles(HOUR, 3);
        lake.compact(MeteredLake.each(StoreOperation.SEAL, HOUR.path(), Fault.FAIL_BEFORE));
        assertThat(runs("partial")).isEqualTo(1);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> lake.compact(MeteredLake.each(StoreOperation.LIST, "", Fault.FAIL_BEFORE)));
        assertThat(runs("failed")).isEqualTo(1);
        Compactor stopped = lake.builder(lake.store).build();
        stopped.stop();
        stopped.compactAll();
        assertThat(runs("stopped")).isEqualTo(1);
        assertThat(runs("success")).isZero();
        lake.compact();
        assertThat(runs("success")).isEqualTo(1);
    }

    private double runs(String result) {
        return lake.value("compaction_runs_total{result=\"" + result + "\"}");
    }

    @Test
    void runDurationAndLastSuccess() {
        assertThat(lake.value("compaction_last_success_timestamp_seconds")).isNaN();
        lake.addFiles(HOUR, 3);
        lake.compact(MeteredLake.before(StoreOperation.PUBLISH, HOUR, () -> lake.clock.advance(Duration.ofSeconds(7))));
        assertThat(lake.value("compaction_run_duration_seconds_count")).isEqualTo(1);
        assertThat(lake.value("compaction_run_duration_seconds_sum")).isEqualTo(7);
        assertThat(lake.value("compaction_last_success_timestamp_seconds"))
                .isEqualTo((double) lake.clock.instant().getEpochSecond());
    }

    @Test
    void partitionsByState() {
        lake.addFiles(HOUR, 3);
        lake.addFiles(MeteredLake.NEXT_HOUR, 3);
        lake.addFiles(KeyPrefix.of("app/year=2026/month=01/day=15/hour=09/"), 1);
        lake.compact(MeteredLake.each(StoreOperation.SEAL, HOUR.path(), Fault.FAIL_BEFORE));
        for (String state : List.of("failed", "compacted", "left-alone")) {
            assertThat(lake.value("compaction_partitions_total{state=\"" + state + "\"}"))
                    .as(state)
                    .isEqualTo(1);
        }
    }

    @Test
    void partitionsSkippedByReason() {
        lake.addFiles(HOUR, 1);
        lake.addFiles(KeyPrefix.of("app/year=2026/month=01/day=15/hour=13/"), 3);
        lake.compact();
        assertThat(lake.value("compaction_partitions_skipped{reason=\"too-few-files\"}"))
                .isEqualTo(1);
        assertThat(lake.value("compaction_partitions_skipped{reason=\"hot\"}")).isEqualTo(1);
        assertThat(lake.value("compaction_partitions_skipped{reason=\"excluded\"}"))
                .isZero();
    }

    @Test
    void partitionsMatched() {
        assertThat(lake.value("compaction_partitions_matched")).isNaN();
        lake.store.add(ObjectKey.of("dt=2026-01-15/x.parquet"), new byte[1]);
        lake.compact();
        assertThat(lake.value("compaction_partitions_matched")).isZero();
        assertThat(lake.value("compaction_partitions_skipped{reason=\"not-in-layout\"}"))
                .isEqualTo(1);
        lake.addFiles(HOUR, 1);
        lake.addFiles(MeteredLake.NEXT_HOUR, 3);
        lake.addFiles(KeyPrefix.of("app/year=2026/month=01/day=15/hour=13/"), 3);
        for (int run = 0; run < 2; run++) {
            lake.compact();
            assertThat(lake.value("compaction_partitions_matched"))
                    .as("two cold ones and a hot one")
                    .isEqualTo(3);
        }
    }

    @Test
    void backlogThatABudgetLeaves() {
        lake.addFiles(HOUR, 3);
        lake.addFiles(MeteredLake.NEXT_HOUR, 4);
        lake.settings.maxBytesPerRun(1);
        lake.compact();
        assertThat(backlog("partitions")).isEqualTo(1);
        assertThat(backlog("files")).isEqualTo(4);
        assertThat(backlog("bytes")).isEqualTo(4 * RowCodec.file("a0", "b0", "c0").length);
        assertThat(backlog("oldest_age_seconds")).isNotNaN();
        lake.compact();
        for (String what : List.of("partitions", "files", "bytes", "oldest_age_seconds")) {
            assertThat(backlog(what)).as(what).isZero();
        }
    }

    @Test
    void backlogThatAFailureLeaves() {
        lake.addFiles(HOUR, 3);
        lake.compact(MeteredLake.each(StoreOperation.SEAL, HOUR.path(), Fault.FAIL_BEFORE));
        assertThat(backlog("partitions")).isEqualTo(1);
        assertThat(backlog("files")).isEqualTo(3);
        lake.compact(MeteredLake.each(StoreOperation.LIST, HOUR.path(), Fault.FAIL_BEFORE));
        assertThat(backlog("partitions")).as("what is in it is not known").isEqualTo(1);
        assertThat(backlog("files")).isZero();
    }

    private double backlog(String what) {
        return lake.value("compaction_backlog_" + what);
    }

    @Test
    void theBacklogGrowsOlderBetweenRuns() {
        MockClock clock = new MockClock();
        SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, (Clock) clock);
        lake.addFiles(HOUR, 3);
        lake.addFiles(MeteredLake.NEXT_HOUR, 4);
        lake.settings.maxBytesPerRun(1);
        lake.builder(lake.store)
                .listener(new CompactionMetrics(registry))
                .build()
                .compactAll();
        clock.add(lake.clock.instant().toEpochMilli() - clock.wallTime(), TimeUnit.MILLISECONDS);
        assertThat(registry.get(Metric.BACKLOG_AGE.id()).gauge().value()).isEqualTo(3600);
        clock.addSeconds(60);
        assertThat(registry.get(Metric.BACKLOG_AGE.id()).gauge().value()).isEqualTo(3660);
    }

    @Test
    void aStoppedRunLeavesTheBacklogAsItWas() {
        lake.addFiles(HOUR, 3);
        lake.addFiles(MeteredLake.NEXT_HOUR, 4);
        lake.settings.maxBytesPerRun(1);
        lake.compact();
        Compactor stopped = lake.builder(lake.store).build();
        stopped.stop();
        stopped.compactAll();
        assertThat(backlog("files")).isEqualTo(4);
    }

    @Test
    void groupsThatAreMerged() {
        lake.addFiles(HOUR, 3);
        lake.compact();
        assertThat(groups("merged")).isEqualTo(1);
    }

    @Test
    void groupsThatAnEarlierRunPublished() {
        lake.addFiles(HOUR, 3);
        crashAtTheFirstDelete(MeteredLake.OWN_NAME);
        lake.compact();
        assertThat(groups("recovered")).isEqualTo(1);
        assertThat(groups("merged")).isZero();
    }

    @Test
    void groupsWhoseOutputIsRetractedOrDropped() {
        lake.addFiles(HOUR, 3);
        lake.compact(
                MeteredLake.before(StoreOperation.PUBLISH, HOUR, () -> lake.store.remove(HOUR.key("part-1.parquet"))));
        assertThat(groups("retracted")).isEqualTo(1);
        lake.addFiles(MeteredLake.NEXT_HOUR, 3);
        lake.compact(MeteredLake.first(StoreOperation.PUBLISH, MeteredLake.NEXT_HOUR, Fault.FAIL_BEFORE));
        assertThat(groups("dropped")).isEqualTo(1);
    }

    @Test
    void groupsWithASourceThatVanishesOrCannotBeRead() {
        // What is kept from the look at the footers is merged, whether it is still there or not.
        lake.settings.spoolBytes(0);
        lake.addFiles(HOUR, 3);
        lake.compact(
                MeteredLake.before(StoreOperation.STAGE, HOUR, () -> lake.store.remove(HOUR.key("part-1.parquet"))));
        assertThat(groups("source-gone")).isEqualTo(1);
        lake.addFiles(MeteredLake.NEXT_HOUR, 3);
        lake.put(MeteredLake.NEXT_HOUR, "poisoned.parquet", RowCodec.file(RowCodec.POISON));
        lake.compact();
        assertThat(groups("source-refused")).isEqualTo(1);
    }

    @Test
    void groupsThatFail() {
        lake.addFiles(HOUR, 3);
        lake.compact(MeteredLake.each(StoreOperation.SEAL, HOUR.path(), Fault.FAIL_BEFORE));
        // What the store does not answer is tried again in two further rounds.
        assertThat(groups("store-failed")).isEqualTo(3);
        compactWith(merged -> {
            throw new OutOfMemoryError("no heap left");
        });
        assertThat(groups("out-of-memory")).isEqualTo(1);
        compactWith(merged -> {
            throw new ArithmeticException("a bug");
        });
        assertThat(groups("unexpected")).isEqualTo(1);
    }

    @Test
    void verifyFailures() {
        lake.addFiles(HOUR, 3);
        compactWith(merged -> new MergedFile(merged.footer(), 8, merged.sourceColumns(), merged.columnTiers()));
        assertThat(lake.value("compaction_verify_failures_total")).isEqualTo(1);
        assertThat(groups("verify-failed")).isEqualTo(1);
    }

    private void compactWith(UnaryOperator<MergedFile> afterMerge) {
        lake.codec = new BentCodec(afterMerge);
        lake.compact();
    }

    private double groups(String result) {
        return lake.value("compaction_groups_total{result=\"" + result + "\"}");
    }

    @Test
    void stageDurations() {
        lake.addFiles(HOUR, 3);
        lake.codec = new BentCodec(merged -> {
            lake.clock.advance(Duration.ofSeconds(100));
            return merged;
        });
        lake.compact((operation, target) -> {
            switch (operation) {
                case READ -> lake.clock.advance(Duration.ofSeconds(1));
                case SEAL -> lake.clock.advance(Duration.ofSeconds(20));
                case PUBLISH -> lake.clock.advance(Duration.ofMinutes(5));
                case DELETE ->
                    lake.clock.advance(target.startsWith(HOUR.path()) ? Duration.ofSeconds(4000) : Duration.ZERO);
                default -> {}
            }
            return Fault.NONE;
        });
        assertThat(stage("read", "sum")).as("3 files, once each").isEqualTo(3);
        assertThat(stage("merge", "sum")).isEqualTo(100);
        assertThat(stage("upload", "sum")).isEqualTo(20);
        assertThat(stage("verify", "count")).isEqualTo(1);
        assertThat(stage("publish", "sum")).as("with a look into the output").isEqualTo(301);
        assertThat(stage("delete", "sum")).isEqualTo(4000);
        assertThat(stage("list", "count")).as("the lake and its partition").isEqualTo(2);
    }

    private double stage(String stage, String part) {
        return lake.value("compaction_stage_duration_seconds_" + part + "{stage=\"" + stage + "\"}");
    }

    @Test
    void inputAndOutput() {
        lake.addFiles(HOUR, 3);
        lake.compact();
        long output =
                lake.store.list(ListRequest.level(HOUR)).objects().get(0).ref().sizeBytes();
        assertThat(lake.value("compaction_input_files_total")).isEqualTo(3);
        assertThat(lake.value("compaction_input_bytes_total")).isEqualTo(3 * RowCodec.file("a0", "b0", "c0").length);
        assertThat(lake.value("compaction_input_rows_total")).isEqualTo(9);
        assertThat(lake.value("compaction_output_files_total")).isEqualTo(1);
        assertThat(lake.value("compaction_output_bytes_total")).isEqualTo((double) output);
        assertThat(lake.value("compaction_output_rows_total")).isEqualTo(9);
        assertThat(lake.value("compaction_output_file_size_bytes_sum")).isEqualTo((double) output);
        assertThat(lake.value("compaction_output_file_size_bytes_bucket{le=\"1048576.0\"}"))
                .isEqualTo(1);
    }

    @Test
    void columnsByTier() {
        lake.addFiles(HOUR, 3);
        lake.compact();
        assertThat(lake.value("compaction_columns_total{tier=\"rows\"}")).isEqualTo(1);
    }

    @Test
    void duplicateWindow() {
        lake.addFiles(HOUR, 3);
        lake.compact(MeteredLake.before(StoreOperation.DELETE, HOUR, () -> lake.clock.advance(Duration.ofSeconds(3))));
        assertThat(lake.value("compaction_duplicate_window_seconds_count")).isEqualTo(1);
        assertThat(lake.value("compaction_duplicate_window_seconds_sum")).isEqualTo(3);
        assertThat(lake.value("compaction_duplicate_window_seconds_bucket{le=\"1.0\"}"))
                .isZero();
        assertThat(lake.value("compaction_duplicate_window_seconds_bucket{le=\"5.0\"}"))
                .isEqualTo(1);
    }

    @Test
    void sourcesDeletedByAnswer() {
        lake.addFiles(HOUR, 3);
        lake.compact(MeteredLake.first(StoreOperation.DELETE, HOUR, Fault.FAIL_AFTER));
        assertThat(deleted("unknown")).as("the first time").isEqualTo(3);
        assertThat(deleted("not-found")).as("asked again").isEqualTo(3);
        lake.addFiles(MeteredLake.NEXT_HOUR, 4);
        lake.compact();
        assertThat(deleted("deleted")).isEqualTo(4);
        assertThat(deleted("denied")).isZero();
        assertThat(deleted("other-version")).isZero();
    }

    private double deleted(String result) {
        return lake.value("compaction_sources_deleted_total{result=\"" + result + "\"}");
    }

    @Test
    void recoveredByAction() {
        lake.addFiles(HOUR, 3);
        crashAtTheFirstDelete(MeteredLake.OWN_NAME);
        lake.compact();
        assertThat(lake.value("compaction_recovered_total{action=\"rolled-forward\"}"))
                .isEqualTo(1);
        lake.addFiles(MeteredLake.NEXT_HOUR, 3);
        crash(StoreOperation.PUBLISH, MeteredLake.NEXT_HOUR, MeteredLake.OWN_NAME);
        lake.compact();
        assertThat(lake.value("compaction_recovered_total{action=\"discarded\"}"))
                .isEqualTo(1);
    }

    @Test
    void whatIsLeftAloneInPartitionsByReason() {
        lake.addFiles(MeteredLake.HOUR, 3);
        lake.put(MeteredLake.HOUR, "broken.parquet", "junk".getBytes(StandardCharsets.UTF_8));
        lake.put(MeteredLake.HOUR, "a.parq", new byte[] {1});
        lake.put(MeteredLake.NEXT_HOUR, "b.PARQUET", new byte[] {1});
        lake.compact();
        assertThat(lake.value("compaction_files_skipped{reason=\"file-name\"}")).isEqualTo(2);
        assertThat(lake.value("compaction_files_skipped{reason=\"quarantined\"}"))
                .isEqualTo(1);
        assertThat(lake.value("compaction_files_skipped{reason=\"symbolic-link\"}"))
                .isZero();
    }

    @Test
    void quarantinedFilesByReason() {
        lake.addFiles(HOUR, 3);
        lake.put(HOUR, "corrupt.parquet", "junk".getBytes(StandardCharsets.UTF_8));
        lake.compact();
        assertThat(lake.value("compaction_quarantined{reason=\"quarantined\"}")).isEqualTo(1);
        lake.addFiles(MeteredLake.NEXT_HOUR, 3);
        lake.put(MeteredLake.NEXT_HOUR, "poisoned.parquet", RowCodec.file(RowCodec.POISON));
        lake.compact();
        lake.compact();
        assertThat(lake.value("compaction_quarantined{reason=\"quarantined\"}"))
                .as("one file, however many runs")
                .isEqualTo(1);
        assertThat(lake.value("compaction_quarantined{reason=\"encrypted\"}")).isZero();
    }

    @Test
    void claimsByResult() {
        lake.addFiles(HOUR, 3);
        lake.compact();
        assertThat(claims("won")).isEqualTo(1);
        lake.addFiles(MeteredLake.NEXT_HOUR, 3);
        crash(StoreOperation.PUBLISH, MeteredLake.NEXT_HOUR, "another");
        lake.compact();
        assertThat(claims("left-to-another")).isEqualTo(1);
        assertThat(claims("lost")).isZero();
        assertThat(claims("taken-over")).isZero();
    }

    private double claims(String result) {
        return lake.value("compaction_claims_total{result=\"" + result + "\"}");
    }

    @Test
    void noLabelEverNamesAPartitionOrAKey() {
        lake.addFiles(HOUR, 3);
        lake.compact(new MeteredObjectStore(lake.store, lake.registry));
        assertThat(lake.registry.scrape()).doesNotContain("hour=").doesNotContain(".parquet");
    }

    @Test
    void everyMetricOfTheTableIsInThePrometheusText() {
        lake.addFiles(HOUR, 3);
        lake.compact(new MeteredObjectStore(lake.store, lake.registry));
        List<String> missing = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (!lake.registry.scrape().contains("# HELP " + metric.prometheusName() + " " + metric.meaning())) {
                missing.add(metric.prometheusName());
            }
        }
        assertThat(missing).isEmpty();
    }

    private void crashAtTheFirstDelete(String name) {
        crash(StoreOperation.DELETE, HOUR, name);
    }

    private void crash(StoreOperation operation, KeyPrefix where, String name) {
        Compactor doomed = lake.builder(
                        new FaultyObjectStore(lake.store, MeteredLake.first(operation, where, Fault.CRASH_BEFORE)))
                .name(name)
                .listener(CompactionListener.NONE)
                .build();
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(doomed::compactAll);
    }
}
