package dev.coldpress.simulator.mutant;

import dev.coldpress.simulator.world.Family;
import java.util.List;

/** Shortcuts in how the record is written. */
final class RecordMutants {

    private static final String COMMIT = "run/RoundCommit.java";
    private static final String REGISTER = "record/RecordRegister.java";
    private static final String WRITTEN = "if (result instanceof Written written) {";
    private static final String OWN_NONCE = "if (now.isPresent() && now.get().record().isSameWrite(record)) {";
    private static final String SAME_NONCE = "!now.get().record().isSameWrite(held.record())";

    private RecordMutants() {}

    static List<Mutant> all() {
        return List.of(
                new Mutant(
                        "unknown_cas_taken_as_won",
                        "an unknown replace is taken as won",
                        List.of(Family.LATE_FILES),
                        List.of(
                                RepairMutants.withoutRepair(),
                                new Patch(
                                        REGISTER,
                                        WRITTEN,
                                        "if (result instanceof WriteResult.Unknown) {\n"
                                                + "    return Optional.of(new VersionedRecord(record, held.version()));\n}\n"
                                                + WRITTEN))),
                new Mutant(
                        "unknown_commit_executed",
                        "decisions are carried out when the answer to their record was lost",
                        List.of(Family.LATE_FILES, Family.USER_DELETES_AN_OBJECT),
                        List.of(new Patch(
                                REGISTER,
                                WRITTEN,
                                "if (result instanceof WriteResult.Unknown && record instanceof PartitionRecord.Committed) {\n"
                                        + "    return Optional.of(new VersionedRecord(record, held.version()));\n}\n"
                                        + WRITTEN))),
                new Mutant(
                        "conflict_taken_as_won",
                        "a record that is there after a conflict is taken for the own one, without a look at the nonce",
                        List.of(Family.LATE_FILES),
                        List.of(
                                RepairMutants.withoutRepair(),
                                new Patch(REGISTER, OWN_NONCE, "if (now.isPresent() && " + SAME_NONCE + ") {"),
                                new Patch(
                                        REGISTER,
                                        "                return now;\n",
                                        "                return Optional.of(new VersionedRecord(record, now.get().version()));\n"))),
                new Mutant(
                        "no_nonce_etag_aba",
                        "equal records have equal bytes, and on S3 equal versions",
                        List.of(Family.S3_VERSIONS),
                        List.of(
                                RepairMutants.withoutTakenNames(),
                                RepairMutants.withoutOutputNames(),
                                new Patch(
                                        "record/StampSource.java",
                                        "return new Stamp(ids.next(), lake.get(), writtenBy, clock.instant());",
                                        "return new Stamp(new java.util.UUID(0, 0), lake.get(), \"\", java.time.Instant.EPOCH);"),
                                new Patch(
                                        REGISTER,
                                        OWN_NONCE,
                                        "if (now.isPresent() && now.get().record().equals(record)) {"),
                                new Patch(REGISTER, SAME_NONCE, "!now.get().record().equals(held.record())"))),
                new Mutant(
                        "plain_put_record",
                        "the record is written without a condition",
                        List.of(Family.LATE_FILES),
                        List.of(
                                new Patch(
                                        REGISTER,
                                        "place().replace(record.partition(), body, held)",
                                        "store.put(record.partition().under(controlPrefix).key(\"record\"), body, dev.coldpress.port.WriteCondition.NONE)"))),
                new Mutant(
                        "log_gc_without_recheck",
                        "numbered log entries, and no look whether the created one is the newest",
                        List.of(Family.RECORD_LOG),
                        List.of(
                                RepairMutants.withoutRepair(),
                                new Patch(
                                        "record/RecordLog.java",
                                        "entries.isEmpty() || !isEntry(entries.get(entries.size() - 1), number, body)",
                                        "entries.isEmpty()"),
                                new Patch(
                                        "record/RecordLog.java",
                                        "entries.size() < 2 || number(entries.get(entries.size() - 2)) != number - 1",
                                        "false"))),
                new Mutant(
                        "log_read_of_recreated_number",
                        "the newest log entry is read at whatever version its number has by then",
                        List.of(Family.RECORD_LOG),
                        List.of(new Patch(
                                "record/RecordLog.java",
                                ".filter(entry -> entry.version().equals(newest.version()))",
                                ""))),
                new Mutant(
                        "delete_record_and_create_planned",
                        "a finished record is deleted, and a plan is created where there is no record",
                        List.of(Family.LATE_FILES),
                        deletedRecord()));
    }

    /** The first record of a partition is then a plan, and the last one is deleted at its version. */
    private static List<Patch> deletedRecord() {
        return List.of(
                new Patch(
                        REGISTER,
                        "public Optional<VersionedRecord> createIfAbsent(PartitionRecord.Done record) {",
                        """
                        public Optional<dev.coldpress.port.ObjectVersion> createPlanned(PartitionRecord record) {
                            return place().create(record.partition(), RecordText.write(record));
                        }

                        public void deleteDone(VersionedRecord done) {
                            var unused = store.delete(java.util.List.of(new dev.coldpress.port.ObjectRef(
                                    done.record().partition().under(controlPrefix).key(RecordPlace.NAME), done.version(), 0)));
                        }

                        public Optional<VersionedRecord> createIfAbsent(PartitionRecord.Done record) {
                        """),
                new Patch(
                        "commit/DecisionExecutor.java",
                        "return new Executed(kept, register.replace(held, done), areSourcesChanged);",
                        """
                        Optional<VersionedRecord> written = register.replace(held, done);
                        written.ifPresent(register::deleteDone);
                        return new Executed(kept, Optional.empty(), false);
                        """),
                new Patch(COMMIT, "    private @Nullable MergeRound round;", "    @Nullable MergeRound round;"),
                new Patch(COMMIT, "    private void merge(MergeRound", "    void merge(MergeRound"),
                new Patch("run/PartitionRun.java", """
                                if (!scan.groups().isEmpty()) {
                                    gate.pass(partition);
                                    Done first = new Done(partition, stamps.next(), Retained.EMPTY);
                                    firstScan = new FirstScan(first.stamp().nonce(), scan);
                                    return register.createIfAbsent(first);
                                }
                        """.stripTrailing(), """
                                if (!scan.groups().isEmpty()) {
                                rounds.close();
                                gate.pass(partition);
                                List<FileGroup> groups = staging.groupsOfRound(scan.groups());
                                MergeRound merges = staging.stage(scan, groups);
                                rounds.round = merges;
                                Planned plan = new Planned(
                                        partition, stamps.next(), Retained.EMPTY, merges.planId(), merges.plannedGroups());
                                var unused = register.createPlanned(plan);
                                Optional<VersionedRecord> now = register.read(partition);
                                boolean own = now.isPresent()
                                        && now.get().record().stamp().nonce().equals(plan.stamp().nonce());
                                if (own) {
                                    try {
                                        rounds.merge(merges, groups, new dev.coldpress.commit.PlanClaim(
                                            register, stamps, ports.clock(), claimPolicy, now.get(), plan));
                                    } catch (dev.coldpress.commit.ClaimLostException e) {
                                        return Optional.empty();
                                    }
                                    merges.publish();
                                }
                                return Optional.empty();
                                }
                        """.stripTrailing()));
    }
}
