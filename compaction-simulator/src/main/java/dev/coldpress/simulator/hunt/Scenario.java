package dev.coldpress.simulator.hunt;

import dev.coldpress.simulator.history.Carriers;
import dev.coldpress.simulator.history.Coverage;
import dev.coldpress.simulator.history.History;
import dev.coldpress.simulator.history.HistoryResult;
import dev.coldpress.simulator.history.Trace;
import dev.coldpress.simulator.lake.Violation;
import dev.coldpress.simulator.step.Decider;
import dev.coldpress.simulator.world.World;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A history that is written down: one in which a shortcut breaks a promise, and the real code does not.
 *
 * @param name as in the table of shortcuts in the commit protocol
 * @param promise what the mutant of this name breaks
 * @param unfenced whether the compactors have different records, so that the real code has to keep its promises also
 *     where it does not refuse to work
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
}
