package dev.coldpress.simulator.history;

import dev.coldpress.Compactor;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.simulator.lake.DocumentedRisk;
import dev.coldpress.simulator.lake.RootView;
import dev.coldpress.simulator.lake.Violation;
import dev.coldpress.simulator.step.Decider;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.world.World.CompactorSpec;
import dev.coldpress.simulator.world.World.Fence;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.codec.RowCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What must hold when all actors have ended. Some requests that are still in flight take effect first; then one clean
 * run alone: each row once (S2), nothing back that a user deleted (U), compacted without a failure (L1); a second clean
 * run changes nothing (S4). Then the last requests take effect: no row may be lost by them, and one more clean run puts
 * right what they did.
 */
final class Rest {

    /** So long that every file is long quiet, and less than dropped outputs are watched for. */
    private static final Duration UNTIL_REST = Duration.ofHours(26);

    private final HistoryState state;
    private final Decider decider;
    private final List<InFlight> inFlight;
    private int runs;
    private @Nullable DocumentedRisk excuse;

    Rest(HistoryState state, Decider decider) {
        this.state = state;
        this.decider = decider;
        this.inFlight = state.inFlight();
    }

    void check() {
        state.lake().content().show();
        for (InFlight request : new ArrayList<>(inFlight)) {
            if (decider.deliverBeforeRest(request)) {
                state.deliver(request);
            }
        }
        state.lake().content().setNow(state.now().plus(UNTIL_REST));
        settle();
        boolean late = !inFlight.isEmpty();
        for (InFlight request : new ArrayList<>(inFlight)) {
            state.deliver(request);
        }
        if (late) {
            settle();
        }
        if (excuse != null) {
            state.judge().excuse(excuse);
        }
    }

    /** One clean run alone, of each fence; and then another. */
    private void settle() {
        Set<ObjectKey> setAside = new TreeSet<>();
        int refused = 0;
        for (Fence fence : state.world().fences()) {
            CalmGate repair = new CalmGate(state, "clean-" + runs);
            List<PartitionReport> reports = run(repair, fence);
            refused += reports.isEmpty() ? 1 : 0;
            for (PartitionReport report : reports) {
                report.failure().ifPresent(failure -> broken("L1", "the clean run fails: " + failure.message()));
                setAside.addAll(overlapping(report, fence));
            }
        }
        if (refused == state.world().fences().size()) {
            bothRefused(refused);
            return;
        }
        state.judge().atRest(setAside).ifPresent(risk -> excuse = risk);
        Set<ObjectKey> stillSetAside = new TreeSet<>();
        for (Fence fence : state.world().fences()) {
            CalmGate second = new CalmGate(state, "clean-" + runs);
            run(second, fence).forEach(report -> stillSetAside.addAll(overlapping(report, fence)));
            if (second.changes() > 0) {
                broken("S4", "the second clean run changes the store " + second.changes() + " times");
            }
        }
        // What stays doubled is told by every run.
        state.judge().atRest(stillSetAside).ifPresent(risk -> excuse = risk);
    }

    /**
     * Two roots of which one lies in the other may each have found the other's marker; a single fence may not be
     * refused.
     */
    private void bothRefused(int fences) {
        if (fences > 1) {
            excuse = DocumentedRisk.BOTH_REFUSED;
        } else {
            broken("L1", "the clean run refuses to work");
        }
    }

    private static List<ObjectKey> overlapping(PartitionReport report, Fence fence) {
        return report.filesLeftAlone().stream()
                .filter(file -> file.skip().reason() == SkipReason.ROWS_TWICE)
                .map(file -> RootView.of(fence).inside(file.key()))
                .toList();
    }

    private void broken(String promise, String detail) {
        state.judge().report(new Violation(promise, detail));
    }

    /** One report for each partition; none if it is refused. */
    private List<PartitionReport> run(CalmGate gate, Fence fence) {
        runs++;
        CompactorSpec spec = state.world().compactors().isEmpty()
                ? CompactorSpec.ONCE
                : state.world().compactors().get(0);
        Compactor compactor = Compactor.builder(state.storeOf(gate, fence), new RowCodec())
                .settings(spec.withFence(fence).settings())
                .clock(() -> state.now().plus(state.world().clockAhead()))
                .ids(new SeededIds(1_000_000L + runs))
                .pause(duration -> {})
                .name(gate.processName())
                .withoutProbe()
                .build();
        try {
            List<PartitionReport> reports = new ArrayList<>();
            for (KeyPrefix partition : state.world().partitions()) {
                PartitionReport report = compactor.compactPartition(fence.partition(partition));
                state.check(gate.processName(), report);
                reports.add(report);
            }
            return reports;
        } catch (UnfitStoreException refused) {
            state.note("     " + gate.processName() + " refused: " + refused.getMessage());
            return List.of();
        }
    }
}
