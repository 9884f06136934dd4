package dev.coldpress.simulator.mutant;

import dev.coldpress.simulator.world.Family;
import java.util.List;

/** Compactors that do not refuse to work where another set of records is. */
public final class FenceMutants {

    private static final String GATE = "run/WriteGate.java";
    private static final String MARKER = "commit/LakeMarker.java";

    private FenceMutants() {}

    private static Patch otherControlPrefix() {
        return new Patch(
                MARKER,
                "    private void refuseOther(String control) {\n",
                "    private void refuseOther(String control) {\n        if (!control.isEmpty()) {\n            return;\n        }\n");
    }

    private static Patch above() {
        return new Patch(
                MARKER,
                "store.firstAbove(List.of(KEY, FORMAT))",
                "store.firstAbove(List.of(KEY, FORMAT)).filter(p -> false)");
    }

    private static Patch below() {
        return new Patch(MARKER, "if (isLake(directory)) {", "if (isLake(directory) && controlPrefix == null) {");
    }

    private static Patch belowAfterMarker() {
        return new Patch(
                GATE,
                "            mayHaveLakeInside = !requireNoLakeInside(partition);\n",
                "            mayHaveLakeInside = false;\n");
    }

    private static Patch passesWithTheMarker() {
        return new Patch(GATE, "if (hasMarker && isOpen)", "if (hasMarker)");
    }

    private static Patch aboveAfterMarker() {
        return new Patch(
                MARKER, "        requireNoneAbove();\n        identity = found;\n", "        identity = found;\n");
    }

    /** All that compactors with different records need to work on one lake. */
    static List<Patch> allowed() {
        return List.of(otherControlPrefix(), above(), below());
    }

    /**
     * Compactors that do not refuse, and repair what comes of it. No mutant that has to be caught: what is promised
     * beyond the refusal holds for them too.
     */
    public static Mutant unfenced() {
        return new Mutant(
                "unfenced",
                "two sets of records round one lake are nobody's concern",
                List.of(Family.OVERLAPPING_FENCES),
                allowed());
    }

    static List<Mutant> all() {
        List<Family> fences = List.of(Family.TWO_FENCES);
        return List.of(
                new Mutant(
                        "other_control_prefix_not_refused",
                        "C: the marker's control prefix is not compared with the own one",
                        fences,
                        List.of(otherControlPrefix())),
                new Mutant("lake_above_not_looked_for", "C: no look above the root", fences, List.of(above())),
                new Mutant("lake_below_not_looked_for", "C: no look below the root", fences, List.of(below())),
                new Mutant(
                        "no_second_look_after_the_marker",
                        "C: other lakes are looked for before the own marker is written, and not after it",
                        fences,
                        List.of(aboveAfterMarker(), belowAfterMarker())),
                new Mutant(
                        "one_thread_passes_while_another_looks",
                        "C: a thread writes as soon as the marker is there, while another one still looks for lakes inside",
                        List.of(Family.TWO_FENCES, Family.SIDE_BY_SIDE),
                        List.of(passesWithTheMarker())));
    }
}
