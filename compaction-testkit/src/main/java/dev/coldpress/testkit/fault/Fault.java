package dev.coldpress.testkit.fault;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.StoreException;

/**
 * What goes wrong in one call of a {@link FaultyObjectStore}.
 *
 * <p>To <em>fail</em> means what the port says of a lost answer: the result "unknown" where the operation has one, else
 * a {@link StoreException} of kind {@code UNAVAILABLE}. To <em>crash</em> means a {@link SimulatedCrash}.
 *
 * <p><em>Halfway</em>: a delete has deleted the first half of its objects, rounded down, and a write has appended the
 * first half of its bytes. Any other operation has no half and takes it as "before".
 */
public enum Fault {
    NONE,
    /** The request never reaches the store. */
    FAIL_BEFORE,
    /** A part of the request takes effect; a delete answers {@link DeleteResult.Outcome#UNKNOWN} for every object. */
    FAIL_HALFWAY,
    /** The request takes effect and its answer is lost. */
    FAIL_AFTER,
    /** The process ends before the request reaches the store. */
    CRASH_BEFORE,
    /** The process ends when a part of the request has taken effect. */
    CRASH_HALFWAY,
    /** The process ends when the request has taken effect, before it learns of it. */
    CRASH_AFTER;

    boolean isCrash() {
        return this == CRASH_BEFORE || this == CRASH_HALFWAY || this == CRASH_AFTER;
    }
}
