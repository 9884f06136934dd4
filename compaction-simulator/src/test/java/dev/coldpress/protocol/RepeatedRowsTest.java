package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.record.PartitionRecord;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.VerifiedPartition;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.SimulatedCrash;
import dev.coldpress.testkit.store.ForwardingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What becomes of rows that are there twice without the protocol's doing: the next run repairs it, whoever caused it.
 */
class RepeatedRowsTest {

    /** Outputs are small there, and are merged again with what comes later. */
    private final SmallLake lake = new SmallLake(
            CompactionSettings.builder().targetFileSizeBytes(1 << 16).build());

    private boolean staysDoubled;

    /** Whatever was repaired, it was repaired for good, and a second run leaves everything as it is. */
    @AfterEach
    void aSecondRunWritesNothing() {
        List<ListedObject> before = lake.objects();
        lake.compact();
        assertThat(lake.objects()).isEqualTo(before);
        if (!staysDoubled) {
            LakeAssertions.assertEachRowOnce(lake, "at rest");
            assertThat(verify().problems()).isEmpty();
        }
    }

    private VerifiedPartition verify() {
        List<VerifiedPartition> found = new ArrayList<>();
        lake.compactor(lake.store).verifyAll(found::add);
        return found.get(0);
    }

    private Map<ObjectKey, byte[]> contents() {
        return contents(lake);
    }

    private static Map<ObjectKey, byte[]> contents(SmallLake of) {
        Map<ObjectKey, byte[]> contents = new TreeMap<>();
        of.objects()
                .forEach(object -> contents.put(
                        object.key(),
                        of.store.get(object.key(), 1 << 24).orElseThrow().body()));
        return contents;
    }

    /** As a sink does after it was set back, or a user who restores files from a backup. */
    private void deliverAgain(Map<ObjectKey, byte[]> files) {
        files.forEach(lake.store::add);
        lake.clock.advance(Duration.ofHours(1));
    }

    private Map<ObjectKey, byte[]> sources() {
        Map<ObjectKey, byte[]> sources = contents();
        sources.keySet().removeIf(key -> !key.name().startsWith("part-"));
        return sources;
    }

    /** The source stays, at its new version, and the same run looks again. */
    @Test
    void aSourceThatIsDeliveredAgainRightBeforeItsDeleteIsRepairedByTheSameRun() {
        ObjectKey source = lake.addFile(SmallLake.HOUR, "part-1.parquet", 3);
        lake.addFile(SmallLake.HOUR, "part-2.parquet", 3);
        byte[] body = lake.store.get(source, 1 << 20).orElseThrow().body();
        AtomicBoolean isDelivered = new AtomicBoolean();
        ObjectStore delivering = new ForwardingStore(lake.store) {
            @Override
            public List<DeleteResult> delete(List<ObjectRef> objects) {
                boolean isSource =
                        objects.stream().anyMatch(object -> object.key().equals(source));
                if (isSource && isDelivered.compareAndSet(false, true)) {
                    lake.store.add(source, body);
                }
                return super.delete(objects);
            }
        };
        CompactionReport report = lake.builder(delivering)
                .settings(lake.settings().toBuilder().quietPeriod(Duration.ZERO).build())
                .build()
                .compactAll();
        assertThat(isDelivered).isTrue();
        assertThat(report.isSuccess()).isTrue();
        LakeAssertions.assertEachRowOnce(lake, "after the run");
        assertThat(lake.dataFiles()).hasSize(1);
    }

    private void crashAt(StoreOperation operation) {
        assertThatThrownBy(() -> lake.compactor(
                                new FaultyObjectStore(lake.store, Faults.first(operation, "app/", Fault.CRASH_BEFORE)))
                        .compactAll())
                .isInstanceOf(SimulatedCrash.class);
    }

    /** Every object is written anew, with its bytes: what a copy or a restore does to versions. */
    private void restoreWholeLake() {
        deliverAgain(contents());
    }

