package dev.coldpress.simulator.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All mutants: each rule of the commit protocol, switched off. */
public final class Mutants {

    private Mutants() {}

    /** In the order of the table of shortcuts in the commit protocol, then others. */
    public static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(ProtocolMutants.all());
        all.addAll(ResolveMutants.all());
        all.addAll(RecordMutants.all());
        all.addAll(ExecuteMutants.all());
        all.addAll(RepairMutants.all());
        all.addAll(FenceMutants.all());
        return all;
    }

    public static Optional<Mutant> named(String name) {
        return all().stream().filter(mutant -> mutant.name().equals(name)).findFirst();
    }
}
