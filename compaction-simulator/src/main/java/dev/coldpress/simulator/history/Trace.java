package dev.coldpress.simulator.history;

import dev.coldpress.simulator.lake.TraceText;
import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.Operation;
import java.util.ArrayList;
import java.util.List;

/** A history as a text: one line per step. */
public final class Trace {

    private final List<String> lines = new ArrayList<>();

    void call(String actor, Call call, String answer) {
        String target = " " + (call.operation() == Operation.LIST ? call.target() : call.shortTarget());
        line(String.format("%4d %-12s %s%s%s", call.number(), actor, call.operation(), target, arrow(answer)));
    }

    private static String arrow(String answer) {
        return answer.isEmpty() ? "" : " -> " + answer;
    }

    void line(String line) {
        lines.add(TraceText.tidy(line));
    }

    public List<String> lines() {
        return lines;
    }
}
