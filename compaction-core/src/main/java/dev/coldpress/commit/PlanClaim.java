package dev.coldpress.commit;

import dev.coldpress.record.PartitionRecord.Planned;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.record.StampSource;
import dev.coldpress.record.VersionedRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The plan that this process is merging, kept young while the merge lasts, so that other compactors leave it alone.
 * That saves work and nothing else: a plan that somebody takes over is resolved by the protocol. For one thread.
 */
public final class PlanClaim {

    private final RecordRegister register;
    private final StampSource stamps;
    private final InstantSource clock;
    private final ClaimPolicy claimPolicy;
    private VersionedRecord held;
    private Planned plan;

    /**
     * A claim that was just recorded.
     *
     * @param held the record with the plan
     * @param claimPolicy of all compactors of the lake: how long they leave a record alone
     */
    public PlanClaim(
            RecordRegister register,
            StampSource stamps,
            InstantSource clock,
            ClaimPolicy claimPolicy,
            VersionedRecord held,
            Planned plan) {
        this.register = register;
        this.stamps = stamps;
        this.clock = clock;
        this.claimPolicy = claimPolicy;
        this.held = held;
        this.plan = plan;
    }

    /** The record with the plan, at the version by which it can be resolved. */
    public VersionedRecord held() {
        return held;
    }

    public Planned plan() {
        return plan;
    }

    /**
     * Writes the plan again with a new stamp if it has become old.
     *
     * @throws ClaimLostException if another compactor has ended the plan: going on would be in vain
     * @throws dev.coldpress.record.UnansweredException if the store does not tell
     */
    public void keepUp() {
        Duration age = Duration.between(plan.stamp().writtenAt(), clock.instant());
        // A clock that was put back must not keep the record from being renewed for as long.
        boolean isYoung = !age.isNegative() && age.compareTo(claimPolicy.renewAfter()) < 0;
        if (isYoung || !claimPolicy.isNeeded()) {
            return;
        }
        Planned renewed = new Planned(plan.partition(), stamps.next(), plan.retained(), plan.planId(), plan.groups());
        Optional<VersionedRecord> now = register.replace(held, renewed);
        if (now.isPresent()) {
            held = now.get();
            plan = renewed;
        } else {
            // An own renewal whose answer was lost may have landed late: the plan is still this one then.
            requireHeld();
        }
    }

    /**
     * Looks whether the plan still stands: after a fault that a compactor that takes a plan over would cause too.
     *
     * @throws ClaimLostException if another compactor has ended the plan
     */
    public void requireHeld() {
        Optional<VersionedRecord> now = register.read(plan.partition());
        if (now.isPresent() && now.get().record() instanceof Planned found && found.isOfPlan(plan.planId())) {
            held = now.get();
            plan = found;
        } else {
            throw new ClaimLostException(plan);
        }
    }
}
