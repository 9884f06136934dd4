package dev.coldpress.testkit.fault;

import dev.coldpress.port.StoreOperation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Faults at chosen calls. Calls are counted from 1, over all operations ({@link #atCall}) and for each operation
 * ({@link #on}); of two faults for one call the former holds.
 */
public final class ScriptedFaults implements FaultPlan {

    private final Map<Long, Fault> byCall = new HashMap<>();
    private final Map<StoreOperation, Map<Long, Fault>> byOperation = new EnumMap<>(StoreOperation.class);
    private final Map<StoreOperation, Long> callsByOperation = new EnumMap<>(StoreOperation.class);
    private long calls;

    /** The fault of the {@code number}th call of whatever operation. */
    public synchronized ScriptedFaults atCall(long number, Fault fault) {
        byCall.put(number, fault);
        return this;
    }

    /** The fault of the {@code number}th call of this operation. */
    public synchronized ScriptedFaults on(StoreOperation operation, long number, Fault fault) {
        byOperation.computeIfAbsent(operation, o -> new HashMap<>()).put(number, fault);
        return this;
    }

    /** How many calls there were so far: the number of places at which another run of the same can be made to fail. */
    public synchronized long calls() {
        return calls;
    }

    @Override
    public synchronized Fault next(StoreOperation operation, String target) {
        calls++;
        long callsOfOperation = callsByOperation.merge(operation, 1L, Long::sum);
        Fault fault = byCall.get(calls);
        if (fault == null) {
            fault = byOperation.getOrDefault(operation, Map.of()).get(callsOfOperation);
        }
        return fault == null ? Fault.NONE : fault;
    }
}
