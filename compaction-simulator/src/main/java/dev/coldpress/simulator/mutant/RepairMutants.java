package dev.coldpress.simulator.mutant;

import dev.coldpress.simulator.world.Family;
import java.util.ArrayList;
import java.util.List;

/**
 * Shortcuts in what is done beyond the protocol: how rows are found and repaired that are there twice, and what a copy
 * is.
 */
public final class RepairMutants {

    private static final String EXECUTOR = "commit/DecisionExecutor.java";
    private static final String FILES = "record/KnownFiles.java";
    private static final String MARKER = "commit/LakeMarker.java";
    private static final String REPEATED = "merge/RepeatedRows.java";
    private static final String RESOLVER = "commit/PlanResolver.java";
    private static final String RUN = "run/PartitionRun.java";
    private static final String COMMIT = "run/RoundCommit.java";
    private static final String SCANNER = "scan/PartitionScanner.java";
    private static final String SUMMARY = "merge/SourceSummary.java";

    /** In which a source may come again, or an output with another version. */
    private static final List<Family> AGAIN = List.of(Family.REDELIVERED, Family.RESTORED_FILES, Family.UNMOUNTED);

    private static final List<Family> COPIES = List.of(Family.COPIED_BY_OBJECTS);

    private RepairMutants() {}

    /**
     * Switches off the repair of rows that are there twice. It is a second line of defence that puts right, at the next
     * run, what most shortcuts in the protocol double; without it the protocol stands alone.
     */
    public static Patch withoutRepair() {
        return new Patch(SCANNER, "if (repair.isPresent()) {", "if (false) {");
    }

    /** With these the record says of no file that it went into an output, nor of an output that it was seen. */
    static Patch withoutTakenNames() {
        return new Patch(FILES, "return new KnownFiles(nowMade, nowSeen, taken.plus(gone));", "return this;");
    }

    static Patch withoutOutputNames() {
        String first = "        Set<String> present = names(outputs);\n";
        return new Patch(FILES, first, "        if (made != null) {\n            return this;\n        }\n" + first);
    }

    /** The families in which the protocol keeps every promise without the repair. */
    public static final List<Family> PROTOCOL_ALONE = List.of(
            Family.LATE_FILES,
            Family.USER_DELETES_AN_OBJECT,
            Family.USER_DELETES_THE_PARTITION,
            Family.SLOW_PUBLISH,
            Family.REUSABLE_TOKENS,
            Family.RECORD_LOG,
            Family.RENEWALS,
            Family.REWRITES,
            Family.TWO_GROUPS);

    /** No mutant that has to be caught: the protocol does not need the repair. */
    public static Mutant protocolAlone() {
        return new Mutant(
                "protocol_alone", "rows that are there twice stay so", PROTOCOL_ALONE, List.of(withoutRepair()));
    }

    private static Patch outputsInPlace() {
        return new Patch("scan/Repair.java", "\n                && superseded.outputs().isEmpty();", ";");
    }

