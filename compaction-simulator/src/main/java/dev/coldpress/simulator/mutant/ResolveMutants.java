package dev.coldpress.simulator.mutant;

import dev.coldpress.simulator.world.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Shortcuts in step 5, where a plan becomes decisions, and in what it relies on. */
final class ResolveMutants {

    private static final String RESOLVER = "commit/PlanResolver.java";
    private static final String EXECUTOR = "commit/DecisionExecutor.java";
    private static final String COMMIT = "run/RoundCommit.java";
    private static final String ROUND = "run/MergeRound.java";

    private static final String ABORTS = """
                    for (PlannedGroup group : plan.groups()) {
                        abort(group);
                    }
            """;
    private static final String HEADS = """
                            plan.groups().stream().map(group -> store.head(group.output())).toList();
            """;

    private static final String OUTPUTS = "        List<Optional<ListedObject>> outputs =\n";
    private static final String EARLY_LISTING =
            "Set<ObjectRef> early = PartitionListing.read(store, plan.partition()).refs();\n";

    private ResolveMutants() {}

    /**
     * Switches off the list of dropped outputs. It is a second line of defence that repairs what a missing abort lets
     * through, at the next run; without it the first line stands alone.
     */
    static Patch withoutDroppedList() {
        return new Patch(EXECUTOR, "if (group.decision() != Decision.KEEP) {", "if (false) {");
    }