    @Test
    void aFileThatIsDeliveredAgainGoesAndTheOutputStaysAsItIs() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        Map<ObjectKey, byte[]> sources = sources();
        lake.compact();
        ListedObject output = lake.dataFiles().get(0);
        deliverAgain(sources);
        assertThat(lake.dataFiles()).hasSize(6);
        CompactionReport report = lake.compact();
        assertThat(lake.dataFiles()).containsExactly(output);
        assertThat(report.groups()).singleElement().satisfies(group -> {
            assertThat(group.output()).isEqualTo(output.key());
            assertThat(group.sourceFiles()).isEqualTo(5);
        });
    }

    @Test
    void aFileThatIsDeliveredAgainAfterItsOutputWasMergedAgainGoesToo() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        Map<ObjectKey, byte[]> sources = sources();
        lake.compact();
        lake.addFile(SmallLake.HOUR, "late.parquet", 5);
        lake.clock.advance(Duration.ofDays(2));
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
        deliverAgain(sources);
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
    }

    /**
     * A copy of a lake can have a record that is older than its outputs: which files went into those it cannot tell.
     */
    @Test
    void aFileThatWentIntoAnOutputThatTheRecordHasOnlySeenGoesWhenItIsDeliveredAgain() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        lake.compact();
        Map<ObjectKey, byte[]> records = contents();
        records.keySet().removeIf(key -> !key.path().startsWith(SmallLake.CONTROL));
        lake.addFile(SmallLake.HOUR, "part-late.parquet", 5);
        Map<ObjectKey, byte[]> late = sources();
        lake.clock.advance(Duration.ofDays(2));
        lake.compact();
        deliverAgain(records);
        lake.addFile(SmallLake.HOUR, "part-later.parquet", 5);
        lake.clock.advance(Duration.ofDays(2));
        lake.compact();
        deliverAgain(late);
        lake.clock.advance(Duration.ofDays(2));
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
    }

    @Test
    void aFileOfTheSameNameWithOtherRowsIsANewFile() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        ObjectKey name = lake.dataFiles().get(0).key();
        lake.compact();
        lake.addFile(SmallLake.HOUR, name.name(), 3);
        lake.clock.advance(Duration.ofDays(2));
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
        assertThat(lake.rowsWritten()).isEqualTo(18);
    }

    @Test
    void anOutputThatIsRestoredBesideTheOneThatHoldsItsRowsGoes() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        lake.compact();
        Map<ObjectKey, byte[]> first = contents();
        first.keySet().removeIf(key -> !key.name().startsWith("compacted_"));
        lake.addFile(SmallLake.HOUR, "late.parquet", 5);
        lake.clock.advance(Duration.ofDays(2));
        lake.compact();
        deliverAgain(first);
        assertThat(lake.dataFiles()).hasSize(2);
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"PUBLISH", "ABORT", "HEAD", "DELETE"})
    void aLakeThatWasRestoredFromACopyInTheMidstOfACommitIsRepaired(StoreOperation moment) {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        crashAt(moment);
        restoreWholeLake();
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
    }

    @Test
    void aLakeWhoseRecordsWereLostInTheMidstOfACommitIsRepaired() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        crashAt(StoreOperation.DELETE);
        lake.objectsBelow(SmallLake.CONTROL).forEach(object -> lake.store.remove(object.key()));
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
    }

    @Test
    void aPartThatWasNotMountedWhenTheCommitWasFinishedIsRepaired() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        crashAt(StoreOperation.DELETE);
        Map<ObjectKey, byte[]> partition = contents();
        partition.keySet().removeIf(key -> !SmallLake.HOUR.contains(key));
        partition.keySet().forEach(lake.store::remove);
        lake.compact();
        assertThat(lake.record(SmallLake.HOUR)).containsInstanceOf(PartitionRecord.Done.class);
        deliverAgain(partition);
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
    }

    @Test
    void ofTwoOutputsOfTheSameFilesOneGoes() {
        SmallLake other = twin();
        lake.addFiles(SmallLake.HOUR, 5, 3);
        other.addFiles(SmallLake.HOUR, 5, 3);
        lake.compact();
        takeOutputsOf(other);
        assertThat(lake.dataFiles()).hasSize(2);
        assertThat(verify().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("the next run repairs it"));
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
    }

    @Test
    void outputsThatOverlapPartlyAreLeftAloneAndReported() {
        SmallLake other = twin();
        lake.addFiles(SmallLake.HOUR, 5, 3);
        other.addFiles(SmallLake.HOUR, 5, 3);
        other.store.remove(other.dataFiles().get(0).key());
        other.addFile(SmallLake.HOUR, "other.parquet", 2);
        lake.compact();
        takeOutputsOf(other);
        lake.addFile(SmallLake.HOUR, "late-1.parquet", 2);
        lake.addFile(SmallLake.HOUR, "late-2.parquet", 2);
        CompactionReport report = lake.compact();
        assertThat(report.partitions())
                .singleElement()
                .satisfies(partition -> assertThat(partition.filesLeftAlone())
                        .hasSize(2)
                        .allMatch(file -> file.skip().reason() == SkipReason.ROWS_TWICE));
        assertThat(lake.dataFiles()).as("both of them, and what came late").hasSize(3);
        LakeAssertions.assertNoRowLost(lake, "while they overlap");
        assertThat(verify().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("4 source files", "no run can repair"));
        staysDoubled = true;
    }

    /** Some tools keep the metadata of what they read. */
    @Test
    void aFileThatCarriesTheLineageOfAnotherIsNotTakenForIt() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        lake.compact();
        ListedObject output = lake.dataFiles().get(0);
        byte[] bytes = lake.store.get(output.key(), 1 << 20).orElseThrow().body();
        lake.put(SmallLake.HOUR, "edited-by-a-user.parquet", bytes);
        lake.clock.advance(Duration.ofDays(2));
        lake.compact();
        assertThat(lake.visibleRows().values())
                .as("a copy that a user made on purpose")
                .containsOnly(2);
        staysDoubled = true;
    }

    @Test
    void aFileWithoutALineageIsNeverDeletedForAnother() {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        byte[] rows = lake.store
                .get(lake.dataFiles().get(0).key(), 1 << 20)
                .orElseThrow()
                .body();
        lake.compact();
        lake.put(SmallLake.HOUR, "another-name.parquet", rows);
        lake.clock.advance(Duration.ofDays(2));
        lake.compact();
        assertThat(RowCodec.rows(rows))
                .allSatisfy(row -> assertThat(lake.visibleRows()).containsEntry(row, 2));
        staysDoubled = true;
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACE", "HEAD", "DELETE"})
    void aCrashInTheMidstOfARepairIsRepaired(StoreOperation moment) {
        lake.addFiles(SmallLake.HOUR, 5, 3);
        Map<ObjectKey, byte[]> sources = sources();
        lake.compact();
        deliverAgain(sources);
        String prefix = moment == StoreOperation.REPLACE ? SmallLake.CONTROL : "app/";
        FaultyObjectStore crashing = new FaultyObjectStore(lake.store, Faults.first(moment, prefix, Fault.CRASH_AFTER));
        assertThatThrownBy(lake.compactor(crashing)::compactAll).isInstanceOf(SimulatedCrash.class);
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(1);
    }

    /** A lake with the same files, written by the same sink. */
    private static SmallLake twin() {
        return new SmallLake(
                CompactionSettings.builder().targetFileSizeBytes(1 << 16).build());
    }

    private void takeOutputsOf(SmallLake other) {
        // Names that the lake has not given itself.
        other.ids().next();
        other.compact();
        Map<ObjectKey, byte[]> outputs = contents(other);
        outputs.keySet().removeIf(key -> !key.name().startsWith("compacted_"));
        deliverAgain(outputs);
    }
}
