package dev.coldpress.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/** A history as a text: one line per step. */
final class Trace {

    private final List<String> lines = new ArrayList<>();

    void call(String actor, Call call, String answer) {
        String target = call.operation() == Operation.LIST ? "" : " " + call.shortTarget();
        lines.add(String.format("%4d %-12s %s%s%s", call.number(), actor, call.operation(), target, arrow(answer)));
    }

    private static String arrow(String answer) {
        return answer.isEmpty() ? "" : " -> " + answer;
    }

    void line(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return lines;
    }
}
