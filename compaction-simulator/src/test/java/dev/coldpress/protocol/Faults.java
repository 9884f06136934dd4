package dev.coldpress.protocol;

import dev.coldpress.port.StoreOperation;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;

/** What goes wrong where. */
final class Faults {

    private Faults() {}

    /** Every such call on a key below the prefix, or on the prefix itself. */
    static FaultPlan each(StoreOperation operation, String prefix, Fault fault) {
        return (called, target) -> called == operation && target.startsWith(prefix) ? fault : Fault.NONE;
    }

    /** The first such call only. */
    static FaultPlan first(StoreOperation operation, String prefix, Fault fault) {
        boolean[] over = {false};
        return (called, target) -> {
            if (over[0] || called != operation || !target.startsWith(prefix)) {
                return Fault.NONE;
            }
            over[0] = true;
            return fault;
        };
    }

    /** Something that happens in the world just before the first such call. */
    static FaultPlan before(StoreOperation operation, String prefix, Runnable happens) {
        FaultPlan first = first(operation, prefix, Fault.FAIL_BEFORE);
        return (called, target) -> {
            if (first.next(called, target) != Fault.NONE) {
                happens.run();
            }
            return Fault.NONE;
        };
    }
}
