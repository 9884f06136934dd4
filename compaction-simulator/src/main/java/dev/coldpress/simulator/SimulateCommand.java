package dev.coldpress.simulator;

import dev.coldpress.simulator.history.Carriers;
import dev.coldpress.simulator.hunt.MutantHunt;
import dev.coldpress.simulator.mutant.FenceMutants;
import dev.coldpress.simulator.mutant.Mutant;
import dev.coldpress.simulator.mutant.Mutants;
import dev.coldpress.simulator.search.ExhaustiveSearch;
import dev.coldpress.simulator.search.FindingText;
import dev.coldpress.simulator.search.Simulator;
import dev.coldpress.simulator.search.Simulator.Finding;
import dev.coldpress.simulator.search.Simulator.Report;
import dev.coldpress.simulator.world.Family;
import dev.coldpress.simulator.world.SmallWorlds;
import dev.coldpress.simulator.world.World;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** The command {@code scripts/simulate}. */
public final class SimulateCommand {

    private static final String FAMILIES_PROPERTY = "coldpress.families";
    private static final long HISTORIES_PER_MUTANT = 200_000;
    private static final Duration TIME_PER_SMALL_WORLD = Duration.ofMinutes(5);
    private static final Duration TIME_PER_MUTANT = Duration.ofMinutes(2);

    private final PrintStream out;

    private SimulateCommand(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        try {
            System.exit(new SimulateCommand(System.out).run(List.of(arguments)));
        } catch (NumberFormatException e) {
            System.err.println("usage: scripts/simulate HISTORIES [SEED] | --unfenced HISTORIES [SEED] | --exhaustive"
                    + " | --mutants [NAME...] | --replay SEED; " + e.getMessage());
            System.exit(2);
        }
    }

    private int run(List<String> arguments) {
        if (arguments.size() == 2 && arguments.get(0).equals("--replay")) {
            return replay(Long.parseLong(arguments.get(1)));
        }
        if (!arguments.isEmpty() && arguments.get(0).equals("--mutants")) {
            return mutants(arguments.subList(1, arguments.size()));
        }
        if (arguments.equals(List.of("--exhaustive"))) {
            return exhaustive();
        }
        boolean unfenced = !arguments.isEmpty() && arguments.get(0).equals("--unfenced");
        List<String> numbers = unfenced ? arguments.subList(1, arguments.size()) : arguments;
        long histories = Long.parseLong(numbers.isEmpty() ? "" : numbers.get(0));
        long seed = numbers.size() > 1 ? Long.parseLong(numbers.get(1)) : new Random().nextLong();
        return unfenced ? unfenced(histories, seed) : simulate(histories, seed);
    }

    /** Compactors with different records on one lake, that do not refuse: what they double has to be repaired. */
    private int unfenced(long histories, long seed) {
        out.println("seed " + seed);
        MutantHunt.Outcome outcome = new MutantHunt(
                        seed,
                        histories,
                        Duration.ofDays(1),
                        Runtime.getRuntime().availableProcessors())
                .hunt(FenceMutants.unfenced(), true);
        outcome.lines().forEach(out::println);
        out.println(outcome.histories() + " histories, " + (outcome.caught() ? "a violation" : "0 violations"));
        return outcome.caught() ? 1 : 0;
    }

    private int simulate(long histories, long seed) {
        int threads = Runtime.getRuntime().availableProcessors();
        long start = System.nanoTime();
        out.println("seed " + seed + ", " + threads + " threads");
        Report report = new Simulator(families(), seed, threads).run(histories);
        double seconds = (System.nanoTime() - start) / 1e9;
        try (Carriers carriers = new Carriers()) {
            report.findings().stream().limit(1).forEach(finding -> print(finding, carriers));
        }
        report.findings().forEach(f -> out.println("violation of " + f.violation() + ", seed " + f.seed()));
        report.coverage().missing().forEach(point -> out.println("no crash " + point));
        out.printf(
                Locale.ROOT,
                "%.0f histories per second, %.1f turns each%n",
                report.histories() / seconds,
                (double) report.turns() / Math.max(1, report.histories()));
        out.println("ended in a documented risk: " + report.risks());
        out.println(report.histories() + " histories, " + report.violations() + " violations, "
                + report.coverage().percent() + "% of crash points");
        return report.violations() == 0 ? 0 : 1;
    }

