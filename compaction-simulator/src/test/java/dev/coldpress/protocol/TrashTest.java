package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.ScriptedFaults;
import dev.coldpress.testkit.fault.SimulatedCrash;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A retracted output is kept for some days where no reader looks. */
class TrashTest {

    private static final String TRASH = "_compaction/_trash/";
    private static final ObjectKey VICTIM = SmallLake.HOUR.key("part-002.parquet");
    private static final String OUTPUTS = SmallLake.HOUR + "compacted_";

    private SmallLake lake = lakeOfFourFiles();

    private static SmallLake lakeOfFourFiles() {
        SmallLake lake = new SmallLake();
        lake.addFiles(SmallLake.HOUR, 4, 3);
        return lake;
    }

    /** A user deletes a source at the last moment: the output that is published then must not bring it back. */
    private FaultPlan userDeletesASource() {
        return Faults.before(StoreOperation.PUBLISH, OUTPUTS, () -> lake.store.remove(VICTIM));
    }

    private FaultPlan userDeletesASourceAnd(FaultPlan more) {
        FaultPlan user = userDeletesASource();
        return (operation, target) -> {
            user.next(operation, target);
            return more.next(operation, target);
        };
    }

    private CompactionReport run(FaultPlan plan) {
        return lake.compactor(new FaultyObjectStore(lake.store, plan)).compactAll();
    }

    private List<String> rowsOf(ListedObject file) {
        return RowCodec.rows(lake.store.get(file.key(), 1 << 20).orElseThrow().body());
    }

