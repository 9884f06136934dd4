package dev.coldpress.protocol;

import dev.coldpress.port.StoreOperation;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** No faults, and a list of all requests that change something. */
final class RecordedWrites implements FaultPlan {

    private static final Set<StoreOperation> LOOKS = Set.of(
            StoreOperation.LIST, StoreOperation.HEAD, StoreOperation.GET, StoreOperation.READ, StoreOperation.STAGED);

    private final List<String> all = new ArrayList<>();

    @Override
    public Fault next(StoreOperation operation, String target) {
        if (!LOOKS.contains(operation)) {
            all.add(operation + " " + target);
        }
        return Fault.NONE;
    }

    /** Each as its operation and its key. */
    List<String> all() {
        return all;
    }

    /** Those that have nothing to do with what compactors keep for themselves. */
    List<String> amongData() {
        return all.stream()
                .filter(write -> !write.contains(" " + SmallLake.CONTROL))
                .toList();
    }
}
