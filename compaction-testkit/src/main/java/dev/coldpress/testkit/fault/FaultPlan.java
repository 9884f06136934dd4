package dev.coldpress.testkit.fault;

import dev.coldpress.port.StoreOperation;

/**
 * Decides what goes wrong in a {@link FaultyObjectStore}. Asked once per call, before it; by several threads if there
 * are.
 */
@FunctionalInterface
public interface FaultPlan {

    /** Nothing ever fails. */
    FaultPlan NONE = (operation, target) -> Fault.NONE;

    /**
     * What goes wrong in this call.
     *
     * @param target the key; for a listing the prefix, for a delete the first key, or empty if there is none
     */
    Fault next(StoreOperation operation, String target);
}
