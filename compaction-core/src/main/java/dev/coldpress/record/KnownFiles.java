package dev.coldpress.record;

import dev.coldpress.merge.TakenNames;
import dev.coldpress.plan.OutputNames;
import dev.coldpress.port.ObjectKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a record knows of the data files of its partition. A look at the partition compares it with the listing, and
 * reads the footers of outputs only if something is there that it does not explain: so a partition at rest costs no
 * such reads.
 *
 * @param made names of outputs that this record has kept: no record of this lake will ever retract them
 * @param seen names of other outputs, whose lineages were compared with all others
 * @param taken names of all files whose rows went into these outputs
 */
public record KnownFiles(Set<String> made, Set<String> seen, TakenNames taken) {

    /** Of a partition that never had a record, or one that was written before records knew names. */
    public static final KnownFiles NONE = new KnownFiles(Set.of(), Set.of(), TakenNames.ALL);

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
        return OutputNames.isOutput(file) ? made.contains(name) || seen.contains(name) : !taken.mayContain(name);
    }

    /** Whether an output was kept by the record, and for ever. */
    public boolean hasMade(ObjectKey output) {
        return made.contains(output.name());
    }

    /**
     * What is known once the partition was looked at.
     *
     * @param outputs all that are there
     * @param toLookAtAgain those of them that have rows of others, or could not be compared
     * @param named the names that the outputs name, if all that are there were compared; empty if the record explained
     *     them
     */
    public KnownFiles afterLook(
            Collection<ObjectKey> outputs, Collection<ObjectKey> toLookAtAgain, Optional<TakenNames> named) {
        Set<String> present = names(outputs);
        Set<String> stillMade = new TreeSet<>(made);
        stillMade.retainAll(present);
        present.removeAll(stillMade);
        present.removeAll(names(toLookAtAgain));
        return new KnownFiles(
                stillMade,
                present.size() <= MAX_OUTPUTS ? present : Set.of(),
                takenAfterLook(outputs.isEmpty() ? Optional.of(TakenNames.NONE) : named));
    }

    /**
     * Where any name may have been taken, those that the outputs name are all: an output that comes back will not be
     * explained.
     */
    private TakenNames takenAfterLook(Optional<TakenNames> named) {
        if (named.isEmpty()) {
            return taken;
        }
        return taken.equals(TakenNames.ALL) ? named.get() : taken.plus(named.get());
    }

    /** What is known after an output took the place of its sources. */
    public KnownFiles afterKeep(ObjectKey output, List<ObjectKey> sources) {
        Set<String> gone = names(sources);
        Set<String> nowMade = new TreeSet<>(made);
        nowMade.removeAll(gone);
        Set<String> nowSeen = new TreeSet<>(seen);
        nowSeen.removeAll(gone);
        nowSeen.remove(output.name());
        if (nowMade.size() < MAX_OUTPUTS) {
            nowMade.add(output.name());
        }
        return new KnownFiles(nowMade, nowSeen, taken.plus(gone));
    }

    /**
     * What is known after a decision to keep an output that was not there as recorded: nothing but that it may be
     * somewhere. Another compactor may have seen it in time and still be deleting the sources, so that outputs among
     * them can go at any moment: none of these counts as made any more, or a file that is delivered again would be
     * deleted in its favour.
     */
    public KnownFiles afterMissing(List<ObjectKey> sources) {
        Set<String> mayStillGo = names(sources);
        Set<String> stillMade = new TreeSet<>(made);
        stillMade.removeAll(mayStillGo);
        return new KnownFiles(stillMade, seen, taken.plus(mayStillGo));
    }

    /**
     * What a record of this lake may take over from that of another one: here nobody has promised to retract nothing.
     */
    KnownFiles ofAnotherLake() {
        Set<String> all = new TreeSet<>(seen);
        all.addAll(made);
        return new KnownFiles(Set.of(), all, taken);
    }

    private static Set<String> names(Collection<ObjectKey> keys) {
        return keys.stream().map(ObjectKey::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
