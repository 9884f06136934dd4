package dev.coldpress.simulator.search;

import dev.coldpress.simulator.decide.ReplayDecider;
import dev.coldpress.simulator.history.Carriers;
import dev.coldpress.simulator.history.Coverage;
import dev.coldpress.simulator.history.History;
import dev.coldpress.simulator.history.HistoryResult;
import dev.coldpress.simulator.history.Trace;
import dev.coldpress.simulator.search.Simulator.Finding;
import dev.coldpress.simulator.step.Decider;
import java.util.ArrayList;
import java.util.List;

/** Tells a finding: its world, and its trace, one line per step. */
public final class FindingText {

    private FindingText() {}

    public static List<String> whole(Finding finding, Carriers carriers) {
        List<String> lines = new ArrayList<>();
        lines.add("VIOLATION of " + finding.violation());
        lines.add("seed " + finding.seed());
        lines.add("world " + finding.world());
        lines.addAll(trace(finding, carriers));
        Finding small = new Shrinker(finding, carriers).shrink();
        lines.add("SHRUNK to " + small.deviations().size() + " deviations: " + small.violation());
        lines.add("world " + small.world());
        lines.add("deviations " + small.deviations());
        lines.addAll(trace(small, carriers));
        return lines;
    }

    static List<String> trace(Finding finding, Carriers carriers) {
        Trace trace = new Trace();
        Decider replay = new ReplayDecider(finding.deviations());
        HistoryResult result = new History(finding.world(), replay, new Coverage(), trace, false).run(carriers);
        List<String> lines = new ArrayList<>(trace.lines());
        lines.add(result.violation().map(v -> "=> " + v).orElse("=> no violation"));
        return lines;
    }
}
