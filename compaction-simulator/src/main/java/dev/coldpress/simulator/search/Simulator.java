package dev.coldpress.simulator.search;

import dev.coldpress.simulator.decide.Deviation;
import dev.coldpress.simulator.decide.RandomDecider;
import dev.coldpress.simulator.decide.RecordingDecider;
import dev.coldpress.simulator.history.Carriers;
import dev.coldpress.simulator.history.Coverage;
import dev.coldpress.simulator.history.History;
import dev.coldpress.simulator.history.HistoryResult;
import dev.coldpress.simulator.lake.DocumentedRisk;
import dev.coldpress.simulator.lake.Violation;
import dev.coldpress.simulator.step.Decider;
import dev.coldpress.simulator.step.Fingerprint;
import dev.coldpress.simulator.world.Family;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.Worlds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs histories of random worlds, on all cores at once. The seed of a history is drawn from the seed of the run and
 * the history's number, and determines it.
 */
public final class Simulator {

    private final List<Family> families;
    private final long seed;
    private final int threads;

    /**
     * A simulator.
     *
     * @param families the worlds to draw from
     * @param threads histories at the same time, 1 or more
     */
    public Simulator(List<Family> families, long seed, int threads) {
        this.families = List.copyOf(families);
        this.seed = seed;
        this.threads = threads;
    }

    /** A history that broke a promise, in full and as small as it could be made. */
    public record Finding(long seed, Violation violation, World world, List<Deviation> deviations) {}

    /**
     * What came of a run.
     *
     * @param risks how many histories ended in each documented risk
     * @param violations histories that broke a promise
     * @param findings the first few of them
     * @param turns choices of who goes next, in all histories
     */
    public record Report(
            long histories,
            long turns,
            Map<DocumentedRisk, Long> risks,
            long violations,
            List<Finding> findings,
            Coverage coverage) {

        public Report {
            risks = Collections.unmodifiableMap(new EnumMap<>(risks));
            findings = List.copyOf(findings);
        }
    }

    /** How many findings a run keeps. */
    private static final int MOST_FINDINGS = 5;

    /** Runs so many histories. */
    public Report run(long histories) {
        return new Work(histories, Long.MAX_VALUE, false).report();
    }

    /** Runs histories until one breaks a promise, the number is reached, or the time is over. */
    public Report hunt(long histories, long nanos) {
        return new Work(histories, System.nanoTime() + nanos, true).report();
    }

    long seedOf(long number) {
        return Fingerprint.add(Fingerprint.mix(seed), number);
    }

    World worldOf(long historySeed) {
        return Worlds.draw(historySeed, families);
    }

    /** Runs the history of a seed. */
    HistoryResult run(long historySeed, Coverage coverage, Carriers carriers) {
        World world = worldOf(historySeed);
        return new History(world, deciderOf(historySeed), coverage, null, false).run(carriers);
    }

    static Decider deciderOf(long historySeed) {
        return new RandomDecider(Fingerprint.mix(historySeed));
    }

    /** A finding as it was drawn, with the places where it left the usual way. */
    public Optional<Finding> finding(long historySeed, Carriers carriers) {
        World world = worldOf(historySeed);
        RecordingDecider decider = new RecordingDecider(deciderOf(historySeed));
        HistoryResult result = new History(world, decider, new Coverage(), null, false).run(carriers);
        return result.violation().map(v -> new Finding(historySeed, v, world, decider.deviations()));
    }

    /** The histories of one run, shared by its threads. */
    private final class Work {

        private final long histories;
        private final long deadline;
        private final boolean untilFirst;
        private final AtomicLong next = new AtomicLong();
        private final AtomicBoolean stop = new AtomicBoolean();
        private final List<Finding> findings = new ArrayList<>();
        private final Coverage coverage = new Coverage();
        private long done;
        private long turns;
        private final Map<DocumentedRisk, Long> risks = new EnumMap<>(DocumentedRisk.class);
        private long violations;
        private @Nullable Throwable fault;

        Work(long histories, long deadline, boolean untilFirst) {
            this.histories = histories;
            this.deadline = deadline;
            this.untilFirst = untilFirst;
        }

        Report report() {
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Thread worker = new Thread(this::work, "simulator-" + i);
                workers.add(worker);
                worker.start();
            }
            workers.forEach(Work::join);
            Throwable failed = fault;
            if (failed != null) {
                throw new IllegalStateException("The simulator failed", failed);
            }
            return new Report(done, turns, risks, violations, findings, coverage);
        }

        private static void join(Thread worker) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted during a simulation", e);
            }
        }

        private void work() {
            Coverage own = new Coverage();
            try (Carriers carriers = new Carriers()) {
                for (long number = next.getAndIncrement(); goesOn(number); number = next.getAndIncrement()) {
                    long historySeed = seedOf(number);
                    HistoryResult result = Simulator.this.run(historySeed, own, carriers);
                    Optional<Finding> found =
                            result.violation().isPresent() ? finding(historySeed, carriers) : Optional.empty();
                    count(result, found);
                }
            } catch (RuntimeException | Error e) {
                stop.set(true);
                failed(e);
            }
            add(own);
        }

        private boolean goesOn(long number) {
            return number < histories && !stop.get() && System.nanoTime() < deadline;
        }

        private synchronized void count(HistoryResult result, Optional<Finding> found) {
            done++;
            turns += result.turns();
            result.risk().ifPresent(risk -> risks.merge(risk, 1L, Long::sum));
            if (result.violation().isPresent()) {
                violations++;
                found.filter(f -> findings.size() < MOST_FINDINGS).ifPresent(findings::add);
                stop.compareAndSet(false, untilFirst);
            }
        }

        private synchronized void failed(Throwable e) {
            fault = e;
        }

        private synchronized void add(Coverage own) {
            coverage.add(own);
        }
    }
}
