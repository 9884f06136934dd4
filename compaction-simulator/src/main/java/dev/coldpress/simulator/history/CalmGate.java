package dev.coldpress.simulator.history;

import dev.coldpress.port.StoreException;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.step.Operation;
import java.util.function.Function;
import java.util.function.Supplier;

/** The gate of a process that runs alone, and nothing goes wrong. Counts what it changes. */
final class CalmGate implements Gate {

    private final HistoryState state;
    private final String processName;
    private final LastSteps lastSteps = new LastSteps();
    private int changes;

    CalmGate(HistoryState state, String processName) {
        this.state = state;
        this.processName = processName;
    }

    int changes() {
        return changes;
    }

    @Override
    public String processName() {
        return processName;
    }

    @Override
    public LastSteps lastSteps() {
        return lastSteps;
    }

    @Override
    public <T> T look(Operation operation, String target, Supplier<T> effect) {
        T answer = effect.get();
        note(operation, target, answer);
        return answer;
    }

    @Override
    public Object change(
            Operation operation,
            String target,
            Supplier<InFlight.Effect> begin,
            Function<StoreException, Object> lost,
            long fingerprint) {
        changes++;
        Object answer = begin.get().run();
        note(operation, target, answer);
        state.judge().afterEffect();
        return answer;
    }

    private void note(Operation operation, String target, Object answer) {
        if (state.isObserved()) {
            state.note("     " + processName + " " + operation + " " + target + " -> " + Answers.describe(answer));
        }
    }
}