    private void print(Finding finding, Carriers carriers) {
        FindingText.whole(finding, carriers).forEach(out::println);
    }

    private int replay(long historySeed) {
        try (Carriers carriers = new Carriers()) {
            Simulator simulator = new Simulator(families(), 0, 1);
            Optional<Finding> finding = simulator.finding(historySeed, carriers);
            finding.ifPresent(found -> print(found, carriers));
            out.println(finding.isPresent() ? "1 violation" : "no violation");
            return finding.isPresent() ? 1 : 0;
        }
    }

    private int exhaustive() {
        int violations = 0;
        for (SmallWorlds.Bounded bounded : SmallWorlds.all()) {
            World world = bounded.world();
            long start = System.nanoTime();
            ExhaustiveSearch.Report report = new ExhaustiveSearch(
                            world, bounded.maxPreemptions(), Long.MAX_VALUE, TIME_PER_SMALL_WORLD.toNanos())
                    .run();
            double seconds = (System.nanoTime() - start) / 1e9;
            try (Carriers carriers = new Carriers()) {
                report.finding().ifPresent(finding -> print(finding, carriers));
            }
            violations += report.finding().isPresent() ? 1 : 0;
            out.printf(
                    Locale.ROOT,
                    "%-48s %-14s %,10d states, %,10d transitions, %,9d histories, %4.0f s, %s, %s%n",
                    world.family(),
                    bounded.maxPreemptions() == Integer.MAX_VALUE
                            ? "all orders"
                            : bounded.maxPreemptions() + " preemptions",
                    report.states(),
                    report.transitions(),
                    report.histories(),
                    seconds,
                    world.budget(),
                    report.complete() ? "fixpoint" : report.finding().isPresent() ? "VIOLATION" : "cut off");
        }
        out.println(SmallWorlds.all().size() + " worlds, " + violations + " violations");
        return violations == 0 ? 0 : 1;
    }

    /** @param names of the mutants whose smallest trace is to be printed; empty for all, without traces */
    private int mutants(List<String> names) {
        int survivors = 0;
        MutantHunt hunt = new MutantHunt(
                1, HISTORIES_PER_MUTANT, TIME_PER_MUTANT, Runtime.getRuntime().availableProcessors());
        for (Mutant mutant : Mutants.all()) {
            if (names.isEmpty() || names.contains(mutant.name())) {
                MutantHunt.Outcome outcome = hunt.hunt(mutant, !names.isEmpty());
                boolean caught = outcome.caught() || MutantHunt.isCaughtByScenario(mutant);
                survivors += caught ? 0 : 1;
                outcome.lines().stream().skip(1).forEach(out::println);
                String verdict = outcome.caught()
                        ? "caught after " + outcome.histories() + " histories: "
                                + outcome.lines().get(0)
                        : caught
                                ? "caught by its scenario, and not in " + outcome.histories() + " histories"
                                : "NOT CAUGHT in " + outcome.histories() + " histories";
                out.printf(Locale.ROOT, "%-40s %s%n", mutant.name(), verdict);
            }
        }
        return survivors == 0 ? 0 : 1;
    }

    /** All, or those that the property {@value #FAMILIES_PROPERTY} names, with commas between. */
    private static List<Family> families() {
        String names = System.getProperty(FAMILIES_PROPERTY);
        return names == null
                ? List.of(Family.values())
                : Arrays.stream(names.split(",", -1)).map(Family::valueOf).toList();
    }
}
