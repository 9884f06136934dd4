package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.Compactor;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.Pause;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.record.DamagedRecordException;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.PartitionRecord.Stamp;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.record.VersionedRecord;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.ScriptedFaults;
import dev.coldpress.testkit.fault.SimulatedCrash;
import dev.coldpress.testkit.store.ForwardingStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which way to keep records a store gets, and that all compactors of a lake keep to one. */
class KeepingTest {

    private static final ObjectKey FORMAT = ObjectKey.of("_compaction/format");

    private static String format(SmallLake lake) {
        return new String(lake.store.get(FORMAT, 1 << 10).orElseThrow().body(), StandardCharsets.UTF_8);
    }

    private static Compactor.Builder builder(StoreCapabilities capabilities, CompactionSettings settings) {
        SmallLake lake = new SmallLake();
        return Compactor.builder(new InMemoryObjectStore(lake.clock, capabilities), new RowCodec())
                .settings(settings)
                .clock(lake.clock)
                .ids(new SeededIds(1))
                .pause(new RecordingPause());
    }

    private static CompactionSettings alone() {
        return Keeping.SINGLE_COMPACTOR.complete(SmallLake.smallTarget().build());
    }

    @ParameterizedTest
    @EnumSource
    void theLakeSaysHowItsRecordsAreKept(Keeping keeping) {
        SmallLake lake = new SmallLake(keeping);
        lake.compact();
        assertThat(lake.objects()).as("nothing to do yet").isEmpty();
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.compact();
        assertThat(format(lake)).isEqualTo("coldpress-control 1\nrecords " + keeping.label + "\n");
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true"})
    void withoutConditionalWritesTheUsersWordIsNeeded(boolean create, boolean replace) {
        StoreCapabilities capabilities = new StoreCapabilities(create, replace, true, true, true, true);
        Compactor.Builder unsaid = builder(capabilities, SmallLake.smallTarget().build());
        assertThatThrownBy(unsaid::build)
                .isInstanceOf(UnfitStoreException.class)
                .hasMessageContainingAll("conditional writes", "singleCompactorDrain");
        assertThat(builder(capabilities, alone()).build()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, false"})
    void withoutStagedUploadsNoWordHelps(boolean create, boolean replace) {
        StoreCapabilities capabilities = new StoreCapabilities(create, replace, true, false, true, true);
        for (CompactionSettings settings : List.of(SmallLake.smallTarget().build(), alone())) {
            assertThatThrownBy(builder(capabilities, settings)::build)
                    .isInstanceOf(UnfitStoreException.class)
                    .hasMessageContaining("staged uploads");
        }
    }

    @Test
    void aBetterStoreGoesOnWithTheLogOfItsLake() {
        SmallLake lake = new SmallLake(Keeping.OBJECT);
        lake.addFiles(SmallLake.HOUR, 4, 3);
        settle(lake, "log");
        lake.compact();
        assertThat(lake.objectsBelow(SmallLake.CONTROL + SmallLake.HOUR))
                .singleElement()
                .satisfies(record -> assertThat(record.key().name()).matches("record-\\d{20}"));
        assertThat(format(lake)).endsWith("log\n");
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }

    private static void settle(SmallLake lake, String label) {
        lake.store.add(FORMAT, ("coldpress-control 1\nrecords " + label + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** An adapter that has not yet learnt to replace. */
    private static final class WithoutReplace extends ForwardingStore {
        WithoutReplace(InMemoryObjectStore real) {
            super(real);
        }

        @Override
        public StoreCapabilities capabilities() {
            return Keeping.LOG.capabilities;
        }
    }

    @Test
    void whatALogHoldsIsSeenByACompactorThatCouldKeepAnObject() {
        SmallLake lake = new SmallLake(Keeping.OBJECT);
        lake.addFiles(SmallLake.HOUR, 4, 3);
        var crash = Faults.first(StoreOperation.DELETE, SmallLake.HOUR.path(), Fault.CRASH_BEFORE);
        assertThatThrownBy(lake.compactor(new FaultyObjectStore(new WithoutReplace(lake.store), crash))::compactAll)
                .isInstanceOf(SimulatedCrash.class);
        assertThat(lake.dataFiles()).hasSize(5);
        CompactionReport report = lake.compact();
        assertThat(report.groups())
                .singleElement()
                .satisfies(group -> assertThat(group.recovered()).isTrue());
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }

    @ParameterizedTest
    @CsvSource({
        "LOG, object",
        "SINGLE_COMPACTOR, object",
        "SINGLE_COMPACTOR, log",
        "OBJECT, one-writer",
        "LOG, one-writer"
    })
    void aWayThatThisCompactorCannotGoIsRefused(Keeping own, String ofTheLake) {
        SmallLake lake = new SmallLake(own);
        lake.addFiles(SmallLake.HOUR, 4, 3);
        settle(lake, ofTheLake);
        assertRefused(lake, UnfitStoreException.class, "'" + ofTheLake + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "coldpress-control 1\n",
                "coldpress-control 1\nrecords object",
                "coldpress-control 1\nrecords object\n\n",
                "coldpress-control 1\nrecords object\nrecords log",
                "coldpress-control 2\nrecords object\n",
                "coldpress-control 1\nrecords table\n",
                "coldpress-control 1\nkeeping object\n",
                "coldpress-control 1\nrecords OBJECT\n"
            })
    void aFormatThatIsNotUnderstoodIsRefused(String text) {
        SmallLake lake = new SmallLake();
        lake.addFiles(SmallLake.HOUR, 4, 3);
        lake.store.add(FORMAT, text.getBytes(StandardCharsets.UTF_8));
        assertRefused(lake, DamagedRecordException.class, "_compaction/format");
    }

    private static void assertRefused(SmallLake lake, Class<? extends Exception> how, String message) {
        var before = lake.objects();
        assertThatThrownBy(() -> lake.compact()).isInstanceOf(how).hasMessageContaining(message);
        assertThatThrownBy(() -> lake.compactor(lake.store).planAll(PlannedPartition::partition))
                .isInstanceOf(how);
        assertThat(lake.objects()).isEqualTo(before);
    }

    @Test
    void twoWhoSettleTheFormatAtOnceAgree() {
        SmallLake lake = new SmallLake();
        lake.addFiles(SmallLake.HOUR, 4, 3);
        var other = Faults.before(StoreOperation.CREATE_IF_ABSENT, FORMAT.path(), () -> settle(lake, "log"));
        CompactionReport report =
                lake.compactor(new FaultyObjectStore(lake.store, other)).compactAll();
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(format(lake)).endsWith("log\n");
        assertThat(lake.objectsBelow(SmallLake.CONTROL + SmallLake.HOUR + "record-"))
                .hasSize(1);
    }

    @Test
    void oneWriterWaitsOnceAtItsStart() {
        SmallLake lake = new SmallLake(Keeping.SINGLE_COMPACTOR);
        RecordingPause pause = new RecordingPause(lake.clock);
        RecordedWrites writes = new RecordedWrites();
        lake.addFiles(SmallLake.HOUR, 4, 3);
        Compactor compactor = lake.builder(new FaultyObjectStore(lake.store, (operation, target) -> {
                    assertThat(pause.pauses().isEmpty() && operation != StoreOperation.GET)
                            .as("%s of %s before the wait", operation, target)
                            .isFalse();
                    return writes.next(operation, target);
                }))
                .pause(pause)
                .build();
        compactor.compactAll();
        lake.addFile(SmallLake.HOUR, "late.parquet", 40);
        compactor.compactAll();
        assertThat(lake.dataFiles()).hasSize(1);
        assertThat(writes.all()).isNotEmpty();
        assertThat(pause.pauses()).containsExactly(Keeping.REQUEST_LIFETIME);
    }

    @ParameterizedTest
    @EnumSource(names = {"OBJECT", "LOG"})
    void othersDoNotWait(Keeping keeping) {
        SmallLake lake = new SmallLake(keeping);
        lake.addFiles(SmallLake.HOUR, 4, 3);
        RecordingPause pause = new RecordingPause(lake.clock);
        lake.builder(lake.store)
                .settings(Keeping.SINGLE_COMPACTOR.complete(lake.settings()))
                .pause(pause)
                .build()
                .compactAll();
        assertThat(pause.pauses()).isEmpty();
        assertThat(format(lake)).endsWith(keeping.label + "\n");
    }

    @ParameterizedTest
    @CsvSource({"5, FAIL_BEFORE", "5, FAIL_AFTER", "6, FAIL_BEFORE", "6, FAIL_AFTER", "7, FAIL_BEFORE", "7, FAIL_AFTER"
    })
    void oneWriterWaitsAfterEachUnknownAnswer(int put, Fault fault) {
        SmallLake lake = new SmallLake(Keeping.SINGLE_COMPACTOR);
        lake.addFiles(SmallLake.HOUR, 4, 3);
        RecordingPause pause = new RecordingPause(lake.clock);
        // Marker, format, done, note, planned, committed, done.
        FaultyObjectStore store =
                new FaultyObjectStore(lake.store, new ScriptedFaults().on(StoreOperation.PUT, put, fault));
        CompactionReport report =
                lake.builder(store).pause(pause).withoutProbe().build().compactAll();
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(pause.pauses()).containsExactly(Keeping.REQUEST_LIFETIME, Keeping.REQUEST_LIFETIME);
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }

    @Test
    void oneWriterWhoseWaitWasInterruptedWaitsAtItsNextStart() {
        SmallLake lake = new SmallLake(Keeping.SINGLE_COMPACTOR);
        lake.addFiles(SmallLake.HOUR, 4, 3);
        List<String> calls = new ArrayList<>();
        Pause pause = duration -> {
            calls.add("PAUSE");
            if (Collections.frequency(calls, "PAUSE") == 2) {
                throw new InterruptedException();
            }
        };
        // Marker, format, done, note, planned.
        ScriptedFaults lostPlan = new ScriptedFaults().on(StoreOperation.PUT, 5, Fault.FAIL_BEFORE);
        FaultyObjectStore store = new FaultyObjectStore(lake.store, (operation, target) -> {
            calls.add(operation.name());
            return lostPlan.next(operation, target);
        });
        Compactor compactor = lake.builder(store).pause(pause).withoutProbe().build();
        assertThat(compactor.compactAll().partitionsFailed()).isEqualTo(1);
        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        calls.clear();
        assertThat(compactor.compactAll().partitionsCompacted()).isEqualTo(1);
        assertThat(calls).startsWith("PAUSE").containsOnlyOnce("PAUSE");
        LakeAssertions.assertEachRowOnce(lake, "after both runs");
    }

    @Test
    void oneWriterWhoHoldsAnOldRecordHasLost() {
        InMemoryObjectStore store = Keeping.SINGLE_COMPACTOR.openStore(new ManualClock(Instant.EPOCH));
        RecordRegister register = new RecordRegister(
                store, alone().controlPrefix(), new RecordingPause(), Optional.of(Keeping.REQUEST_LIFETIME));
        register.begin();
        register.createIfAbsent(done(1));
        VersionedRecord first = register.read(SmallLake.HOUR).orElseThrow();
        Optional<VersionedRecord> second = register.replace(first, done(2));
        assertThat(second).isPresent();
        assertThat(register.replace(first, done(3))).isEmpty();
        assertThat(register.read(SmallLake.HOUR)).isEqualTo(second);
    }

    /** As by a chmod on a local lake, or by a tool that copies an object onto itself. */
    @Test
    void aRecordThatIsAtAnotherVersionIsReadAgain() {
        InMemoryObjectStore store = Keeping.OBJECT.openStore(new ManualClock(Instant.EPOCH));
        KeyPrefix control = SmallLake.smallTarget().build().controlPrefix();
        RecordRegister register = new RecordRegister(store, control, new RecordingPause(), Optional.empty());
        register.begin();
        VersionedRecord held = register.createIfAbsent(done(1)).orElseThrow();
        ObjectKey key = ObjectKey.of(control.path() + SmallLake.HOUR + Keeping.OBJECT.firstRecord);
        store.put(key, store.get(key, 1 << 20).orElseThrow().body(), WriteCondition.NONE);
        VersionedRecord touched = register.read(SmallLake.HOUR).orElseThrow();
        assertThat(touched.version()).isNotEqualTo(held.version());
        assertThat(register.replace(held, done(2))).isEmpty();
        assertThat(register.replace(touched, done(3))).isPresent();
    }

    private static Done done(long nonce) {
        return new Done(SmallLake.HOUR, new Stamp(new UUID(0, nonce), "here", "host", Instant.EPOCH), Retained.EMPTY);
    }

    @Test
    void onlyALifetimeOfRequestsIsAWord() {
        CompactionSettings.Builder zero = SmallLake.smallTarget().singleCompactorDrain(Duration.ZERO);
        assertThatThrownBy(zero::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("singleCompactorDrain");
    }
}
