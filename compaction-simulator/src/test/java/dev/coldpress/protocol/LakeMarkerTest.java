package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.Compactor;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.partition.PartitionPath;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.Fault;
import dev.coldpress.testkit.FaultyObjectStore;
import dev.coldpress.testkit.ForwardingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One set of records for one lake. */
class LakeMarkerTest {

    private static final ObjectKey MARKER = ObjectKey.of("_compaction/_lake");
    private static final PartitionPath HOUR =
            LakeLayout.DEFAULT.match(SmallLake.HOUR).orElseThrow();

    private final SmallLake lake = new SmallLake();

    private void addFiles() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
    }

    private Compactor withControlPrefix(String prefix) {
        CompactionSettings elsewhere =
                lake.settings().toBuilder().controlPrefix(KeyPrefix.of(prefix)).build();
        return lake.builder(lake.store).settings(elsewhere).build();
    }

    private void assertRefused(Compactor compactor, String... words) {
        List<ListedObject> before = lake.objects();
        assertThatThrownBy(compactor::compactAll)
                .isInstanceOf(UnfitStoreException.class)
                .hasMessageContainingAll(words);
        assertThatThrownBy(() -> compactor.compactPartition(HOUR)).isInstanceOf(UnfitStoreException.class);
        assertThatThrownBy(() -> compactor.planAll(any -> {})).isInstanceOf(UnfitStoreException.class);
        assertThat(lake.objects()).as("nothing was done").isEqualTo(before);
    }

    @Test
    void aLakeAtRestGetsNoMarkerBeforeThereIsSomethingToDo() {
        lake.addFiles(SmallLake.HOUR, 1, 1);
        lake.compact();
        assertThat(lake.objectsBelow(SmallLake.CONTROL)).isEmpty();
    }

    @Test
    void anotherControlPrefixIsRefused() {
        addFiles();
        lake.compact();
        assertRefused(withControlPrefix("_elsewhere/"), "_compaction/", "_elsewhere/", "controlPrefix");
    }

    @Test
    void theDefaultControlPrefixIsRefusedWhereTheRecordsAreElsewhere() {
        addFiles();
        withControlPrefix("_elsewhere/").compactAll();
        assertRefused(lake.compactor(lake.store), "_elsewhere/", "controlPrefix");
    }

    @Test
    void recordsOfAnOlderVersionAreFoundWithoutAMarker() {
        addFiles();
        lake.compact();
        lake.store.remove(MARKER);
        assertRefused(withControlPrefix("_elsewhere/"), "_compaction/", "controlPrefix");
    }

    @Test
    void aLakeInsideIsRefused() {
        addFiles();
        lake.store.add(ObjectKey.of("app/_compaction/_lake"), new byte[] {1});
        assertRefused(lake.compactor(lake.store), "app/", "records of its own");
    }

    @Test
    void aPartitionThatIsALakeOfItsOwnFails() {
        addFiles();
        lake.store.add(SmallLake.HOUR.key("_compaction/format"), new byte[] {1});
        assertThat(lake.compact().partitions().get(0).failure())
                .hasValueSatisfying(
                        failure -> assertThat(failure.message()).contains(SmallLake.HOUR.path(), "records of its own"));
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }

    @Test
    void aLakeAroundIsRefused() {
        addFiles();
        ObjectStore inside = new ForwardingStore(lake.store) {
            @Override
            public Optional<String> firstAbove(List<ObjectKey> keys) {
                return Optional.of("s3://bucket/" + keys.get(0));
            }
        };
        assertRefused(lake.compactor(inside), "s3://bucket/_compaction/_lake", "inside another one");
    }

    /** The lake's own directory is {@code app/}, and all that is no data lies above it. */
    private Compactor fromAbove() {
        LakeLayout layout =
                LakeLayout.parse("year={yyyy}/month={MM}/day={dd}/hour={HH}/").below(KeyPrefix.of("app/"));
        return lake.builder(lake.store)
                .settings(lake.settings().toBuilder().layout(layout).build())
                .build();
    }

    @Test
    void nothingButDataLiesInALakeWhoseStoreBeginsAboveIt() {
        addFiles();
        fromAbove().compactAll();

        assertThat(lake.objectsBelow("app/"))
                .isNotEmpty()
                .allMatch(object -> object.key().name().endsWith(".parquet"));
        assertThat(lake.objectsBelow(SmallLake.CONTROL)).isNotEmpty();
        LakeAssertions.assertEachRowOnce(lake, "after the run");
        List<ListedObject> atRest = lake.objects();
        fromAbove().compactAll();
        assertThat(lake.objects()).isEqualTo(atRest);
    }

    @Test
    void recordsInTheLakeAreRefusedByWhoeverKeepsThemAboveIt() {
        addFiles();
        lake.store.add(ObjectKey.of("app/_compaction/_lake"), new byte[] {1});
        assertThatThrownBy(() -> fromAbove().compactAll())
                .isInstanceOf(UnfitStoreException.class)
                .hasMessageContainingAll("app/", "records of its own");
        assertThatThrownBy(() -> fromAbove().planAll(any -> {})).isInstanceOf(UnfitStoreException.class);
        LakeAssertions.assertEachRowOnce(lake, "after the refusal");
    }

    /** Two control roots, one above the other, with directories between that nobody lists. */
    @Test
    void recordsBetweenTheControlRootAndTheLakeAreRefused() {
        lake.addFiles(KeyPrefix.of("a/b/dt=2026-01-15/"), 9, 25);
        lake.store.add(ObjectKey.of("a/_compaction/_lake"), new byte[] {1});
        LakeLayout layout = LakeLayout.parse("dt={yyyy-MM-dd}/").below(KeyPrefix.of("a/b/"));
        lake.clock.advance(Duration.ofDays(2));
        Compactor compactor = lake.builder(lake.store)
                .settings(lake.settings().toBuilder().layout(layout).build())
                .build();

        assertThatThrownBy(compactor::compactAll)
                .isInstanceOf(UnfitStoreException.class)
                .hasMessageContainingAll("a/", "records of its own");
        assertThat(lake.objectsBelow(SmallLake.CONTROL)).isEmpty();
    }

    /** The walk saw no other lake; the marker is written, and then it looks once more. */
    @Test
    void recordsBetweenTheControlRootAndTheLakeThatWereBegunMeanwhileAreRefused() {
        lake.addFiles(KeyPrefix.of("a/b/dt=2026-01-15/"), 9, 25);
        lake.clock.advance(Duration.ofDays(2));
        LakeLayout layout = LakeLayout.parse("dt={yyyy-MM-dd}/").below(KeyPrefix.of("a/b/"));
        ObjectKey between = ObjectKey.of("a/_compaction/_lake");
        FaultyObjectStore store = new FaultyObjectStore(
                lake.store,
                Faults.before(
                        StoreOperation.CREATE_IF_ABSENT, MARKER.path(), () -> lake.store.add(between, new byte[] {1})));

        assertThatThrownBy(lake.builder(store)
                        .settings(lake.settings().toBuilder().layout(layout).build())
                        .build()::compactAll)
                .isInstanceOf(UnfitStoreException.class);
        LakeAssertions.assertEachRowOnce(lake, "after the refusal");
    }

    /** Of two that begin at the same moment, at least one sees the other. */
    @Test
    void aLakeInsideThatWasBegunMeanwhileIsRefused() {
        addFiles();
        ObjectKey inside = ObjectKey.of("app/_compaction/_lake");
        FaultyObjectStore store = new FaultyObjectStore(
                lake.store,
                Faults.before(
                        StoreOperation.CREATE_IF_ABSENT, MARKER.path(), () -> lake.store.add(inside, new byte[] {1})));
        assertThatThrownBy(lake.compactor(store)::compactAll).isInstanceOf(UnfitStoreException.class);
        LakeAssertions.assertEachRowOnce(lake, "after the refusal");
        assertThat(lake.dataFiles()).hasSize(9);
    }

    @Test
    void aMarkerWhoseAnswerWasLostIsTaken() {
        for (Fault fault : List.of(Fault.FAIL_BEFORE, Fault.FAIL_AFTER)) {
            SmallLake other = new SmallLake();
            other.addFiles(SmallLake.HOUR, 9, 25);
            FaultyObjectStore store = new FaultyObjectStore(
                    other.store, Faults.first(StoreOperation.CREATE_IF_ABSENT, MARKER.path(), fault));
            other.compactor(store).compactAll();
            other.compact();
            LakeAssertions.assertEachRowOnce(other, "after " + fault);
            assertThat(other.dataFiles()).hasSizeLessThan(9);
        }
    }

    @Test
    void aDamagedMarkerStopsTheRun() {
        addFiles();
        lake.store.add(MARKER, "junk".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        List<ListedObject> before = lake.objects();
        assertThatThrownBy(lake.compactor(lake.store)::compactAll).hasMessageContaining(MARKER.path());
        assertThat(lake.objects()).isEqualTo(before);
    }

    @Test
    void aCopyHasAnotherIdentity() {
        List<String> identities = new ArrayList<>();
        identities.add(lake.identity());
        identities.add(lake.identity());
        lake.store.add(MARKER, lake.store.get(MARKER, 1 << 10).orElseThrow().body());
        identities.add(lake.identity());
        assertThat(identities.get(0)).hasSize(32).isEqualTo(identities.get(1)).isNotEqualTo(identities.get(2));
    }
}
