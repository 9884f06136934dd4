package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.plan.OutputNames;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.hook.CompactionHook;
import dev.coldpress.port.hook.PartitionCompacted;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.ScriptedFaults;
import dev.coldpress.testkit.fault.SimulatedCrash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hook hears of each compacted partition at least once, and never while rows are there twice because of it. */
class HookTest {

    private static final String NOTES = SmallLake.CONTROL + "_compacted/";

    /** The end of the process. */
    private static final class CrashInHook extends Error {

        private static final long serialVersionUID = 1L;
    }

    private final List<PartitionCompacted> told = new ArrayList<>();

    private static SmallLake lake() {
        SmallLake lake = new SmallLake();
        lake.addFiles(SmallLake.HOUR, 9, 25);
        lake.addFiles(SmallLake.NEXT_HOUR, 3, 5);
        return lake;
    }

    private CompactionReport run(SmallLake lake, ObjectStore through) {
        String name = "the same";
        return lake.builder(through)
                .name(name)
                .endedProcesses(name::equals)
                .hook(event -> hear(lake, event))
                .build()
                .compactAll();
    }

    /** Nobody but compactors works on these lakes, so a row that is there twice is so by the plan. */
    private void hear(SmallLake lake, PartitionCompacted event) {
        List<String> rows = rows(lake, event.partition());
        assertThat(rows).as("rows while the hook hears of %s", event).doesNotHaveDuplicates();
        told.add(event);
    }

    private static List<String> rows(SmallLake lake, KeyPrefix partition) {
        return lake.dataFiles().stream()
                .map(ListedObject::key)
                .filter(partition::contains)
                .flatMap(key ->
                        RowCodec.rows(lake.store
                                        .get(key, 1 << 20)
                                        .map(StoredObject::body)
                                        .orElseThrow())
                                .stream())
                .toList();
    }

    private void assertEachOutputWasTold(SmallLake lake, String what) {
        Set<ObjectKey> heard = new HashSet<>();
        told.forEach(event -> heard.addAll(event.outputs()));
        List<ObjectKey> outputs = lake.dataFiles().stream()
                .map(ListedObject::key)
                .filter(OutputNames::isOutput)
                .toList();
        assertThat(outputs).as("outputs after %s", what).isNotEmpty();
        assertThat(heard).as("outputs that the hook heard of, %s", what).containsAll(outputs);
        assertThat(lake.objectsBelow(NOTES)).as("notes after %s", what).isEmpty();
    }

    @Test
    void eachPartitionIsToldOnce() {
        SmallLake lake = lake();
        run(lake, lake.store);

        assertThat(told).extracting(PartitionCompacted::partition).containsOnly(SmallLake.HOUR, SmallLake.NEXT_HOUR);
        assertThat(told).extracting(PartitionCompacted::id).doesNotHaveDuplicates();
        assertThat(told.stream().mapToInt(PartitionCompacted::sourceFiles).sum())
                .isEqualTo(12);
        assertThat(told.stream().mapToLong(PartitionCompacted::rowCount).sum()).isEqualTo(9 * 25 + 3 * 5);
        assertEachOutputWasTold(lake, "a run");
        int before = told.size();
        List<ListedObject> atRest = lake.objects();
        run(lake, lake.store);
        assertThat(told).as("after a run without work").hasSize(before);
        assertThat(lake.objects()).isEqualTo(atRest);
    }

    @Test
    void withoutAHookNothingIsNoted() {
        SmallLake lake = lake();
        FaultyObjectStore watched = new FaultyObjectStore(lake.store, (operation, target) -> {
            assertThat(target).doesNotStartWith(NOTES);
            return Fault.NONE;
        });
        lake.compactor(watched).compactAll();
        SmallLake another = lake();
        another.builder(another.store).hook(CompactionHook.NONE).build().compactAll();
        assertThat(another.objectsBelow(NOTES)).isEmpty();
    }

    private long callsOfOneRun() {
        ScriptedFaults none = new ScriptedFaults();
        SmallLake lake = lake();
        run(lake, new FaultyObjectStore(lake.store, none));
        told.clear();
        return none.calls();
    }

