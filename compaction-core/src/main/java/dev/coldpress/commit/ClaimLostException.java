package dev.coldpress.commit;

import dev.coldpress.record.PartitionRecord.Planned;

/** Another compactor has taken the plan over while it was merged. Nothing is wrong: what it did is on record. */
public final class ClaimLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClaimLostException(Planned plan) {
        super("Another compactor has ended the plan " + plan.planId() + " of " + plan.partition());
    }
}
