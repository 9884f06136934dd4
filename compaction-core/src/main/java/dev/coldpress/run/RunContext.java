package dev.coldpress.run;

import dev.coldpress.report.CompactionListener;
import dev.coldpress.scan.Ports;
import dev.coldpress.scan.StageTimer;
import dev.coldpress.settings.CompactionSettings;
import java.util.function.BooleanSupplier;

/** What all the work of one compactor shares. */
public record RunContext(
        Ports ports,
        CompactionSettings settings,
        LakeRecords records,
        WriteGate gate,
        HookCalls hooks,
        StageTimer stages,
        BooleanSupplier stopRequested) {

    CompactionListener listener() {
        return stages.listener();
    }

    boolean isStopped() {
        return stopRequested.getAsBoolean();
    }
}
