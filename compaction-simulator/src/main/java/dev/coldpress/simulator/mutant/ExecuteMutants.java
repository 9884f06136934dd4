package dev.coldpress.simulator.mutant;

import dev.coldpress.simulator.world.Family;
import java.util.List;

/** Shortcuts in steps 6 and 7, where decisions are carried out, and in what is remembered of them. */
final class ExecuteMutants {

    private static final String EXECUTOR = "commit/DecisionExecutor.java";
    private static final String COMMIT = "run/RoundCommit.java";
    private static final String LOOP =
            "        for (DecidedGroup group : committed.groups()) {\n            if (group.decision() == Decision.KEEP &&";
    private static final String DONE = "        Done done = new Done(committed.partition(), stamps.next(), after);\n";
    private static final String EARLY_DONE = """
                    Retained early = new Retained(
                            droppedAfter(committed),
                            committed.retained().skipped(),
                            filesAfter(committed.retained().files(), committed, committed.groups().stream()
                                    .filter(group -> group.decision() == Decision.KEEP)
                                    .toList()));
                    Optional<VersionedRecord> written =
                            register.replace(held, new Done(committed.partition(), stamps.next(), early));
            """;
    private static final String RETURN =
            "        return new Executed(kept, register.replace(held, done), areSourcesChanged);";

    private ExecuteMutants() {}

    static List<Mutant> all() {
        return List.of(
                new Mutant(
                        "done_before_deletes",
                        "the record says done, and then the sources are deleted",
                        List.of(Family.LATE_FILES),
                        List.of(
                                RepairMutants.withoutRepair(),
                                new Patch(EXECUTOR, LOOP, EARLY_DONE + LOOP),
                                new Patch(
                                        EXECUTOR,
                                        DONE + RETURN,
                                        "        return new Executed(kept, written, areSourcesChanged);"))),
                new Mutant(
                        "done_with_unanswered_delete",
                        "a delete without an answer is taken as done",
                        List.of(Family.LATE_FILES),
                        List.of(
                                RepairMutants.withoutRepair(),
                                new Patch(
                                        EXECUTOR,
                                        "results.stream().allMatch(DeleteResult::isAnswered) ? Optional.of(true) : Optional.empty()",
                                        "Optional.of(true)"))),
                new Mutant(
                        "stop_after_first_unanswered_delete",
                        "one answer of a batch is enough",
                        List.of(Family.LATE_FILES),
                        List.of(
                                RepairMutants.withoutRepair(),
                                new Patch(
                                        EXECUTOR,
                                        "results.stream().allMatch(DeleteResult::isAnswered)",
                                        "results.stream().anyMatch(DeleteResult::isAnswered)"))),
                new Mutant(
                        "plain_delete_vs_overwritten_key",
                        "sources are deleted at whatever version they have",
                        List.of(Family.OVERWRITES),
                        List.of(new Patch(
                                EXECUTOR,
                                "() -> isVisible(output) ? deletedSources(sources) : Optional.of(false));",
                                """
                                () -> isVisible(output)
                                        ? deleted(sources.stream()
                                                .map(source -> store.head(source.key())
                                                        .map(listed -> listed.ref())
                                                        .orElse(source))
                                                .toList())
                                        : Optional.of(false));
                                """))),
                new Mutant(
                        "etag_reload",
                        "no head of the output before its sources are deleted, and versions are content hashes",
                        List.of(Family.S3_VERSIONS),
                        List.of(new Patch(
                                EXECUTOR,
                                "() -> isVisible(output) ? deletedSources(sources) : Optional.of(false));",
                                "() -> deleted(sources));"))),
                new Mutant(
                        "sources_of_dropped_deleted",
                        "the sources are deleted whatever was decided",
                        List.of(Family.LATE_FILES),
                        List.of(new Patch(
                                EXECUTOR, "if (group.decision() == Decision.KEEP && deleteSources(group)) {", """
                                if (group.decision() == Decision.DROP) {
                                    var unused = deleted(group.group().sources().stream().map(PlannedSource::ref).toList());
                                } else if (group.decision() == Decision.KEEP && deleteSources(group)) {
                                """))),
                new Mutant(
                        "rollback_vs_zombie_delete",
                        "whoever finds a commit of another process deletes its outputs",
                        List.of(Family.LATE_FILES),
                        List.of(new Patch(
                                COMMIT,
                                "        Executed executed = stages.time(Stage.DELETE, () -> executor.execute(held, committed, isOfAnotherLake));\n",
                                """
                                        boolean foreign = round == null || !round.planId().equals(committed.planId());
                                        Committed acted = !foreign ? committed : new Committed(
                                                committed.partition(), committed.stamp(), committed.retained(), committed.planId(),
                                                committed.groups().stream()
                                                        .map(g -> g.output().isEmpty() ? g : new dev.coldpress.record.DecidedGroup(
                                                                g.group(), dev.coldpress.record.Decision.RETRACT, g.output()))
                                                        .toList());
                                        Executed executed = executor.execute(held, acted, isOfAnotherLake);
                                """))),
                new Mutant(
                        "retracted_output_stays",
                        "a retracted output is not deleted",
                        List.of(Family.USER_DELETES_AN_OBJECT, Family.USER_DELETES_THE_PARTITION),
                        List.of(
                                RepairMutants.withoutRepair(),
                                ResolveMutants.withoutDroppedList(),
                                new Patch(EXECUTOR, "                retract(group);\n", "                ;\n"))),
                new Mutant(
                        "skip_list_not_kept",
                        "sources that cannot be merged are not remembered",
                        List.of(Family.POISONED_FILES),
                        List.of(new Patch(EXECUTOR, "committed.retained().skipped(),\n", "List.of(),\n"))),
                new Mutant(
                        "several_pages_without_z",
                        "outputs sort before their sources where a listing takes several pages",
                        List.of(Family.SEVERAL_PAGES),
                        List.of(new Patch("plan/OutputNames.java", "if (afterSources) {", "if (false) {"))));
    }
}
