package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.report.VerifiedPartition;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.SimulatedCrash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What verify says of a lake in which somebody did what the protocol cannot repair. */
class VerificationTest {

    private static final ObjectKey RECORD =
            SmallLake.HOUR.under(KeyPrefix.of("_compaction/")).key("record");

    private SmallLake lake = new SmallLake();

    private void crashAt(StoreOperation operation) {
        FaultPlan plan = (called, target) ->
                called == operation && !target.startsWith("_compaction/") ? Fault.CRASH_BEFORE : Fault.NONE;
        Assertions.assertThatThrownBy(() ->
                        lake.compactor(new FaultyObjectStore(lake.store, plan)).compactAll())
                .isInstanceOf(SimulatedCrash.class);
    }

    private VerifiedPartition verify() {
        List<VerifiedPartition> found = new ArrayList<>();
        lake.compactor(lake.store).verifyAll(found::add);
        return found.get(0);
    }

    @Test
    void aCompactedLakeIsWell() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        lake.compact();
        assertThat(verify().isWell()).isTrue();
        assertThat(verify().files()).isNotEmpty();
        assertThat(verify().unfinished()).isEmpty();
    }

    @Test
    void anInterruptedCompactionIsNoProblem() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        crashAt(StoreOperation.DELETE);
        assertThat(verify().isWell()).isTrue();
        assertThat(verify().unfinished())
                .hasValueSatisfying(what -> assertThat(what).contains("the next run finishes it"));
    }

    @Test
    void aRecordThatWasDeletedInTheWrongMomentIsFoundAndARunRepairsIt() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        crashAt(StoreOperation.DELETE);
        lake.store.remove(RECORD);
        assertThat(verify().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .contains("part-000.parquet and 8 more files", "also in", "the next run repairs it"));
        lake.compact();
        assertThat(verify().isWell()).isTrue();
        LakeAssertions.assertEachRowOnce(lake, "after a run");
    }

    /** Verifies while something happens in the world before the first such call. */
    private VerifiedPartition verifyWhile(StoreOperation operation, String prefix, Runnable happens) {
        List<VerifiedPartition> found = new ArrayList<>();
        lake.compactor(new FaultyObjectStore(lake.store, Faults.before(operation, prefix, happens)))
                .verifyAll(found::add);
        return found.get(0);
    }

    @Test
    void aCompactionThatEndsMeanwhileIsNoProblem() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        crashAt(StoreOperation.DELETE);
        VerifiedPartition verified = verifyWhile(StoreOperation.READ, "app/", lake::compact);
        assertThat(lake.dataFiles()).as("the output alone").hasSize(1);
        assertThat(verified.problems()).isEmpty();
        assertThat(verified.isWell()).isTrue();
    }

    @Test
    void aCompactionThatBeginsMeanwhileIsNoProblem() {
        lake = roomy();
        lake.addFiles(SmallLake.HOUR, 9, 25);
        lake.compact();
        lake.addFile(SmallLake.HOUR, "late.parquet", 30);
        lake.clock.advance(Duration.ofDays(2));
        VerifiedPartition verified = verifyWhile(StoreOperation.READ, "app/", () -> {
            lake.compact();
            assertThat(lake.dataFiles()).as("another output").hasSize(1);
        });
        assertThat(verified.isWell()).isTrue();
        assertThat(verified.unfinished())
                .hasValueSatisfying(what -> assertThat(what).contains("verify again"));
    }

    @Test
    void aCompactionThatIsCutOffMeanwhileIsUnfinished() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        VerifiedPartition verified =
                verifyWhile(StoreOperation.LIST, SmallLake.HOUR.path(), () -> crashAt(StoreOperation.DELETE));
        assertThat(verified.isWell()).isTrue();
        assertThat(verified.unfinished())
                .hasValueSatisfying(what -> assertThat(what).contains("the next run finishes it"));
    }

    @Test
    void whatIsNoLongerThereIsNoReasonToDeleteAnything() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        crashAt(StoreOperation.DELETE);
        lake.store.remove(RECORD);
        assertThat(verify().problems()).hasSize(1);
        ObjectKey output = lake.dataFiles().get(0).key();
        // A user deletes the output when it was read: now the sources are all there is.
        boolean[] wasRead = {false};
        FaultPlan user = (called, target) -> {
            wasRead[0] |= called == StoreOperation.READ && target.equals(output.path());
            if (wasRead[0] && called == StoreOperation.GET && target.equals(RECORD.path())) {
                lake.store.remove(output);
            }
            return Fault.NONE;
        };
        List<VerifiedPartition> found = new ArrayList<>();
        lake.compactor(new FaultyObjectStore(lake.store, user)).verifyAll(found::add);
        assertThat(lake.dataFiles()).as("the sources").hasSize(9);
        assertThat(found.get(0).problems()).isEmpty();
    }

    /** Outputs are small there, and are merged again with what comes later. */
    private static SmallLake roomy() {
        return new SmallLake(
                CompactionSettings.builder().targetFileSizeBytes(1 << 16).build());
    }

    @Test
    void aRecordThatCannotBeReadIsNamed() {
        lake.addFiles(SmallLake.HOUR, 9, 25);
        lake.compact();
        lake.store.add(RECORD, "junk".getBytes(StandardCharsets.UTF_8));
        assertThat(verify().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains(RECORD.path()));
    }

    @Test
    void filesOfTheNamesThatAreSetAreHeldAgainstTheOutputs() {
        lake = new SmallLake(
                SmallLake.smallTarget().fileNames(List.of("*.parq")).build());
        lake.addFile(SmallLake.HOUR, "a.parq", 3);
        lake.addFile(SmallLake.HOUR, "b.parq", 3);
        ObjectKey source = SmallLake.HOUR.key("a.parq");
        byte[] body = lake.store.get(source, 1 << 20).orElseThrow().body();
        lake.compact();
        assertThat(verify().isWell()).isTrue();
        lake.put(SmallLake.HOUR, "a.parq", body);
        assertThat(verify().problems()).singleElement().asString().contains("a.parq");
    }
}
