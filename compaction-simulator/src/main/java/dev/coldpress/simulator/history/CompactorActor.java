package dev.coldpress.simulator.history;

import dev.coldpress.Compactor;
import dev.coldpress.port.IdSource;
import dev.coldpress.port.StoreException;
import dev.coldpress.record.DamagedRecordException;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.simulator.lake.Violation;
import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.Operation;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.CompactorSpec;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.codec.RowCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that runs the real {@link Compactor}, on a thread of its own, and that is started again after a crash if
 * its world says so. Ids are fresh in each life and depend on nothing but the actor's index and the number of the life.
 */
final class CompactorActor extends ThreadedActor {

    private final HistoryState state;
    private final Baton baton;
    private final CompactorSpec spec;
    private final List<WorkerActor> workers = new ArrayList<>();
    private int lives;
    /** Lives that ended because history left for a copy of the lake; they are no crashes. */
    private int leftBehind;

    CompactorActor(int index, HistoryState state, Baton baton, CompactorSpec spec, Carrier carrier) {
        super(index, "compactor-" + index, state, baton, carrier);
        this.state = state;
        this.baton = baton;
        this.spec = spec;
        prepare(Operation.START, this::program);
    }

    /** Gives it another thread. */
    void add(WorkerActor worker) {
        workers.add(worker);
    }

    List<WorkerActor> workers() {
        return workers;
    }

    int lives() {
        return lives;
    }

    private void program() {
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
            ends();
            baton.pass();
        }
    }

    /** Returns whether the process came to its end without a crash. */
    private boolean live() {
        ProcessGate gate = new ProcessGate(state, baton, name + "-" + lives);
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
            forgets(lives);
            return false;
        }
    }

    private void run(Compactor compactor) {
        try {
            List<PartitionReport> reports = spec.wholeLake()
                    ? compactor.compactAll().partitions()
                    : List.of(compactor.compactPartition(spec.fence().partition(World.PREFIX)));
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
                .workers(new SimulatedWorkers(baton, this, gate))
                .name(spec.sharesName() ? "compactor" : name)
                .endedProcesses(name::equals)
                .withoutProbe()
                .build();
    }
}
