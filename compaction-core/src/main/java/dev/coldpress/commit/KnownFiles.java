package dev.coldpress.commit;

import dev.coldpress.plan.OutputNames;
import dev.coldpress.port.ObjectKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a record knows of the data files of its partition. A look at the partition compares it with the listing, and reads the
 * footers of outputs only if something is there that it does not explain: so a partition at rest costs no such reads.
 *
 * @param made names of outputs that this record has kept: no record of this lake will ever retract them
 * @param seen names of other outputs, whose lineages were compared with all others
 * @param taken names of all files whose rows went into outputs
 * @param everyOutput whether outputs of any name count as seen: of a record that was written before records knew names
 */
public record KnownFiles(Set<String> made, Set<String> seen, TakenNames taken, boolean everyOutput) {

    /** Of a partition that never had a record. */
    public static final KnownFiles NONE = new KnownFiles(Set.of(), Set.of(), TakenNames.ALL, false);

    /** Of a partition whose record was written before records knew names. */
    static final KnownFiles BEFORE_NAMES = new KnownFiles(Set.of(), Set.of(), TakenNames.ALL, true);

    /** More outputs than this in one partition are looked at by each run. */
    private static final int MAX_OUTPUTS = 10_000;

    public KnownFiles {
        made = Set.copyOf(made);
        seen = Set.copyOf(seen);
    }

    /**
     * Whether the record explains that a file is there.
     *
     * @return false for an output that it neither made nor has seen, and for another file whose name was taken
     */
    public boolean explains(ObjectKey file) {
        String name = file.name();
        return OutputNames.isOutput(file)
                ? everyOutput || made.contains(name) || seen.contains(name)
                : !taken.mayContain(name);
    }

    /** Whether an output was kept by the record, and for ever. */
    public boolean hasMade(ObjectKey output) {
        return made.contains(output.name());
    }

    /**
     * What is known once the partition was looked at, and what the record did not explain was compared.
     *
     * @param outputs all that are there
     * @param overlapping those of them that have rows of others, and are to be looked at again
     */
    public KnownFiles afterLook(Collection<ObjectKey> outputs, Collection<ObjectKey> overlapping) {
        // Without any output nothing was taken for good. One that comes back will not be explained.
        TakenNames nowTaken = outputs.isEmpty() && taken.equals(TakenNames.ALL) ? TakenNames.NONE : taken;
        Set<String> present = names(outputs);
        Set<String> stillMade = new TreeSet<>(made);
        stillMade.retainAll(present);
        present.removeAll(stillMade);
        present.removeAll(names(overlapping));
        return new KnownFiles(stillMade, present.size() <= MAX_OUTPUTS ? present : Set.of(), nowTaken, false);
    }

    /** What is known after an output took the place of its sources. */
    KnownFiles afterKeep(ObjectKey output, List<ObjectKey> sources) {
        Set<String> gone = names(sources);
        Set<String> nowMade = new TreeSet<>(made);
        nowMade.removeAll(gone);
        Set<String> nowSeen = new TreeSet<>(seen);
        nowSeen.removeAll(gone);
        nowSeen.remove(output.name());
        if (nowMade.size() < MAX_OUTPUTS) {
            nowMade.add(output.name());
        }
        return new KnownFiles(nowMade, nowSeen, taken.plus(gone), everyOutput);
    }

    /** What is known after a decision to keep an output that was not there as recorded: nothing but that it may be somewhere. */
    KnownFiles afterMissing(List<ObjectKey> sources) {
        return new KnownFiles(made, seen, taken.plus(names(sources)), everyOutput);
    }

    /** What a record of this lake may take over from that of another one: here nobody has promised to retract nothing. */
    KnownFiles ofAnotherLake() {
        Set<String> all = new TreeSet<>(seen);
        all.addAll(made);
        return new KnownFiles(Set.of(), all, taken, everyOutput);
    }

    private static Set<String> names(Collection<ObjectKey> keys) {
        return keys.stream().map(ObjectKey::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
