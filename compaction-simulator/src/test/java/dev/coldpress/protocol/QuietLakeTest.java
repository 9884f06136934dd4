package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.partition.ColdBy;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.ScriptedFaults;
import dev.coldpress.testkit.fault.SimulatedCrash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lakes whose paths have no date, so that the quiet period alone decides. A writer that had a file open for longer than
 * that may add it at any moment of a compaction.
 */
class QuietLakeTest {

    private static final String FLAT = ".";
    private static final String COUNTRIES = "country={country}/";

    private static CompactionSettings settings(String layout) {
        return SmallLake.smallTarget()
                .layout(LakeLayout.parse(layout))
                .coldBy(ColdBy.QUIET)
                // A reader looks before each call: threads of the scan's own would be in its way.
                .parallelism(1)
                .build();
    }

    private static KeyPrefix partition(String layout) {
        return layout.equals(FLAT) ? KeyPrefix.ROOT : KeyPrefix.of("country=DE/");
    }

    private static SmallLake lake(String layout, Keeping keeping) {
        SmallLake lake = new SmallLake(keeping, settings(layout));
        lake.addFiles(partition(layout), 9, 25);
        return lake;
    }

    private static long callsOfOneRun(String layout) {
        ScriptedFaults none = new ScriptedFaults();
        SmallLake lake = lake(layout, Keeping.OBJECT);
        lake.compactor(new FaultyObjectStore(lake.store, none)).compactAll();
        assertThat(lake.dataFiles()).hasSizeLessThan(9);
        return none.calls();
    }

    @ParameterizedTest
    @ValueSource(strings = {FLAT, COUNTRIES})
    void aPartitionIsCompactedOnceItHasBeenQuietForAnHour(String layout) {
        SmallLake lake = lake(layout, Keeping.OBJECT);
        lake.clock.advance(Duration.ofSeconds(-1));
        CompactionReport tooEarly = lake.compact();
        assertThat(tooEarly.partitionsLeftAlone()).isEqualTo(Map.of(SkipReason.QUIET_PERIOD, 1));

        lake.clock.advance(Duration.ofSeconds(1));
        assertThat(lake.compact().partitionsCompacted()).isEqualTo(1);
        LakeAssertions.assertEachRowOnce(lake, "after the run");
        List<?> atRest = lake.objects();
        lake.compact();
        assertThat(lake.objects()).as("objects after a second run").isEqualTo(atRest);
    }

    @ParameterizedTest
    @EnumSource
    void theRecordOfTheRootIsBesideThoseOfPartitions(Keeping keeping) {
        SmallLake lake = lake(FLAT, keeping);
        lake.compact();

        assertThat(lake.objectsBelow(SmallLake.CONTROL + "_root/")).hasSize(1);
        assertThat(lake.record(KeyPrefix.ROOT)).containsInstanceOf(Done.class);
        assertThat(lake.notes()).isEmpty();
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }

