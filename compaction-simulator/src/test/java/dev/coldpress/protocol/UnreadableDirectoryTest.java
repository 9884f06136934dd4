package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.Compactor;
import dev.coldpress.partition.PartitionPath;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.report.VerifiedPartition;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A directory that the store does not list costs what lies below it, and nothing else. */
class UnreadableDirectoryTest {

    private static final KeyPrefix BROKEN = KeyPrefix.of("broken/");
    private static final FaultPlan BROKEN_CANNOT_BE_LISTED =
            Faults.each(StoreOperation.LIST, BROKEN.path(), Fault.FAIL_BEFORE);

    private final SmallLake lake = new SmallLake();

    @BeforeEach
    void addFilesOnBothSides() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.addFiles(KeyPrefix.of("broken/year=2026/month=01/day=15/hour=10/"), 3, 3);
        lake.addFiles(KeyPrefix.of("z/year=2026/month=01/day=15/hour=10/"), 3, 3);
    }

    private Compactor compactor(FaultPlan plan, CompactionListener listener, String... exclude) {
        return lake.builder(new FaultyObjectStore(lake.store, plan))
                .settings(lake.settings().toBuilder().exclude(List.of(exclude)).build())
                .listener(listener)
                .build();
    }

    private Compactor compactor(String... exclude) {
        return compactor(BROKEN_CANNOT_BE_LISTED, CompactionListener.NONE, exclude);
    }

    @Test
    void theRestIsCompactedAndTheDirectoryFailsLikeAPartition() {
        List<KeyPrefix> told = new ArrayList<>();
        CompactionListener listener = new CompactionListener() {
            @Override
            public void partitionFinished(PartitionReport report) {
                told.add(report.partition());
            }
        };

        CompactionReport report = compactor(BROKEN_CANNOT_BE_LISTED, listener).compactAll();

        assertThat(report.isSuccess()).isFalse();
        assertThat(report.partitionsCompacted()).isEqualTo(2);
        assertThat(report.partitionsFailed()).isEqualTo(1);
        assertThat(report.partitions().get(0).partition()).isEqualTo(BROKEN);
        assertThat(report.partitions().get(0).failure().orElseThrow().message())
                .contains("broken/", "Nothing below", "exclude", "LIST");
        assertThat(told).contains(BROKEN).hasSize(3);
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }

    @Test
    void thePlanTellsIt() {
        List<PlannedPartition> plan = new ArrayList<>();
        compactor().planAll(plan::add);

        assertThat(plan).hasSize(3);
        PlannedPartition broken = plan.get(1);
        assertThat(broken.partition()).isEqualTo(BROKEN);
        assertThat(broken.failure()).get().asString().contains("broken/", "Nothing below", "exclude");
    }

    @Test
    void verifyLooksAtTheRestAndCallsItAProblem() {
        lake.compact();
        List<VerifiedPartition> verified = new ArrayList<>();
        compactor().verifyAll(verified::add);

        assertThat(verified).hasSize(3);
        assertThat(verified).filteredOn(VerifiedPartition::isWell).hasSize(2);
        assertThat(verified.get(1).problems()).singleElement().asString().contains("broken/", "exclude");
    }

    @Test
    void aPartitionThatCannotBeListedIsAProblemOfItsOwn() {
        lake.compact();
        FaultPlan plan = Faults.each(StoreOperation.LIST, SmallLake.HOUR.path(), Fault.FAIL_BEFORE);
        List<VerifiedPartition> verified = new ArrayList<>();
        compactor(plan, CompactionListener.NONE).verifyAll(verified::add);

        assertThat(verified).hasSize(3);
        assertThat(verified).filteredOn(VerifiedPartition::isWell).hasSize(2);
        assertThat(verified.get(0).problems()).singleElement().asString().contains("could not be read", "LIST of app");
    }

    @Test
    void whoeverWantsToKnowAllPartitionsIsToldByAnException() {
        Iterator<PartitionPath> paths = compactor().listPartitions().iterator();

        assertThat(paths.next().prefix()).isEqualTo(SmallLake.HOUR);
        assertThatThrownBy(paths::next).isInstanceOf(StoreException.class).hasMessageContaining("broken/");
        assertThat(paths.next().prefix().path()).startsWith("z/");
        assertThat(paths.hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken/**", "b*/*/*/*/*", "**"})
    void whatIsExcludedMayBeUnreadable(String exclude) {
        CompactionReport report = compactor(exclude).compactAll();

        assertThat(report.isSuccess()).isTrue();
        assertThat(report.partitionsLeftAlone()).containsKey(SkipReason.EXCLUDED);
        List<PlannedPartition> plan = new ArrayList<>();
        compactor(exclude).planAll(plan::add);
        assertThat(plan.get(1).leftAlone().orElseThrow().reason()).isEqualTo(SkipReason.EXCLUDED);
        List<VerifiedPartition> verified = new ArrayList<>();
        compactor(exclude).verifyAll(verified::add);
        assertThat(verified).allMatch(VerifiedPartition::isWell);
        assertThat(compactor(exclude).listPartitions()).hasSizeLessThan(3);
    }

    /** As far as can be told without a look at it. */
    @ParameterizedTest
    @ValueSource(strings = {"broken/year=2025/**", "broken/*", "broken", "broken/year=*/**", "broken/**/hour=10"})
    void whatIsExcludedInPartOnlyFails(String exclude) {
        assertThat(compactor(exclude).compactAll().partitionsFailed()).isEqualTo(1);
    }

    @Test
    void aStoreThatListsNothingAnyMoreFailsTheRun() {
        boolean[] isDown = {false};
        FaultPlan plan = (operation, target) -> {
            isDown[0] |= operation == StoreOperation.LIST && target.equals(BROKEN.path());
            return isDown[0] ? Fault.FAIL_BEFORE : Fault.NONE;
        };

        assertThatThrownBy(() -> compactor(plan, CompactionListener.NONE).compactAll())
                .isInstanceOf(StoreException.class);
        assertThat(lake.compact().partitionsLeftAlone()).isEqualTo(Map.of());
    }
}