    private static Patch anyOutput() {
        return new Patch(
                "scan/Repair.java", "return known.hasMade(superseded.by().ref().key())", "return known != null");
    }

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        rules(all);
        copies(all);
        lineages(all);
        return all;
    }

    private static void rules(List<Mutant> to) {
        to.add(mutant(
                "redelivery_deleted_at_its_version_now",
                "R1: a source that has another version and the recorded size is deleted at the version it has now",
                List.of(Family.REDELIVERED),
                new Patch(EXECUTOR, "() -> isVisible(output) ? deletedSources(sources) : Optional.of(false));", """
                        () -> isVisible(output)
                                ? deletedSources(sources.stream()
                                        .map(source -> store.head(source.key())
                                                .map(ListedObject::ref)
                                                .filter(now -> now.sizeBytes() == source.sizeBytes())
                                                .orElse(source))
                                        .toList())
                                : Optional.of(false));
                        """)));
        to.add(mutant(
                "other_version_taken_as_deleted",
                "R2: an output at another version counts as deleted by a user, and the case as closed",
                List.of(Family.VERSIONS_CHANGED, Family.COPIED, Family.UNMOUNTED),
                new Patch(FILES, "    public KnownFiles afterMissing(List<ObjectKey> sources) {\n", """
                            public KnownFiles afterMissing(ObjectKey output) {
                                Set<String> closed = new TreeSet<>(seen);
                                closed.add(output.name());
                                return new KnownFiles(made, closed, taken);
                            }

                            public KnownFiles afterMissing(List<ObjectKey> sources) {
                        """),
                new Patch(
                        EXECUTOR,
                        "files = files.afterMissing(sources);",
                        "files = files.afterMissing(group.group().output());")));
        List<Patch> ownFirst = new ArrayList<>(FenceMutants.allowed());
        ownFirst.addAll(List.of(
                outputsInPlace(),
                new Patch(REPEATED, "    private final List<SourceSummary> outputs;\n", """
                            public static final ThreadLocal<java.util.Set<String>> OWN =
                                    ThreadLocal.withInitial(java.util.Set::of);
                            private static int rank(SourceSummary output) {
                                return OWN.get().contains(output.ref().key().name()) ? 0 : 1;
                            }
                            private final List<SourceSummary> outputs;
                        """),
                new Patch(
                        REPEATED,
                        "|| above.ref().key().compareTo(below.ref().key()) < 0);",
                        "|| rank(above) < rank(below)"
                                + " || rank(above) == rank(below) && above.ref().key().compareTo(below.ref().key()) < 0);"),
                new Patch(
                        SCANNER,
                        "        foundRowsTwice = false;\n",
                        "        foundRowsTwice = false;\n        RepeatedRows.OWN.set(retained.files().made());\n")));
        to.add(new Mutant(
                "each_fence_prefers_its_own",
                "R4: of two outputs with the same rows each set of records keeps its own, in place",
                List.of(Family.OVERLAPPING_FENCES),
                ownFirst));
        List<Patch> unsure = new ArrayList<>(FenceMutants.allowed());
        unsure.add(anyOutput());
        to.add(new Mutant(
                "repair_relies_on_any_output",
                "R5: files go in favour of an output that may still be retracted",
                List.of(Family.OVERLAPPING_FENCES, Family.RECORDS_LOST),
                unsure));
        to.add(
                mutant(
                        "repair_by_the_present_record",
                        "R6: the repair is recorded on top of whatever record is there by then",
                        List.of(Family.REDELIVERED, Family.REDELIVERED_AFTER_DELETION),
                        new Patch(RUN, "if (scanner.foundRowsTwice() &&", "if (false &&"),
                        new Patch(
                                COMMIT,
                                "held, new Committed(partition, stamps.next(), next, repair,",
                                "register.read(partition).orElseThrow(), new Committed(partition, stamps.next(), next, repair,")));
        List<Patch> together = new ArrayList<>(FenceMutants.allowed());
        together.add(new Patch("scan/SkippedFiles.java", " && !overlapping.containsKey(file)", ""));
        to.add(new Mutant(
                "overlapping_merged_together",
                "R7: outputs that overlap partly are merged with each other",
                List.of(Family.OVERLAPPING_FENCES, Family.RECORDS_LOST),
                together));
        to.add(mutant(
                "outputs_repaired_in_place",
                "R8: superseded outputs are deleted, and the output above them stays as it is",
                List.of(Family.REDELIVERED_AFTER_DELETION),
                outputsInPlace(),
                anyOutput()));
        to.add(mutant(
                "made_while_it_goes",
                "R8: an output is relied on that another compactor may still be deleting for one that is gone",
                List.of(Family.REDELIVERED_AFTER_DELETION),
                new Patch(FILES, "stillMade.removeAll(mayStillGo);", "")));
        to.add(mutant("no_repair", "rows that are there twice stay so", AGAIN, withoutRepair()));
    }

    private static void copies(List<Mutant> to) {
        to.add(mutant(
                "copy_taken_for_the_original",
                "R3, C: the identity of a lake is the id in its marker alone, which a copy has too",
                COPIES,
                new Patch(
                        MARKER,
                        "identity(lines[1] + \"\\n\" + found.get().version() + \"\\n\" + store.location())",
                        "identity(lines[1])")));
        to.add(mutant(
                "plan_of_another_lake_retracted",
                "R3: a copied plan is judged by the sources that were copied",
                COPIES,
                new Patch(RESOLVER, "            if (isOfAnotherLake) {\n", "            if (false) {\n")));
        to.add(mutant(
                "dropped_of_another_lake_deleted",
                "R3: outputs that the original dropped are deleted in the copy",
                COPIES,
                new Patch(
                        "record/PartitionRecord.java",
                        "return new Retained(List.of(), skipped, files.ofAnotherLake());",
                        "return new Retained(dropped, skipped, files.ofAnotherLake());")));
    }

    private static void lineages(List<Mutant> to) {
        to.add(mutant(
                "lineage_of_versions",
                "A: a lineage names versions, and no content",
                AGAIN,
                new Patch(
                        SUMMARY,
                        "Lineage.digest(ref, rowCount, footerHash, contentHash)",
                        "Lineage.digestOfVersion(ref)")));
        to.add(mutant(
                "content_not_compared",
                "A: a file of the same name, size and footer counts as the same, whatever its bytes",
                List.of(Family.REDELIVERED),
                new Patch(
                        "merge/Lineage.java",
                        "contentHash.isPresent() ? Long.toHexString(contentHash.getAsLong()) : \"-\"",
                        "\"-\"")));
        to.add(mutant(
                "lineage_not_carried_along",
                "B: an output of outputs names these, and not what went into them",
                AGAIN,
                new Patch(SUMMARY, "return lineage.isEmpty()\n", "return ref != null\n")));
        to.add(mutant(
                "taken_names_forgotten",
                "B: the record does not remember which files went into outputs",
                AGAIN,
                new Patch(
                        FILES,
                        "return new KnownFiles(nowMade, nowSeen, taken.plus(gone));",
                        "return new KnownFiles(nowMade, nowSeen, taken);")));
        to.add(mutant(
                "names_in_an_unknown_output",
                "B: once it was looked at, an output that the record does not know holds no names but those on record",
                List.of(Family.RECORDS_LOST, Family.ANYTHING),
                new Patch(FILES, "? named.get() : taken.plus(named.get());", "? named.get() : taken;")));
        to.add(mutant(
                "overlap_looked_at_once",
                "B: outputs that overlap partly count as seen, and are reported no more",
                List.of(Family.RECORDS_LOST, Family.RESTORED_FILES, Family.UNMOUNTED),
                new Patch(FILES, "        present.removeAll(names(toLookAtAgain));\n", "")));
        to.add(mutant(
                "unanswered_head_taken_as_absent",
                "D: an output whose head was not answered counts as not published",
                List.of(Family.LATE_FILES),
                withoutRepair(),
                ResolveMutants.withoutDroppedList(),
                new Patch(RESOLVER, "plan.groups().stream().map(group -> store.head(group.output())).toList();", """
                        plan.groups().stream()
                                .map(group -> {
                                    try {
                                        return store.head(group.output());
                                    } catch (dev.coldpress.port.StoreException cut) {
                                        return Optional.<ListedObject>empty();
                                    }
                                })
                                .toList();
                        """)));
    }

    private static Mutant mutant(String name, String shortcut, List<Family> families, Patch... patches) {
        return new Mutant(name, shortcut, families, List.of(patches));
    }
}