    @ParameterizedTest
    @EnumSource(names = {"CRASH_BEFORE", "CRASH_HALFWAY", "CRASH_AFTER"})
    void aCrashAtAnyCallLeavesNothingUntold(Fault crash) {
        long calls = callsOfOneRun();
        for (long call = 1; call <= calls; call++) {
            SmallLake lake = lake();
            told.clear();
            boolean crashed = false;
            try {
                run(lake, new FaultyObjectStore(lake.store, new ScriptedFaults().atCall(call, crash)));
            } catch (SimulatedCrash expected) {
                crashed = true;
            }
            assertThat(crashed).as("the run reached the crash at call %s", call).isTrue();
            assertThat(run(lake, lake.store).isSuccess()).isTrue();
            String what = crash + " at call " + call;
            LakeAssertions.assertEachRowOnce(lake, "after " + what);
            assertEachOutputWasTold(lake, what);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_HALFWAY", "FAIL_AFTER"})
    void aLostRequestOrAnswerAtAnyCallLeavesNothingUntold(Fault fault) {
        long calls = callsOfOneRun();
        for (long call = 1; call <= calls; call++) {
            SmallLake lake = lake();
            told.clear();
            try {
                run(lake, new FaultyObjectStore(lake.store, new ScriptedFaults().atCall(call, fault)));
            } catch (StoreException wholeLakeUnlisted) {
                assertThat(told).isEmpty();
            }
            run(lake, lake.store);
            run(lake, lake.store);
            String what = fault + " at call " + call;
            LakeAssertions.assertEachRowOnce(lake, "after " + what);
            assertEachOutputWasTold(lake, what);
        }
    }

    /** Before it heard of anything, and after it did and before its note is gone. */
    @Test
    void aCrashOfTheHookItselfIsFollowedByAnotherCall() {
        for (boolean hears : List.of(false, true)) {
            SmallLake lake = lake();
            told.clear();
            boolean crashed = false;
            try {
                lake.builder(lake.store)
                        .name("the same")
                        .hook(event -> {
                            if (hears) {
                                hear(lake, event);
                            }
                            throw new CrashInHook();
                        })
                        .build()
                        .compactAll();
            } catch (CrashInHook expected) {
                crashed = true;
            }
            assertThat(crashed).isTrue();
            List<PartitionCompacted> before = List.copyOf(told);
            run(lake, lake.store);
            List<PartitionCompacted> again = told.subList(before.size(), told.size());
            assertThat(before).as("told again, as it was").allMatch(again::contains);
            assertEachOutputWasTold(lake, "a crash of the hook");
        }
    }

    @Test
    void aHookThatFailsIsToldByLaterRunsAndNoRunFailsForIt() {
        SmallLake lake = lake();
        int[] calls = {0};
        CompactionReport report = lake.builder(lake.store)
                .hook(event -> {
                    calls[0]++;
                    throw new IllegalStateException("down");
                })
                .build()
                .compactAll();

        assertThat(report.isSuccess()).isTrue();
        assertThat(report.partitionsCompacted()).isEqualTo(2);
        assertThat(calls[0]).as("calls within a minute").isEqualTo(1);
        LakeAssertions.assertEachRowOnce(lake, "after the run");
        assertThat(lake.objectsBelow(NOTES)).hasSizeGreaterThanOrEqualTo(2);
        lake.clock.advance(Duration.ofDays(30));
        run(lake, lake.store);
        assertEachOutputWasTold(lake, "a run whose hook is up");
    }

    /** Else a crash right after could leave it untold. */
    @Test
    void aPartitionIsNotDoneBeforeItsNoteIsTaken() {
        SmallLake lake = lake();
        FaultyObjectStore store =
                new FaultyObjectStore(lake.store, Faults.each(StoreOperation.PUT, NOTES, Fault.FAIL_BEFORE));

        CompactionReport report = run(lake, store);

        assertThat(report.isSuccess()).isFalse();
        assertThat(told).isEmpty();
        LakeAssertions.assertEachRowOnce(lake, "after the run");
        run(lake, lake.store);
        assertEachOutputWasTold(lake, "a run whose notes are taken");
    }

    @Test
    void aNoteThatIsDamagedKeepsNobodyFromWork() {
        SmallLake lake = lake();
        lake.store.add(ObjectKey.of(NOTES + "x"), new byte[] {1, 2, 3});

        assertThat(run(lake, lake.store).isSuccess()).isTrue();
        assertThat(told).isNotEmpty();
    }
}
