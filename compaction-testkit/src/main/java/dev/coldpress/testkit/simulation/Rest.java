package dev.coldpress.testkit.simulation;

import dev.coldpress.Compactor;
import dev.coldpress.PartitionReport;
import dev.coldpress.testkit.RowCodec;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.simulation.World.CompactorSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must hold when all actors have ended. Some requests that are still in flight take effect first; then one clean run
 * alone: each row once (S2), nothing back that a user deleted (U), compacted without a failure (L1); a second clean run
 * changes nothing (S4). Then the last requests take effect: no row may be lost by them, and one more clean run puts right what
 * they did.
 */
final class Rest {

    /** So long that every file is long quiet, and less than dropped outputs are watched for. */
    private static final Duration UNTIL_REST = Duration.ofHours(26);

    private final History history;
    private final Decider decider;
    private final List<InFlight> inFlight;
    private int runs;

    Rest(History history, Decider decider, List<InFlight> inFlight) {
        this.history = history;
        this.decider = decider;
        this.inFlight = inFlight;
    }

    void check() {
        for (InFlight request : new ArrayList<>(inFlight)) {
            if (decider.deliverBeforeRest(request)) {
                history.deliver(request);
            }
        }
        history.lake().content().setNow(history.now().plus(UNTIL_REST));
        settle();
        boolean late = !inFlight.isEmpty();
        for (InFlight request : new ArrayList<>(inFlight)) {
            history.deliver(request);
        }
        if (late) {
            settle();
        }
    }

    private void settle() {
        CalmGate repair = new CalmGate(history, "clean-" + runs);
        PartitionReport report = run(repair);
        report.failure().ifPresent(failure -> broken("L1", "the clean run fails: " + failure.message()));
        wrongAtRest();
        CalmGate second = new CalmGate(history, "clean-" + runs);
        run(second);
        if (second.changes() > 0) {
            broken("S4", "the second clean run changes the store " + second.changes() + " times");
        }
    }

    private void wrongAtRest() {
        Optional<Violation> wrong = history.ledger().wrongAtRest();
        wrong.ifPresent(history.judge()::report);
    }

    private void broken(String promise, String detail) {
        history.judge().report(new Violation(promise, detail));
    }

    private PartitionReport run(CalmGate gate) {
        runs++;
        CompactorSpec spec = history.world().compactors().isEmpty()
                ? CompactorSpec.ONCE
                : history.world().compactors().get(0);
        Compactor compactor = Compactor.builder(history.storeOf(gate), new RowCodec())
                .settings(spec.settings())
                .clock(() -> history.now().plus(history.world().clockAhead()))
                .ids(new SeededIds(1_000_000L + runs))
                .pause(duration -> {})
                .name(gate.processName())
                .withoutProbe()
                .build();
        PartitionReport report = compactor.compactPartition(History.PARTITION);
        history.check(gate.processName(), report);
        return report;
    }
}
