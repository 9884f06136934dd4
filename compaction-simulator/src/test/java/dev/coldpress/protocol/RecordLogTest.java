package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.PartitionRecord.Stamp;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.record.UnansweredException;
import dev.coldpress.record.VersionedRecord;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.ScriptedFaults;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbered entries in the place of a record that could be exchanged. */
class RecordLogTest {

    private final SeededIds ids = new SeededIds(7);
    private final InMemoryObjectStore store = Keeping.LOG.openStore(new ManualClock(Instant.EPOCH));
    private final RecordRegister register = register(store);

    private static RecordRegister register(ObjectStore through) {
        RecordRegister register = new RecordRegister(
                through, SmallLake.smallTarget().build().controlPrefix(), new RecordingPause(), Optional.empty());
        register.begin();
        return register;
    }

    private Done fresh() {
        return new Done(SmallLake.HOUR, new Stamp(ids.next(), "here", "host", Instant.EPOCH), Retained.EMPTY);
    }

    private VersionedRecord first() {
        register.createIfAbsent(fresh());
        return register.read(SmallLake.HOUR).orElseThrow();
    }

    private VersionedRecord next(VersionedRecord held) {
        return register.replace(held, fresh()).orElseThrow();
    }

    private static ObjectKey entry(long number) {
        return ObjectKey.of(String.format("%s%srecord-%020d", SmallLake.CONTROL, SmallLake.HOUR, number));
    }

    private List<Integer> entries() {
        return IntStream.rangeClosed(1, 20)
                .filter(number -> store.head(entry(number)).isPresent())
                .boxed()
                .toList();
    }

    @Test
    void theNewestEntryIsTheRecordAndTheOthersAreCollected() {
        VersionedRecord third = next(next(first()));
        assertThat(register.read(SmallLake.HOUR)).contains(third);
        assertThat(entries()).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "ar-EG", "hi-IN-u-nu-deva"})
    void theDigitsOfANumberAreThoseOfNoLanguage(String language) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            VersionedRecord second = next(first());
            assertThat(register.read(SmallLake.HOUR)).contains(second);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(entries()).containsExactly(2);
    }

    @Test
    void entriesAreReadInTheOrderOfTheirNumbers() {
        VersionedRecord held = first();
        for (int i = 2; i <= 12; i++) {
            held = next(held);
        }
        assertThat(register.read(SmallLake.HOUR)).contains(held);
        assertThat(entries()).containsExactly(12);
    }

    @Test
    void ofTwoWhoHoldTheSameEntryTheSecondHasLost() {
        VersionedRecord held = first();
        VersionedRecord won = next(held);
        assertThat(register(store).replace(held, fresh())).isEmpty();
        assertThat(register.read(SmallLake.HOUR)).contains(won);
    }

    @Test
    void whoSleptAndCreatesACollectedNumberHasLost() {
        VersionedRecord held = first();
        VersionedRecord third = next(next(held));
        assertThat(register(store).replace(held, fresh()))
                .as("who held entry 1")
                .isEmpty();
        assertThat(entries()).as("it did create entry 2").containsExactly(2, 3);
        assertThat(register.read(SmallLake.HOUR)).contains(third);
        next(third);
        assertThat(entries()).containsExactly(4);
    }

    /** Otherwise two compactors could go by two decisions under one number. */
    @Test
    void whoseEntryWasDeletedWithAllOthersHasLostAndLeavesNone() {
        VersionedRecord held = next(first());
        store.delete(List.of(store.head(entry(2)).orElseThrow().ref()));

        assertThat(register(store).replace(held, fresh())).isEmpty();

        assertThat(entries()).isEmpty();
        assertThat(register.read(SmallLake.HOUR)).isEmpty();
    }

    /** The records are deleted between the entry and the listing, and another compactor begins anew. */
    @Test
    void theRecordOfAnotherUnderTheSameNumberStays() {
        VersionedRecord held = first();
        List<VersionedRecord> anew = new ArrayList<>();
        FaultPlan deleted = Faults.before(StoreOperation.LIST, SmallLake.CONTROL + SmallLake.HOUR, () -> {
            entries()
                    .forEach(number -> store.delete(
                            List.of(store.head(entry(number)).orElseThrow().ref())));
            anew.add(next(first()));
        });

        assertThat(register(new FaultyObjectStore(store, deleted)).replace(held, fresh()))
                .isEmpty();

        assertThat(register.read(SmallLake.HOUR)).contains(anew.get(0));
    }

    @Test
    void whoSleptAndCreatesTheFirstEntryOnceMoreChangesNothing() {
        VersionedRecord second = next(first());
        register(store).createIfAbsent(fresh());
        assertThat(entries()).containsExactly(1, 2);
        assertThat(register.read(SmallLake.HOUR)).contains(second);
    }

    @Test
    void whoIsOvertakenBetweenItsEntryAndItsListingHasLost() {
        VersionedRecord held = first();
        VersionedRecord second = next(held);
        next(second);
        FaultPlan overtaken = Faults.before(StoreOperation.LIST, SmallLake.CONTROL + SmallLake.HOUR, () -> {
            VersionedRecord third = register.read(SmallLake.HOUR).orElseThrow();
            next(third);
        });
        RecordRegister slow = register(new FaultyObjectStore(store, overtaken));
        assertThat(slow.replace(held, fresh())).isEmpty();
        assertThat(register.read(SmallLake.HOUR).orElseThrow().version()).hasToString("4");
        assertThat(store.head(entry(4))).as("the newest is never collected").isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_AFTER"})
    void anEntryWhoseAnswerIsLostIsRepeatedOrRecognized(Fault fault) {
        VersionedRecord held = first();
        FaultPlan lost = new ScriptedFaults().on(StoreOperation.CREATE_IF_ABSENT, 1, fault);
        Done wanted = fresh();
        Optional<VersionedRecord> won =
                register(new FaultyObjectStore(store, lost)).replace(held, wanted);
        assertThat(won.orElseThrow().record()).isEqualTo(wanted);
        assertThat(register.read(SmallLake.HOUR)).isEqualTo(won);
    }

    @Test
    void anEntryIsNotTakenForWonWithoutTheListing() {
        VersionedRecord held = first();
        FaultPlan blind = Faults.each(StoreOperation.LIST, SmallLake.CONTROL, Fault.FAIL_BEFORE);
        RecordRegister register = register(new FaultyObjectStore(store, blind));
        assertThatThrownBy(() -> register.replace(held, fresh())).isInstanceOf(StoreException.class);
    }

    @Test
    void aStoreThatNeverAnswersLeavesTheQuestionOpen() {
        VersionedRecord held = first();
        FaultPlan dead = Faults.each(StoreOperation.CREATE_IF_ABSENT, SmallLake.CONTROL, Fault.FAIL_BEFORE);
        RecordRegister register = register(new FaultyObjectStore(store, dead));
        assertThatThrownBy(() -> register.replace(held, fresh()))
                .isInstanceOf(UnansweredException.class)
                .hasMessageContaining(SmallLake.HOUR.path());
    }

    @Test
    void anEntryThatIsCollectedWhileItIsReadIsLookedForAgain() {
        VersionedRecord held = first();
        FaultPlan collected = Faults.before(StoreOperation.GET, entry(1).path(), () -> next(held));
        assertThat(register(new FaultyObjectStore(store, collected))
                        .read(SmallLake.HOUR)
                        .orElseThrow()
                        .version())
                .hasToString("2");
    }
}
