package dev.coldpress.simulator.search;

import dev.coldpress.simulator.decide.ExhaustiveDecider;
import dev.coldpress.simulator.decide.RecordingDecider;
import dev.coldpress.simulator.decide.StateSet;
import dev.coldpress.simulator.history.Carriers;
import dev.coldpress.simulator.history.Coverage;
import dev.coldpress.simulator.history.History;
import dev.coldpress.simulator.history.HistoryResult;
import dev.coldpress.simulator.search.Simulator.Finding;
import dev.coldpress.simulator.world.World;
import java.util.Optional;

/**
 * All histories of a small world: every order of all steps with at most so many preemptions, and every fault that its
 * budget allows.
 */
public final class ExhaustiveSearch {

    private final World world;
    private final int maxPreemptions;
    private final long maxHistories;
    private final long deadlineNanos;

    /**
     * A search.
     *
     * @param maxPreemptions how often an actor that could go on has to wait for another; the largest int for no bound
     * @param maxHistories it is cut off there
     * @param nanos and after this time
     */
    public ExhaustiveSearch(World world, int maxPreemptions, long maxHistories, long nanos) {
        this.world = world;
        this.maxPreemptions = maxPreemptions;
        this.maxHistories = maxHistories;
        this.deadlineNanos = System.nanoTime() + nanos;
    }

    /**
     * What was searched.
     *
     * @param states different ones: the store's content, the requests in flight, what each actor has observed, and what
     *     may still go wrong
     * @param transitions choices that led from one state to another
     * @param complete whether everything was searched
     */
    public record Report(
            World world,
            long states,
            long transitions,
            long histories,
            long risks,
            boolean complete,
            Optional<Finding> finding) {}

    /** Searches until everything was seen, a promise is broken, or a limit is reached. */
    public Report run() {
        StateSet states = new StateSet();
        ExhaustiveDecider decider = new ExhaustiveDecider(states, maxPreemptions);
        long histories = 0;
        long risks = 0;
        boolean more = true;
        Optional<Finding> finding = Optional.empty();
        decider.begin();
        try (Carriers carriers = new Carriers()) {
            while (more && finding.isEmpty() && histories < maxHistories && System.nanoTime() < deadlineNanos) {
                RecordingDecider recording = new RecordingDecider(decider);
                HistoryResult result = new History(world, recording, new Coverage(), null, true).run(carriers);
                histories++;
                risks += result.risk().isPresent() ? 1 : 0;
                finding = result.violation().map(v -> new Finding(0, v, world, recording.deviations()));
                more = decider.nextPath();
            }
        }
        boolean complete = !more && finding.isEmpty();
        return new Report(world, states.size(), decider.transitions(), histories, risks, complete, finding);
    }
}
