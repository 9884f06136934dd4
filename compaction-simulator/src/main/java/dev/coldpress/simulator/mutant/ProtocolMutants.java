package dev.coldpress.simulator.mutant;

import dev.coldpress.simulator.world.Family;
import java.util.ArrayList;
import java.util.List;

/** Other protocols altogether, and shortcuts in steps 3 and 4, where outputs are staged, claimed and published. */
final class ProtocolMutants {

    private static final String RUN = "run/PartitionRun.java";
    private static final String COMMIT = "run/RoundCommit.java";
    private static final String TURN = """
                    state.countTurn();
            """;
    private static final String SCAN =
            "    private Optional<PartitionScan> scan(Optional<VersionedRecord> held, Retained retained) {\n";

    private static final Patch MERGE_FOR_ALL =
            new Patch(COMMIT, "    private void merge(MergeRound", "    void merge(MergeRound");
    private static final String STAGING = "run/RoundStaging.java";
    private static final String STAGED = "ports.store().stage(output)";
    private static final String END_OF_STAGING = "    private List<SourceFile> sourceFiles(";

    /** Without a record there is no claim to keep alive. */
    private static final Patch WITHOUT_CLAIM = new Patch(
            "run/MergeRound.java",
            "                claim.keepUp();\n",
            "                if (claim != null) {\n                    claim.keepUp();\n                }\n");

    private static final String PLAIN_PUT_UPLOAD = "new PlainPut(ports.store(), output)";

    /** Merges, publishes and deletes with no record at all. */
    private static final String NAIVE_TURN = """
                    state.countTurn();
                    if (true) {
                        return naive(held);
                    }
            """;

    private static final String NAIVE = """
                private Optional<VersionedRecord> naive(Optional<VersionedRecord> held) {
                    PartitionScan scan = scan(held, Retained.EMPTY).orElseThrow();
                    if (state.isFinished()) {
                        return held;
                    }
                    List<FileGroup> groups = staging.groupsOfRound(scan.groups());
                    MergeRound merges = staging.stage(scan, groups);
                    try {
                        rounds.merge(merges, groups, null);
                    } catch (RuntimeException noClaim) {
                        state.fail(new Failure("the merge failed", noClaim));
                        return held;
                    }
                    if (merges.uploads().stream().noneMatch(upload -> merges.hasWritten(upload.key()))) {
                        state.fail(new Failure("nothing was merged", null));
                        return held;
                    }
                    merges.publish();
                    for (int i = 0; i < groups.size(); i++) {
                        var output = merges.uploads().get(i).key();
                        if (ports.store().head(output).isPresent()) {
                            var unused = ports.store().delete(groups.get(i).files().stream()
                                    .map(file -> file.ref())
                                    .filter(ref -> !ref.key().equals(output))
                                    .toList());
                        }
                    }
                    return held;
                }

            """;

    /** Before it plans, deletes what an output names as its sources. */
    private static final String SELF_DESCRIBING = """
                private Optional<VersionedRecord> selfDescribing(Optional<VersionedRecord> held) {
                    var listed = dev.coldpress.partition.PartitionListing.read(ports.store(), partition).objects();
                    for (var object : listed) {
                        if (dev.coldpress.plan.OutputNames.isOutput(object.key())) {
                            var footer = ports.codec().readFooter(new dev.coldpress.scan.StoreSourceFile(ports.store(), object.ref()));
                            var names = List.of(footer.keyValueMetadata()
                                    .getOrDefault("coldpress.source.keys", "").split("\\n"));
                            var unused = ports.store().delete(listed.stream()
                                    .map(o -> o.ref())
                                    .filter(ref -> names.contains(ref.key().name()))
                                    .toList());
                        }
                    }
                    return naive(held);
                }

            """;

    /** A staged upload that is nothing but memory, and whose publish is one plain PUT. */
    private static final String PLAIN_PUT = """
                private static final class PlainPut implements dev.coldpress.port.StagedUpload {
                    private final dev.coldpress.port.ObjectStore store;
                    private final dev.coldpress.port.ObjectKey key;
                    private final java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
                    PlainPut(dev.coldpress.port.ObjectStore store, dev.coldpress.port.ObjectKey key) {
                        this.store = store;
                        this.key = key;
                    }
                    @Override public dev.coldpress.port.ObjectKey key() { return key; }
                    @Override public dev.coldpress.port.UploadToken token() {
                        return new dev.coldpress.port.UploadToken("none");
                    }
                    @Override public long sizeBytes() { return body.size(); }
                    @Override public void write(java.nio.ByteBuffer bytes) {
                        byte[] copy = new byte[bytes.remaining()];
                        bytes.get(copy);
                        body.writeBytes(copy);
                    }
                    @Override public dev.coldpress.port.ReadResult copyFrom(dev.coldpress.port.ObjectRef source, long offset, long length) {
                        throw new UnsupportedOperationException();
                    }
                    @Override public void seal() {}
                    @Override public dev.coldpress.port.PublishResult publish() {
                        var result = store.put(key, body.toByteArray(), dev.coldpress.port.WriteCondition.NONE);
                        return result instanceof dev.coldpress.port.WriteResult.Written
                                ? new dev.coldpress.port.PublishResult.Published()
                                : new dev.coldpress.port.PublishResult.Refused("unknown");
                    }
                    @Override public void close() {}
                }

            """;

