package dev.coldpress.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A history that is written down: one in which a shortcut breaks a promise, and the real code does not.
 *
 * @param name as in the table of shortcuts in the commit protocol
 * @param promise what the mutant of this name breaks
 * @param unfenced whether the compactors have different records, so that the real code has to keep its promises also where it
 *     does not refuse to work
 * @param script a fresh one for each run
 */
public record Scenario(String name, World world, Supplier<Decider> script, String promise, boolean unfenced) {

    Scenario(String name, World world, Supplier<Decider> script, String promise) {
        this(name, world, script, promise, false);
    }

    /** Runs the scenario on the code that this class was loaded with. */
    Optional<Violation> run(List<String> trace) {
        Trace lines = new Trace();
        try (Carriers carriers = new Carriers()) {
            HistoryResult result = new History(world, script.get(), new Coverage(), lines, false).run(carriers);
            trace.addAll(lines.lines());
            return result.violation();
        }
    }

    /** Runs the scenario on the real code; the first line is the violation, or empty. */
    static List<String> runHere(String name) {
        List<String> lines = new ArrayList<>();
        Optional<Violation> violation = Scenarios.named(name).run(lines);
        lines.add(0, violation.map(Violation::toString).orElse(""));
        return lines;
    }

    /** Runs the scenario on a mutant; the first line is the violation, or empty. */
    static List<String> runOn(Mutant mutant, String name) {
        Object lines = MutantHunt.call(
                new MutantLoader(new MutantCompiler().compile(mutant)),
                Scenario.class.getName(),
                "runHere",
                new Class<?>[] {String.class},
                name);
        return ((List<?>) lines).stream().map(String::valueOf).toList();
    }
}
