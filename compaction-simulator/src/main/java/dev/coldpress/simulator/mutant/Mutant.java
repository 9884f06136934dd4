package dev.coldpress.simulator.mutant;

import dev.coldpress.simulator.world.Family;
import java.util.List;

/**
 * A compactor with one rule of the protocol switched off.
 *
 * @param name as in the table of shortcuts in the commit protocol, if it is one of those
 * @param shortcut what it does instead
 * @param families the worlds in which the rule matters; others would only take longer
 * @param patches of the core's sources
 */
public record Mutant(String name, String shortcut, List<Family> families, List<Patch> patches) {

    public Mutant {
        families = List.copyOf(families);
        patches = List.copyOf(patches);
    }
}