    /** A staged upload that the store does not know before the first byte is written. */
    private static final String LATE_UPLOAD = """
                private static final class LateUpload implements dev.coldpress.port.StagedUpload {
                    private final dev.coldpress.port.ObjectStore store;
                    private final dev.coldpress.port.ObjectKey key;
                    private final dev.coldpress.port.UploadToken recorded;
                    private dev.coldpress.port.StagedUpload upload;
                    LateUpload(dev.coldpress.port.ObjectStore store, dev.coldpress.port.ObjectKey key) {
                        this.store = store;
                        this.key = key;
                        this.recorded = new dev.coldpress.port.UploadToken("recorded-for-" + key.name());
                    }
                    private dev.coldpress.port.StagedUpload upload() {
                        if (upload == null) {
                            upload = store.stage(key);
                        }
                        return upload;
                    }
                    @Override public dev.coldpress.port.ObjectKey key() { return key; }
                    @Override public dev.coldpress.port.UploadToken token() { return recorded; }
                    @Override public long sizeBytes() { return upload().sizeBytes(); }
                    @Override public void write(java.nio.ByteBuffer bytes) { upload().write(bytes); }
                    @Override public dev.coldpress.port.ReadResult copyFrom(dev.coldpress.port.ObjectRef source, long offset, long length) {
                        return upload().copyFrom(source, offset, length);
                    }
                    @Override public void seal() { upload().seal(); }
                    @Override public dev.coldpress.port.PublishResult publish() { return upload().publish(); }
                    @Override public void close() {}
                }

            """;

    private ProtocolMutants() {}

    static List<Mutant> all() {
        List<Patch> naive = List.of(
                RepairMutants.withoutRepair(),
                WITHOUT_CLAIM,
                new Patch(RUN, TURN, NAIVE_TURN),
                MERGE_FOR_ALL,
                new Patch(RUN, SCAN, NAIVE + SCAN));
        return List.of(
                new Mutant("naive_random_names", "no record", List.of(Family.LATE_FILES), naive),
                new Mutant(
                        "selfdesc_two_compactors",
                        "no record; outputs list their sources in the footer, and whoever sees one deletes them",
                        List.of(Family.LATE_FILES),
                        List.of(
                                RepairMutants.withoutRepair(),
                                WITHOUT_CLAIM,
                                new Patch(RUN, TURN, NAIVE_TURN.replace("naive(held)", "selfDescribing(held)")),
                                MERGE_FOR_ALL,
                                new Patch(RUN, SCAN, NAIVE + SELF_DESCRIBING + SCAN))),
                new Mutant(
                        "naive_fixed_name_lost_update",
                        "no record; one output name, overwritten",
                        List.of(Family.LATE_FILES),
                        with(
                                naive,
                                new Patch(STAGING, STAGED, PLAIN_PUT_UPLOAD),
                                new Patch(STAGING, END_OF_STAGING, PLAIN_PUT + END_OF_STAGING),
                                new Patch(
                                        "plan/OutputNames.java",
                                        "String name = \"compacted_\" + id + \".parquet\";",
                                        "String name = \"compacted_\" + new UUID(0, 0) + \".parquet\";"))),
                new Mutant(
                        "deterministic_names",
                        "the name of an output is a hash of its sources' names",
                        List.of(Family.LATE_FILES, Family.USER_DELETES_AN_OBJECT),
                        List.of(new Patch(
                                "plan/OutputNames.java",
                                "String name = \"compacted_\" + id + \".parquet\";",
                                "String name = \"compacted_\" + UUID.nameUUIDFromBytes(group.files().toString()"
                                        + ".getBytes(java.nio.charset.StandardCharsets.UTF_8)) + \".parquet\";"))),
                new Mutant(
                        "token_recorded_before_it_exists",
                        "the plan is recorded first, and the uploads are staged later",
                        List.of(Family.LATE_FILES),
                        List.of(
                                RepairMutants.withoutRepair(),
                                ResolveMutants.withoutDroppedList(),
                                new Patch(STAGING, STAGED, "new LateUpload(ports.store(), output)"),
                                new Patch(STAGING, END_OF_STAGING, LATE_UPLOAD + END_OF_STAGING))),
                new Mutant(
                        "plain_put_output",
                        "an output is one PUT, which cannot be called back",
                        List.of(Family.LATE_FILES),
                        List.of(
                                RepairMutants.withoutRepair(),
                                ResolveMutants.withoutDroppedList(),
                                new Patch(STAGING, STAGED, PLAIN_PUT_UPLOAD),
                                new Patch(STAGING, END_OF_STAGING, PLAIN_PUT + END_OF_STAGING))),
                new Mutant(
                        "publish_before_claim",
                        "outputs are merged and published before the plan is recorded",
                        List.of(Family.LATE_FILES),
                        List.of(
                                RepairMutants.withoutRepair(),
                                WITHOUT_CLAIM,
                                new Patch(COMMIT, "        round = merges;\n", """
                                                round = merges;
                                                try {
                                                    merge(merges, groups, null);
                                                } catch (RuntimeException noClaim) {
                                                    state.fail(new dev.coldpress.report.PartitionReport.Failure("the merge failed", noClaim));
                                                    return Optional.of(held);
                                                }
                                                merges.publish();
                                        """),
                                new Patch(
                                        COMMIT,
                                        "        try {\n            merge(merges, groups, kept);\n",
                                        "        try {\n"),
                                new Patch(
                                        COMMIT,
                                        "        merges.publish();\n        return resolver",
                                        "        return resolver"))));
    }

    private static List<Patch> with(List<Patch> patches, Patch... more) {
        List<Patch> all = new ArrayList<>(patches);
        all.addAll(List.of(more));
        return all;
    }
}