    @ParameterizedTest
    @CsvSource({
        FLAT + ", CRASH_BEFORE", FLAT + ", CRASH_HALFWAY", FLAT + ", CRASH_AFTER",
        COUNTRIES + ", CRASH_BEFORE", COUNTRIES + ", CRASH_HALFWAY", COUNTRIES + ", CRASH_AFTER",
    })
    void aCrashAtAnyCallIsRepairedByTheNextRun(String layout, Fault crash) {
        long calls = callsOfOneRun(layout);
        for (long call = 1; call <= calls; call++) {
            SmallLake lake = lake(layout, Keeping.OBJECT);
            FaultyObjectStore crashing = new FaultyObjectStore(lake.store, new ScriptedFaults().atCall(call, crash));
            assertThatThrownBy(() -> lake.compactor(crashing).compactAll()).isInstanceOf(SimulatedCrash.class);
            String what = crash + " at call " + call;
            LakeAssertions.assertNoRowLost(lake, "after " + what);
            assertThat(lake.compact().isSuccess()).as("the run after %s", what).isTrue();
            LakeAssertions.assertEachRowOnce(lake, "after " + what + " and one clean run");
            assertThat(lake.dataFiles()).as("files after %s", what).hasSizeLessThan(9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FLAT, COUNTRIES})
    void aFileThatAppearsAtAnyCallIsNeitherLostNorDoubled(String layout) {
        long calls = callsOfOneRun(layout);
        for (long call = 1; call <= calls; call++) {
            SmallLake lake = lake(layout, Keeping.OBJECT);
            List<String> lost = new ArrayList<>();
            lake.compactor(new FaultyObjectStore(lake.store, atCall(call, lost, lake, () -> {
                        lake.addFile(partition(layout), "open-for-long.parquet", 5);
                    })))
                    .compactAll();
            assertThat(lost)
                    .as("rows missing while a file appears at call %s", call)
                    .isEmpty();
            lake.clock.advance(Duration.ofDays(2));
            lake.compact();
            LakeAssertions.assertEachRowOnce(lake, "after a file at call " + call + " and a clean run");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FLAT, COUNTRIES})
    void whatOverwritesASourceAtAnyCallStays(String layout) {
        long calls = callsOfOneRun(layout);
        for (long call = 1; call <= calls; call++) {
            SmallLake lake = lake(layout, Keeping.OBJECT);
            ObjectKey source = partition(layout).key("part-004.parquet");
            lake.compactor(new FaultyObjectStore(
                            lake.store,
                            atCall(
                                    call,
                                    new ArrayList<>(),
                                    lake,
                                    () -> lake.store.add(source, RowCodec.file("new-1", "new-2")))))
                    .compactAll();
            lake.clock.advance(Duration.ofDays(2));
            lake.compact();
            Map<String, Integer> rows = lake.visibleRows();
            assertThat(rows).as("rows after an overwrite at call %s", call).containsEntry("new-1", 1);
            assertThat(rows.values()).as("how often each row is there").allMatch(times -> times == 1);
            assertThat(rows.keySet())
                    .as("the rows of the other files after an overwrite at call %s", call)
                    .containsAll(rowsOfAllFilesBut(4));
        }
    }

    private static List<String> rowsOfAllFilesBut(int file) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < 9 * 25; row++) {
            if (row / 25 != file) {
                rows.add(String.valueOf(row));
            }
        }
        return rows;
    }

    /** A reader before each call, and something that happens before one of them. */
    private static FaultPlan atCall(long number, List<String> lost, SmallLake lake, Runnable happens) {
        long[] calls = {0};
        return (operation, target) -> {
            if (++calls[0] == number) {
                happens.run();
            }
            if (lake.visibleRows().size() < lake.rowsWritten()) {
                lost.add(operation + " of " + target);
            }
            return Fault.NONE;
        };
    }

    @Test
    void directoriesBelowAFlatLakeAreToldAndNotTouched() {
        SmallLake lake = lake(FLAT, Keeping.OBJECT);
        lake.addFiles(KeyPrefix.of("sub/"), 3, 5);
        List<?> below = lake.objectsBelow("sub/");

        CompactionReport report = lake.compact();

        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(lake.objectsBelow("sub/")).isEqualTo(below);
    }

    @Test
    void aLayoutWithoutADateNeedsTheWordOfTheUser() {
        assertThatThrownBy(() -> CompactionSettings.builder()
                        .layout(LakeLayout.parse(COUNTRIES))
                        .build())
                .hasMessage(
                        "layout is 'country={country}/', but must have a date, such as {yyyy}, unless coldBy is quiet, because otherwise"
                                + " nothing in a path tells when its partition is finished");
        assertThatThrownBy(() ->
                        settings(FLAT).toBuilder().lookback(Duration.ofDays(7)).build())
                .hasMessageContaining("lookback is")
                .hasMessageContaining("without a date");
        assertThatThrownBy(() -> settings(FLAT).toBuilder()
                        .quietPeriod(Duration.ofMinutes(30))
                        .build())
                .hasMessageContaining("quietPeriod is PT30M, but must be at least PT1H");
        assertThat(settings(FLAT).quietPeriod()).isEqualTo(Duration.ofHours(1));
        assertThat(CompactionSettings.defaults().quietPeriod()).isEqualTo(Duration.ofMinutes(15));
    }

    /**
     * With a date in the path as well: for partitions of a year, of which the quiet ones are not to wait for its end.
     */
    @Test
    void aPartitionWhoseTimeHasNotEndedIsCompactedOnceItIsQuiet() {
        CompactionSettings settings = SmallLake.smallTarget()
                .layout(LakeLayout.parse("year={yyyy}/"))
                .coldBy(ColdBy.QUIET)
                .build();
        SmallLake lake = new SmallLake(settings);
        lake.addFiles(KeyPrefix.of("year=2026/"), 3, 5);

        assertThat(lake.compact().partitionsCompacted()).isEqualTo(1);
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }
}
