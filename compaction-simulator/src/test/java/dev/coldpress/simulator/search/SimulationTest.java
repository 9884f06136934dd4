package dev.coldpress.simulator.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.simulator.decide.RecordingDecider;
import dev.coldpress.simulator.decide.ReplayDecider;
import dev.coldpress.simulator.history.Carriers;
import dev.coldpress.simulator.history.Coverage;
import dev.coldpress.simulator.history.History;
import dev.coldpress.simulator.history.HistoryResult;
import dev.coldpress.simulator.history.Trace;
import dev.coldpress.simulator.search.ExhaustiveSearch.Report;
import dev.coldpress.simulator.search.Simulator.Finding;
import dev.coldpress.simulator.step.Decider;
import dev.coldpress.simulator.world.Family;
import dev.coldpress.simulator.world.SmallWorlds;
import dev.coldpress.simulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real compactor in simulated worlds: the short version of {@code scripts/simulate}. */
class SimulationTest {

    private static final long SEED = 2026;

    /** About 20 seconds on two cores. */
    private static final long HISTORIES = 60_000;

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private static Simulator simulator() {
        return new Simulator(List.of(Family.values()), SEED, THREADS);
    }

    @Test
    void noRandomHistoryBreaksAPromise() {
        Simulator.Report report = simulator().run(HISTORIES);
        assertThat(report.findings()).as(() -> tell(report.findings())).isEmpty();
        assertThat(report.histories()).isEqualTo(HISTORIES);
        assertThat(report.coverage().percent()).as("percent of crash points").isGreaterThanOrEqualTo(75);
        assertThat(report.risks().values().stream().mapToLong(Long::longValue).sum())
                .as("histories that a documented risk ended")
                .isLessThan(HISTORIES / 50);
    }

    private static String tell(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        try (Carriers carriers = new Carriers()) {
            findings.forEach(finding -> lines.addAll(FindingText.whole(finding, carriers)));
        }
        return String.join("\n", lines);
    }

    @Test
    void noHistoryOfASmallWorldBreaksAPromise() {
        Report report =
                new ExhaustiveSearch(SmallWorlds.oneCompactor(), Integer.MAX_VALUE, Long.MAX_VALUE, minutes(5)).run();
        assertThat(report.finding()).isEmpty();
        assertThat(report.complete()).as("the fixpoint was reached").isTrue();
        assertThat(report.states()).isGreaterThan(5000);
    }

    @Test
    void twoCompactorsInEveryOrderWithTwoPreemptionsBreakNoPromise() {
        Report report = new ExhaustiveSearch(SmallWorlds.twoCompactors(), 2, Long.MAX_VALUE, minutes(5)).run();
        assertThat(report.finding()).isEmpty();
        assertThat(report.complete()).as("the fixpoint was reached").isTrue();
        assertThat(report.states()).isGreaterThan(1000);
    }

    @Test
    void aLakeThatIsCopiedAtAnyInstantLosesAndDoublesNoRow() {
        for (World world : List.of(SmallWorlds.copied(), SmallWorlds.copiedByObjects())) {
            Report report = new ExhaustiveSearch(world, 2, Long.MAX_VALUE, minutes(5)).run();
            assertThat(report.finding()).as(world.family()).isEmpty();
            assertThat(report.complete()).as("the fixpoint was reached").isTrue();
            assertThat(report.states()).isGreaterThan(200);
        }
    }

    private static long minutes(int minutes) {
        return Duration.ofMinutes(minutes).toNanos();
    }

    @Test
    void aSeedGivesTheSameHistoryAgain() {
        Simulator simulator = simulator();
        for (long number = 0; number < 50; number++) {
            long seed = simulator.seedOf(number);
            assertThat(traceOf(simulator, seed)).isEqualTo(traceOf(simulator, seed));
        }
    }

    @Test
    void theDeviationsOfAHistoryGiveItAgain() {
        Simulator simulator = simulator();
        try (Carriers carriers = new Carriers()) {
            for (long number = 0; number < 50; number++) {
                long seed = simulator.seedOf(number);
                RecordingDecider recording = new RecordingDecider(Simulator.deciderOf(seed));
                List<String> first = trace(simulator.worldOf(seed), recording, carriers);
                Decider replay = new ReplayDecider(recording.deviations());
                assertThat(trace(simulator.worldOf(seed), replay, carriers)).isEqualTo(first);
            }
        }
    }

    private static List<String> traceOf(Simulator simulator, long seed) {
        try (Carriers carriers = new Carriers()) {
            return trace(simulator.worldOf(seed), Simulator.deciderOf(seed), carriers);
        }
    }

    private static List<String> trace(World world, Decider decider, Carriers carriers) {
        Trace trace = new Trace();
        HistoryResult result = new History(world, decider, new Coverage(), trace, false).run(carriers);
        assertThat(result.turns()).isPositive();
        assertThat(trace.lines()).isNotEmpty();
        return trace.lines();
    }
}
