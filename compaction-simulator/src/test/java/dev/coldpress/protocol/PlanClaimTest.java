package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.commit.ClaimLostException;
import dev.coldpress.commit.ClaimPolicy;
import dev.coldpress.commit.PlanClaim;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.record.PartitionRecord;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Planned;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.record.StampSource;
import dev.coldpress.record.UnansweredException;
import dev.coldpress.record.VersionedRecord;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a renewal makes of the record that it finds. */
class PlanClaimTest {

    private static final UUID PLAN = new UUID(0, 1);
    private static final UUID OTHER_PLAN = new UUID(0, 2);

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final StampSource stamps = new StampSource(new SeededIds(1), clock, "own", () -> "here");
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final RecordRegister register = register(store);
    private final VersionedRecord held = recordedPlan();

    private static RecordRegister register(ObjectStore through) {
        RecordRegister register = new RecordRegister(
                through, SmallLake.smallTarget().build().controlPrefix(), new RecordingPause(), Optional.empty());
        register.begin();
        return register;
    }

    private VersionedRecord recordedPlan() {
        register.createIfAbsent(new Done(SmallLake.HOUR, stamps.next(), Retained.EMPTY));
        return written(register.read(SmallLake.HOUR).orElseThrow(), plan(PLAN));
    }

    private Planned plan(UUID id) {
        return new Planned(SmallLake.HOUR, stamps.next(), Retained.EMPTY, id, List.of());
    }

    private VersionedRecord written(VersionedRecord before, PartitionRecord record) {
        return register.replace(before, record).orElseThrow();
    }

    private PlanClaim claim(RecordRegister through) {
        ClaimPolicy claimPolicy = new ClaimPolicy(Duration.ofMinutes(2), "own", writer -> false);
        return new PlanClaim(through, stamps, clock, claimPolicy, held, (Planned) held.record());
    }

    private VersionedRecord now() {
        return register.read(SmallLake.HOUR).orElseThrow();
    }

    @Test
    void aRenewalIsTheSamePlanWithANewStampAndVersion() {
        PlanClaim claim = claim(register);
        clock.advance(Duration.ofMinutes(1));
        claim.keepUp();
        assertThat(claim.held()).isEqualTo(now()).isNotEqualTo(held);
        assertThat(claim.plan()).isEqualTo(now().record());
        assertThat(claim.plan().planId()).isEqualTo(PLAN);
        assertThat(claim.plan().stamp().writtenAt()).isEqualTo(clock.instant());
        assertThat(claim.plan().stamp().nonce())
                .isNotEqualTo(held.record().stamp().nonce());
    }

    @Test
    void anOwnRenewalThatLandedLateIsGoneOnWith() {
        PlanClaim claim = claim(register);
        clock.advance(Duration.ofMinutes(1));
        VersionedRecord late = written(held, plan(PLAN));
        claim.keepUp();
        assertThat(claim.held()).isEqualTo(late);
        assertThat(claim.plan()).isEqualTo(late.record());
    }

    @Test
    void anotherPlanIsLeftAsItIs() {
        PlanClaim claim = claim(register);
        clock.advance(Duration.ofMinutes(1));
        VersionedRecord other = written(held, plan(OTHER_PLAN));
        assertThatThrownBy(claim::keepUp)
                .isInstanceOf(ClaimLostException.class)
                .hasMessageContainingAll(PLAN.toString(), SmallLake.HOUR.path());
        assertThat(now()).isEqualTo(other);
    }

    @Test
    void aPlanThatWasEndedIsLost() {
        PlanClaim claim = claim(register);
        clock.advance(Duration.ofMinutes(1));
        written(held, new Done(SmallLake.HOUR, stamps.next(), Retained.EMPTY));
        assertThatThrownBy(claim::keepUp).isInstanceOf(ClaimLostException.class);
    }

    @Test
    void aRenewalThatIsNeverAnsweredIsNotTakenForLostOrWon() {
        var dead = Faults.each(StoreOperation.REPLACE, SmallLake.CONTROL, Fault.FAIL_BEFORE);
        PlanClaim claim = claim(register(new FaultyObjectStore(store, dead)));
        clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(claim::keepUp).isInstanceOf(UnansweredException.class);
        assertThat(now()).isEqualTo(held);
    }
}
