package dev.coldpress.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A history as a text: one line per step. */
final class Trace {

    private static final Pattern RANDOM_NAME = Pattern.compile("(compacted_[0-9a-f]{4})[-0-9a-f]{32}\\.parquet");

    private final List<String> lines = new ArrayList<>();

    void call(String actor, Call call, String answer) {
        String target = " " + (call.operation() == Operation.LIST ? call.target() : call.shortTarget());
        line(String.format("%4d %-12s %s%s%s", call.number(), actor, call.operation(), target, arrow(answer)));
    }

    private static String arrow(String answer) {
        return answer.isEmpty() ? "" : " -> " + answer;
    }

    void line(String line) {
        lines.add(tidy(line));
    }

    /** Leaves out what makes lines long and tells nothing: most of a random name, and what pads a row. */
    static String tidy(String line) {
        return RANDOM_NAME.matcher(line).replaceAll("$1").replace(Lake.PADDING, "");
    }

    List<String> lines() {
        return lines;
    }
}