    private void assertTheUsersDeleteHolds(String when) {
        assertThat(lake.visibleRows())
                .as("rows visible %s", when)
                .hasSize(9)
                .doesNotContainKeys("6", "7", "8")
                .allSatisfy((row, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void aRetractedOutputIsInTheTrashBeforeItIsDeleted() {
        List<String> copiedAndThere = new ArrayList<>();
        FaultPlan look = (operation, target) -> {
            if (operation == StoreOperation.DELETE && target.startsWith(OUTPUTS)) {
                ObjectKey output = ObjectKey.of(target);
                assertThat(lake.store.head(output)).as("the output").isPresent();
                assertThat(lake.store.head(ObjectKey.of(TRASH + output + ".retracted")))
                        .as("its copy")
                        .isPresent();
                copiedAndThere.add(target);
            }
            return Fault.NONE;
        };
        CompactionReport report = run(userDeletesASourceAnd(look));
        assertThat(report.partitionsCompacted()).as("the three that are left").isEqualTo(1);
        assertThat(copiedAndThere).hasSize(1);
        assertThat(lake.objectsBelow(TRASH)).singleElement().satisfies(copy -> {
            assertThat(copy.key()).hasToString(TRASH + copiedAndThere.get(0) + ".retracted");
            assertThat(rowsOf(copy)).hasSize(12).contains("6", "7", "8");
        });
        assertThat(lake.dataFiles())
                .singleElement()
                .satisfies(file -> assertThat(file.key()).isNotEqualTo(ObjectKey.of(copiedAndThere.get(0))));
        assertTheUsersDeleteHolds("after the run");
        assertThat(lake.store.stagedUploads()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "STAGE, FAIL_BEFORE",
        "COPY_FROM, FAIL_BEFORE",
        "COPY_FROM, FAIL_AFTER",
        "SEAL, FAIL_BEFORE",
        "PUBLISH, FAIL_BEFORE",
        "HEAD, FAIL_BEFORE"
    })
    void withoutACopyTheOutputStaysAndTheNextRunFinishes(StoreOperation operation, Fault fault) {
        CompactionReport report = run(userDeletesASourceAnd(Faults.each(operation, TRASH, fault)));
        assertThat(report.partitionsFailed()).isEqualTo(1);
        assertThat(lake.objectsBelow(TRASH)).isEmpty();
        assertThat(lake.objectsBelow(OUTPUTS)).as("the output").hasSize(1);
        assertThat(lake.record(SmallLake.HOUR)).get().isInstanceOf(Committed.class);
        assertThat(lake.store.stagedUploads()).isEmpty();
        assertThat(lake.compact().isSuccess()).isTrue();
        assertThat(lake.objectsBelow(TRASH)).hasSize(1);
        assertTheUsersDeleteHolds("after the next run");
    }

    @Test
    void whatIsKeptDoesNotWaitForTheTrash() {
        lake = new SmallLake();
        lake.addFiles(SmallLake.HOUR, 9, 80);
        CompactionReport report =
                run(userDeletesASourceAnd(Faults.each(StoreOperation.STAGE, TRASH, Fault.FAIL_BEFORE)));
        assertThat(report.partitionsFailed()).isEqualTo(1);
        assertThat(lake.objectsBelow(OUTPUTS))
                .as("one to retract, three to keep")
                .hasSize(4);
        assertThat(lake.objectsBelow(SmallLake.HOUR + "part-"))
                .as("the sources of the one to retract, without that of the user")
                .hasSize(2);
        assertThat(lake.compact().isSuccess()).isTrue();
        assertThat(lake.visibleRows())
                .hasSize(8 * 80)
                .allSatisfy((row, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void aCopyWhosePublishWasNotAnsweredIsLookedFor() {
        CompactionReport report =
                run(userDeletesASourceAnd(Faults.each(StoreOperation.PUBLISH, TRASH, Fault.FAIL_AFTER)));
        assertThat(report.isSuccess()).isTrue();
        assertThat(lake.objectsBelow(TRASH)).hasSize(1);
        assertTheUsersDeleteHolds("after the run");
    }

    @Test
    void anOutputThatAUserDeletedMeanwhileNeedsNoCopy() {
        CompactionReport report = run(userDeletesASourceAnd(Faults.before(
                StoreOperation.STAGE,
                TRASH,
                () -> lake.objectsBelow(OUTPUTS).forEach(o -> lake.store.remove(o.key())))));
        assertThat(report.isSuccess()).isTrue();
        assertThat(lake.objectsBelow(TRASH)).isEmpty();
        assertThat(lake.store.stagedUploads()).isEmpty();
        assertTheUsersDeleteHolds("after the run");
    }

    @Test
    void whatWasKeptGoesToTheTrashAtNoTime() {
        lake.compact();
        assertThat(lake.objectsBelow(TRASH)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CRASH_BEFORE", "CRASH_HALFWAY", "CRASH_AFTER", "FAIL_BEFORE", "FAIL_HALFWAY", "FAIL_AFTER"})
    void aFaultAtAnyCallNeitherLosesARowNorBringsOneBack(Fault fault) {
        ScriptedFaults none = new ScriptedFaults();
        run(userDeletesASourceAnd(none));
        for (long call = 1; call <= none.calls(); call++) {
            lake = lakeOfFourFiles();
            try {
                run(userDeletesASourceAnd(new ScriptedFaults().atCall(call, fault)));
            } catch (SimulatedCrash | StoreException expected) {
                // The crash, or a lake that could not be listed.
            }
            lake.store.remove(VICTIM);
            String when = "after " + fault + " at call " + call;
            assertThat(lake.visibleRows()).as("rows visible %s", when).hasSizeGreaterThanOrEqualTo(9);
            assertThat(lake.compact().isSuccess()).as("the next run %s", when).isTrue();
            assertTheUsersDeleteHolds(when + " and a clean run");
        }
    }

    @Test
    void rowsSurviveInTheTrashIfAnOldRecordComesBackFromABackup() {
        ObjectKey record = ObjectKey.of(SmallLake.CONTROL + SmallLake.HOUR + "record");
        List<byte[]> backup = new ArrayList<>();
        run(Faults.before(
                StoreOperation.PUBLISH,
                OUTPUTS,
                () -> backup.add(lake.store.get(record, 1 << 20).orElseThrow().body())));
        assertThat(lake.dataFiles()).as("the output alone").hasSize(1);
        lake.store.add(record, backup.get(0));
        lake.compact();
        assertThat(lake.visibleRows())
                .as("rows as long as the listing is known to be at rest")
                .hasSize(lake.rowsWritten());
        lake.forgetWhatIsAtRest();
        lake.compact();
        Set<String> rows = new TreeSet<>(lake.visibleRows().keySet());
        lake.objectsBelow(TRASH).forEach(file -> rows.addAll(rowsOf(file)));
        assertThat(rows).hasSize(lake.rowsWritten());
        assertThat(lake.objectsBelow(TRASH)).hasSize(1);
        assertThat(lake.record(SmallLake.HOUR)).get().isInstanceOf(Done.class);
    }
}