    static List<Mutant> all() {
        return List.of(
                mutant(
                        "skip_abort",
                        "head without abort",
                        List.of(Family.LATE_FILES),
                        RepairMutants.withoutRepair(),
                        withoutDroppedList(),
                        new Patch(RESOLVER, ABORTS, "")),
                mutant(
                        "head_before_abort",
                        "head, then abort",
                        List.of(Family.LATE_FILES),
                        RepairMutants.withoutRepair(),
                        withoutDroppedList(),
                        new Patch(RESOLVER, ABORTS, "List<Optional<ListedObject>> early =\n" + HEADS + ABORTS),
                        new Patch(
                                RESOLVER,
                                "        List<Optional<ListedObject>> outputs =\n" + HEADS,
                                "List<Optional<ListedObject>> outputs = early;")),
                mutant(
                        "abort_answers_not_awaited",
                        "an abort without an answer is taken as done",
                        List.of(Family.LATE_FILES),
                        RepairMutants.withoutRepair(),
                        withoutDroppedList(),
                        new Patch(
                                RESOLVER,
                                "Optional.of(store.abort(group.output(), group.token())).filter(AbortResult.ANSWERED::equals)",
                                "Optional.of(store.abort(group.output(), group.token()))")),
                mutant(
                        "trust_nosuchupload",
                        "a publish that was refused is taken as not published",
                        List.of(Family.LATE_FILES),
                        RepairMutants.withoutRepair(),
                        withoutDroppedList(),
                        new Patch(ROUND, "PublishResult result = group.upload().publish();", """
                                PublishResult result = group.upload().publish();
                                if (result instanceof PublishResult.Refused) {
                                    refused.add(group.upload().key());
                                }
                                """),
                        new Patch(ROUND, "private PartitionReport.@Nullable Failure failure;", """
                                private PartitionReport.@Nullable Failure failure;
                                final java.util.Set<dev.coldpress.port.ObjectKey> refused = new java.util.HashSet<>();
                                """),
                        notPublished(),
                        new Patch(RESOLVER, HEADS, """
                                plan.groups().stream()
                                        .map(group -> notPublished.contains(group.output())
                                                ? Optional.<ListedObject>empty()
                                                : store.head(group.output()))
                                        .toList();
                                """),
                        new Patch(
                                COMMIT,
                                "merges.publish();",
                                "merges.publish(); resolver.notPublished.addAll(merges.refused);")),
                mutant(
                        "skip_own_abort",
                        "no abort after an own successful publish",
                        List.of(Family.REUSABLE_TOKENS),
                        RepairMutants.withoutRepair(),
                        new Patch(ROUND, "PublishResult result = group.upload().publish();", """
                                PublishResult result = group.upload().publish();
                                if (result instanceof PublishResult.Published) {
                                    published.add(group.upload().key());
                                }
                                """),
                        new Patch(ROUND, "private PartitionReport.@Nullable Failure failure;", """
                                private PartitionReport.@Nullable Failure failure;
                                final java.util.Set<dev.coldpress.port.ObjectKey> published = new java.util.HashSet<>();
                                """),
                        notPublished(),
                        new Patch(RESOLVER, ABORTS, """
                                for (PlannedGroup group : plan.groups()) {
                                    if (!notPublished.contains(group.output())) {
                                        abort(group);
                                    }
                                }
                                """),
                        new Patch(
                                COMMIT,
                                "merges.publish();",
                                "merges.publish(); resolver.notPublished.addAll(merges.published);")),
                mutant(
                        "skip_source_recheck",
                        "no look at the sources in step 5",
                        List.of(Family.USER_DELETES_AN_OBJECT, Family.USER_DELETES_THE_PARTITION, Family.OVERWRITES),
                        new Patch(
                                RESOLVER,
                                "group.sources().stream().allMatch(source -> present.contains(source.ref()))",
                                "true")),
                mutant(
                        "listing_before_abort",
                        "the sources are listed before the aborts",
                        List.of(Family.USER_DELETES_AN_OBJECT, Family.USER_DELETES_THE_PARTITION),
                        new Patch(RESOLVER, ABORTS, EARLY_LISTING + ABORTS),
                        new Patch(RESOLVER, "? PartitionListing.read(store, plan.partition()).refs()\n", "? early\n")),
                mutant(
                        "listing_before_head",
                        "the sources are listed before the head of the output",
                        List.of(Family.SLOW_PUBLISH),
                        new Patch(RESOLVER, OUTPUTS, EARLY_LISTING + OUTPUTS),
                        new Patch(RESOLVER, "? PartitionListing.read(store, plan.partition()).refs()\n", "? early\n")),
                mutant(
                        "unreadable_output_kept",
                        "a visible output is kept without a look at its footer",
                        List.of(Family.LATE_FILES),
                        new Patch(
                                RESOLVER,
                                "sourcesPresent && outputCheck.isOutputOf(ref, plan.planId(), group.rowCount())",
                                "sourcesPresent")),
                mutant(
                        "retract_without_commit_record",
                        "decisions are carried out before they are recorded",
                        List.of(Family.USER_DELETES_AN_OBJECT, Family.LATE_FILES),
                        new Patch(
                                RESOLVER,
                                "return register.replace(held, new Committed(plan.partition(), stamps.next(), retained, plan.planId(), decided));",
                                "return new DecisionExecutor(store, register, stamps, dev.coldpress.port.KeyPrefix.of(\"_compaction/\"), d -> {}, o -> {}, (c, k) -> {}).execute(held,"
                                        + " new Committed(plan.partition(), stamps.next(), retained, plan.planId(), decided), isOfAnotherLake).done();")),
                mutant(
                        "own_record_resumed",
                        "a process that finds its own plan goes on without the aborts",
                        List.of(Family.LATE_FILES),
                        RepairMutants.withoutRepair(),
                        withoutDroppedList(),
                        new Patch(
                                RESOLVER,
                                ABORTS,
                                "if (!plan.stamp().writtenBy().split(\"/\")[0].equals(stamps.next().writtenBy().split(\"/\")[0])) {\n"
                                        + ABORTS
                                        + "}\n")),
                mutant(
                        "slow_publish_store",
                        "dropped outputs are not remembered, on a store whose abort is no fence",
                        List.of(Family.SLOW_PUBLISH),
                        RepairMutants.withoutRepair(),
                        withoutDroppedList()));
    }

    private static Patch notPublished() {
        return new Patch(RESOLVER, "private final Retry retry;", """
                private final Retry retry;
                public final java.util.Set<dev.coldpress.port.ObjectKey> notPublished = new java.util.HashSet<>();
                """);
    }

    private static Mutant mutant(String name, String shortcut, List<Family> families, Patch... patches) {
        List<Family> drawn = new ArrayList<>(families);
        if (!List.of(patches).contains(RepairMutants.withoutRepair())) {
            drawn.add(Family.EVERYTHING);
        }
        return new Mutant(name, shortcut, drawn, Arrays.asList(patches));
    }
}
