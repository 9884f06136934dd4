package dev.coldpress.acceptance.crash;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what the kills met and what they left. */
final class CrashTally {

    private final Map<ProtocolStep, Integer> steps = new EnumMap<>(ProtocolStep.class);
    private final List<String> faults = new ArrayList<>();
    private int kills;
    private int killsWithDoubledRows;
    private int missed;
    private int repairs;
    private long rowsRepaired;
    private long lost;
    private long doubled;
    private long foreign;
    private int unquietSecondRuns;
    private long leftovers;
    private final Contest.Score score = new Contest.Score();
    private final Trouble trouble;
    private int storeFaults;

    CrashTally(Trouble trouble) {
        this.trouble = trouble;
    }

    /** Answers that a store of bad surroundings has not given as it should, as far as they can be counted. */
    void storeFaults(int faults) {
        storeFaults += faults;
    }

    void killed(ProtocolStep step, RowAudit.Finding finding) {
        kills++;
        steps.merge(step, 1, Integer::sum);
        killsWithDoubledRows += finding.doubled() > 0 ? 1 : 0;
        if (finding.lost() > 0 || finding.foreign() > 0) {
            count(finding, false);
            faults.add("after kill " + kills + " (" + step.words() + "): " + finding);
        }
    }

    /** The run had ended before its moment came. */
    void missed() {
        missed++;
    }

    /** Several runs at once were at work, and all of them are dead now. */
    void contested(Contest.Score contest, RowAudit.Finding finding) {
        score.add(contest);
        kills += contest.kills();
        killsWithDoubledRows += finding.doubled() > 0 ? 1 : 0;
        if (finding.lost() > 0 || finding.foreign() > 0) {
            count(finding, false);
            faults.add("after the contest that ended with kill " + kills + ": " + finding);
        }
    }

    void clearedAway(int left, int stillThere) {
        leftovers += left;
        if (stillThere > 0) {
            faults.add("after kill " + kills + " the orphan clean-up left " + stillThere + " old leftovers");
        }
    }

    void repaired(RowAudit.Finding finding, long rowCount) {
        repairs++;
        rowsRepaired += rowCount;
        if (!finding.isExact()) {
            count(finding, true);
            faults.add("after the clean run that followed kill " + kills + ": " + finding);
        }
    }

    /** What can be said of the lake with the last fault. */
    void explain(String text) {
        faults.add(text);
    }

    void secondRunWrote(String difference) {
        unquietSecondRuns++;
        faults.add("a second run after kill " + kills + " wrote: " + difference);
    }

    private void count(RowAudit.Finding finding, boolean doubledCounts) {
        lost += finding.lost();
        foreign += finding.foreign();
        doubled += doubledCounts ? finding.doubled() : 0;
    }

    int kills() {
        return kills;
    }

    boolean isRight() {
        return faults.isEmpty();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (score.kills() > 0) {
            lines.add("Runs at once: " + score + ".");
            if (storeFaults > 0) {
                lines.add(storeFaults + " requests or answers were lost, late or cut.");
            }
        } else {
            for (ProtocolStep step : ProtocolStep.values()) {
                lines.add(String.format("%6d  %s", steps.getOrDefault(step, 0), step.words()));
            }
            lines.add(missed + " runs more had ended before their moment came.");
        }
        lines.add("Rows visible twice before the repair, " + killsWithDoubledRows + " times.");
        lines.add(repairs + " clean runs in between repaired lakes of " + rowsRepaired
                + " rows together; dead runs had left " + leftovers
                + " staged uploads and scratch objects, which the orphan clean-up cleared away.");
        lines.addAll(faults);
        lines.add(kills + " kills: " + lost + " rows lost, " + doubled + " doubled, " + foreign + " altered, "
                + unquietSecondRuns + " second runs that wrote"
                + (trouble.roots() ? "; " + score.refused() + " runs of other roots or records, all refused" : ""));
        return lines;
    }
}
