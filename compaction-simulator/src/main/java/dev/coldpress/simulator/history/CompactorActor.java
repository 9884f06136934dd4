package dev.coldpress.simulator.history;

import dev.coldpress.Compactor;
import dev.coldpress.port.IdSource;
import dev.coldpress.port.StoreException;
import dev.coldpress.record.DamagedRecordException;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.simulator.lake.Violation;
import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.Fingerprint;
import dev.coldpress.simulator.step.Operation;
import dev.coldpress.simulator.world.World.CompactorSpec;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.codec.RowCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs the real {@link Compactor}, on a thread of its own, and that is started again after a crash if its
 * world says so. Ids are fresh in each life and depend on nothing but the actor's index and the number of the life.
 */
final class CompactorActor extends ThreadedActor {

    private final HistoryState state;
    private final Baton baton;
    private final CompactorSpec spec;
    private @Nullable Call pending;
    private int lives;
    /** Lives that ended because history left for a copy of the lake; they are no crashes. */
    private int leftBehind;

    private boolean begun;
    private long knowledge;

    CompactorActor(int index, HistoryState state, Baton baton, CompactorSpec spec, Carrier carrier) {
        super(index, "compactor-" + index, carrier);
        this.state = state;
        this.baton = baton;
        this.spec = spec;
        this.knowledge = index;
        carrier.prepare(this::program);
        pending = new Call(index, 0, Operation.START, "");
    }

    @Override
    @Nullable
    Call pending() {
        return pending;
    }

    @Override
    long fingerprint() {
        Call call = pending;
        return call == null ? Fingerprint.add(knowledge, -1) : Fingerprint.add(knowledge, call.number());
    }

    @Override
    boolean isUnderWay() {
        return begun && pending != null;
    }

    /** Comes to a call, and returns when it is this actor's turn to make it. */
    Call arrive(Operation operation, String target) {
        Call call = new Call(index, calls, operation, target);
        pending = call;
        baton.awaitTurn(this);
        calls++;
        return call;
    }

    /** What the process observed is all that its next steps depend on, besides the store. */
    void learns(Call call, Object answer) {
        if (state.isObserved()) {
            String text = Answers.describe(answer);
            knowledge = Fingerprint.add(knowledge, text);
            state.note(this, call, text);
        }
    }

    private void program() {
        begun = true;
        calls++;
        try {
            boolean alive = true;
            while (alive) {
                lives++;
                alive = !live() && lives - leftBehind <= spec.restarts();
                if (alive) {
                    var unused = arrive(Operation.START, "");
                }
            }
        } catch (ProcessEnd unwound) {
            // The history is over.
        } catch (RuntimeException | Error e) {
            baton.fail(e);
        } finally {
            pending = null;
            baton.pass();
        }
    }

    /** Returns whether the process came to its end without a crash. */
    private boolean live() {
        ProcessGate gate = new ProcessGate(state, baton, this, name + "-" + lives);
        Compactor compactor = compactor(gate);
        try {
            for (int run = 0; run < spec.runs(); run++) {
                if (run > 0) {
                    gate.start();
                }
                run(compactor);
            }
            return true;
        } catch (ProcessEnd crashed) {
            baton.requireGoingOn();
            leftBehind += gate.isLeftBehind() ? 1 : 0;
            knowledge = Fingerprint.add(Fingerprint.START, index * 100L + lives);
            return false;
        }
    }

    private void run(Compactor compactor) {
        try {
            List<PartitionReport> reports = spec.wholeLake()
                    ? compactor.compactAll().partitions()
                    : List.of(compactor.compactPartition(spec.fence().partition()));
            reports.forEach(report -> state.check(name, report));
        } catch (StoreException lakeNotListed) {
            state.note(this, new Call(index, calls, Operation.LIST, ""), "gave up");
        } catch (UnfitStoreException refused) {
            // There is another set of records, which the judge watches for.
            state.note(this, new Call(index, calls, Operation.START, ""), "refused: " + refused.getMessage());
        } catch (DamagedRecordException damaged) {
            state.judge().report(new Violation("BUG", name + " finds " + damaged.getMessage()));
        }
    }

    private Compactor compactor(ProcessGate gate) {
        Duration ahead = state.world().clockAhead().plus(spec.clockSkew());
        InstantSource clock = () -> state.now().plus(ahead);
        IdSource ids = new SeededIds(index * 1000L + lives);
        return Compactor.builder(state.storeOf(gate, spec.fence()), new RowCodec())
                .settings(spec.settings())
                .clock(clock)
                .ids(ids)
                .pause(duration -> gate.pause())
                .name(spec.sharesName() ? "compactor" : name)
                .endedProcesses(name::equals)
                .withoutProbe()
                .build();
    }
}
