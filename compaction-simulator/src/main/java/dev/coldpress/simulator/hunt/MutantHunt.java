package dev.coldpress.simulator.hunt;

import dev.coldpress.simulator.history.Carriers;
import dev.coldpress.simulator.lake.Violation;
import dev.coldpress.simulator.mutant.Mutant;
import dev.coldpress.simulator.mutant.MutantCompiler;
import dev.coldpress.simulator.mutant.MutantLoader;
import dev.coldpress.simulator.search.FindingText;
import dev.coldpress.simulator.search.Simulator;
import dev.coldpress.simulator.search.Simulator.Finding;
import dev.coldpress.simulator.search.Simulator.Report;
import dev.coldpress.simulator.world.Family;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the simulator on mutants. */
public final class MutantHunt {

    private final long seed;
    private final long histories;
    private final Duration time;
    private final int threads;

    /**
     * A hunt.
     *
     * @param histories a mutant that survives so many of them is not caught
     * @param time at most for one mutant
     * @param threads histories at the same time
     */
    public MutantHunt(long seed, long histories, Duration time, int threads) {
        this.seed = seed;
        this.histories = histories;
        this.time = time;
        this.threads = threads;
    }

    /**
     * What came of the hunt for one mutant.
     *
     * @param histories how many were run
     * @param lines the violation, and the trace of the smallest history that shows it; empty if it was not caught
     */
    public record Outcome(boolean caught, long histories, List<String> lines) {}

    public Outcome hunt(Mutant mutant, boolean withTrace) {
        Map<String, byte[]> classes = new MutantCompiler().compile(mutant);
        String families =
                String.join(",", mutant.families().stream().map(Family::name).toList());
        Object answer = call(
                new MutantLoader(classes),
                MutantHunt.class.getName(),
                "huntHere",
                new Class<?>[] {String.class, long[].class, boolean.class},
                families,
                new long[] {seed, histories, time.toNanos(), threads},
                withTrace);
        List<?> lines = (List<?>) answer;
        List<String> text = lines.stream().map(String::valueOf).toList();
        return new Outcome(text.size() > 1, Long.parseLong(text.get(0)), text.subList(1, text.size()));
    }

    /** Whether the scenario of the mutant's name, if there is one, breaks the promise that it names. */
    public static boolean isCaughtByScenario(Mutant mutant) {
        return Scenarios.all().stream()
                .filter(scenario -> scenario.name().equals(mutant.name()))
                .anyMatch(scenario -> scenario(mutant, scenario.name()).get(0).startsWith(scenario.promise() + ":"));
    }

    /** Runs the scenario on the real code; the first line is the violation, or empty. */
    static List<String> scenarioHere(String name) {
        List<String> lines = new ArrayList<>();
        Optional<Violation> violation = Scenarios.named(name).run(lines);
        lines.add(0, violation.map(Violation::toString).orElse(""));
        return lines;
    }

    /** Runs the scenario on a mutant; the first line is the violation, or empty. */
    static List<String> scenario(Mutant mutant, String name) {
        Object lines = call(
                new MutantLoader(new MutantCompiler().compile(mutant)),
                MutantHunt.class.getName(),
                "scenarioHere",
                new Class<?>[] {String.class},
                name);
        return ((List<?>) lines).stream().map(String::valueOf).toList();
    }

    /** Calls a static method of a class as another loader has it; only classes of the JDK may cross over. */
    static Object call(ClassLoader loader, String className, String method, Class<?>[] types, Object... arguments) {
        try {
            var target = Class.forName(className, true, loader).getDeclaredMethod(method, types);
            target.setAccessible(true);
            return target.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The mutated simulator failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The hunt itself, inside of the mutant's loader.
     *
     * @param numbers seed, histories, nanoseconds, threads
     * @return the number of histories that were run, and then the lines of the outcome
     */
    static List<String> huntHere(String families, long[] numbers, boolean withTrace) {
        List<Family> drawn =
                List.of(families.split(",")).stream().map(Family::valueOf).toList();
        Simulator simulator = new Simulator(drawn, numbers[0], Math.toIntExact(numbers[3]));
        Report report = simulator.hunt(numbers[1], numbers[2]);
        List<String> lines = new ArrayList<>();
        lines.add(String.valueOf(report.histories()));
        try (Carriers carriers = new Carriers()) {
            for (Finding finding : report.findings()) {
                lines.add(finding.violation().toString());
                if (withTrace) {
                    lines.addAll(FindingText.whole(finding, carriers));
                }
                break;
            }
        }
        return lines;
    }
}
