package dev.coldpress.simulator.step;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What goes wrong with one call of a compactor. A batch delete is one call per object, so a fault in the middle of it
 * is a partial batch, and a failed page of a listing is a fault of that page alone.
 */
public enum CallFault {
    NONE,
    /** The process ends before the request reaches the store. */
    CRASH_BEFORE,
    /** The process ends when the request has taken effect. */
    CRASH_AFTER,
    /** The process ends with the request in flight. */
    CRASH_SENT,
    /** The request never reaches the store, and the caller learns nothing. */
    LOST_REQUEST,
    /** The request takes effect, and the caller learns nothing. */
    LOST_ANSWER,
    /** The caller gives up and learns nothing; the request stays in flight. */
    DELAYED,
    /** The request takes effect, its answer is lost, and the client asks again and reports the second answer. */
    OWN_RETRY,
    /** The request takes effect and is answered; a copy of it, which the client had sent before, stays in flight. */
    DUPLICATED,
    /** A publish makes an object appear whose bytes are damaged. */
    CORRUPTED,
    /** Time passes for everybody before the call. */
    CLOCK_JUMP;

    private static final Map<Operation, Set<CallFault>> OF_OPERATION = possible();

    public boolean isCrash() {
        return this == CRASH_BEFORE || this == CRASH_AFTER || this == CRASH_SENT;
    }

    public boolean leavesInFlight() {
        return this == CRASH_SENT || this == DELAYED || this == DUPLICATED;
    }

    /** What can go wrong with an operation at all; without {@link #NONE}. */
    public static Set<CallFault> of(Operation operation) {
        return OF_OPERATION.getOrDefault(operation, Set.of());
    }

    private static Map<Operation, Set<CallFault>> possible() {
        Map<Operation, Set<CallFault>> map = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            Set<CallFault> faults = EnumSet.of(CLOCK_JUMP);
            if (operation.isStoreCall()) {
                faults.addAll(EnumSet.of(CRASH_BEFORE, CRASH_AFTER, LOST_REQUEST));
            }
            if (operation == Operation.STAGE) {
                faults.add(LOST_ANSWER);
            }
            if (operation.isEffect()) {
                faults.addAll(EnumSet.of(CRASH_SENT, LOST_ANSWER, DELAYED, OWN_RETRY, DUPLICATED));
            }
            if (operation == Operation.PUBLISH) {
                faults.add(CORRUPTED);
            }
            map.put(operation, Collections.unmodifiableSet(faults));
        }
        return map;
    }
}
