package dev.coldpress.run;

import dev.coldpress.report.CompactionListener;
import dev.coldpress.scan.Ports;
import dev.coldpress.scan.SharedResources;
import dev.coldpress.scan.StageTimer;
import dev.coldpress.settings.CompactionSettings;
import java.util.function.BooleanSupplier;

/** What all the work of one compactor shares. For several threads. */
public record RunContext(
        Ports ports,
        CompactionSettings settings,
        LakeRecords records,
        WriteGate gate,
        SharedResources shared,
        HookCalls hooks,
        StageTimer stages,
        BooleanSupplier stopRequested) {

    CompactionListener listener() {
        return stages.listener();
    }

    int partitionsAtOnce() {
        return settings.partitionsAtOnce().orElseGet(() -> ports.store().requestsAtOnce());
    }

    boolean isStopped() {
        return stopRequested.getAsBoolean();
    }
}
