package dev.coldpress.run;

import dev.coldpress.commit.ClaimLostException;
import dev.coldpress.commit.PlanClaim;
import dev.coldpress.merge.MergeSpecFactory;
import dev.coldpress.merge.MergeVerifier;
import dev.coldpress.merge.SourceSummary;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.SourceGoneException;
import dev.coldpress.record.PlannedGroup;
import dev.coldpress.record.PlannedSource;
import dev.coldpress.record.SkippedSource;
import dev.coldpress.record.UnansweredException;
import dev.coldpress.report.FailureText;
import dev.coldpress.report.GroupResult;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.Stage;
import dev.coldpress.scan.PartitionScan;
import dev.coldpress.scan.Refusals;
import dev.coldpress.scan.StageTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups that are merged under one plan, from their staged uploads to the publishes: step 4 of the protocol. It
 * decides nothing about what becomes visible; that is read from the store afterwards. For one thread.
 */
final class MergeRound implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MergeRound.class);

    private final ParquetCodec codec;
    private final MergeSpecFactory planner;
    private final StageTimer stages;
    private final UUID planId;
    private final PartitionScan scan;
    private final Function<ObjectRef, OptionalLong> contentHash;
    private final List<StagedGroup> staged = new ArrayList<>();
    private final List<StagedGroup> written = new ArrayList<>();
    private final List<SkippedSource> skipped = new ArrayList<>();
    private final Map<String, Merged> merged = new HashMap<>();
    private PartitionReport.@Nullable Failure failure;

    /** @param contentHash of a source that was read at once */
    MergeRound(
            ParquetCodec codec,
            MergeSpecFactory planner,
            StageTimer stages,
            UUID planId,
            PartitionScan scan,
            Function<ObjectRef, OptionalLong> contentHash) {
        this.codec = codec;
        this.planner = planner;
        this.stages = stages;
        this.planId = planId;
        this.scan = scan;
        this.contentHash = contentHash;
    }

    private record StagedGroup(
            StagedUpload upload,
            List<SourceSummary> summaries,
            List<SourceSummary> superseded,
            List<SourceFile> sources) {

        /** Each upload is of one group. */
        @Override
        public boolean equals(Object other) {
            return other instanceof StagedGroup that && upload.equals(that.upload);
        }

        @Override
        public int hashCode() {
            return upload.hashCode();
        }
    }

    /** What is known of an output beyond its record. */
    record Merged(MergedFile file, List<String> keysLeftOut, Duration duration) {}

    /** @param superseded files whose rows are in the sources already */
    void add(
            StagedUpload upload,
            List<SourceSummary> summaries,
            List<SourceSummary> superseded,
            List<SourceFile> sources) {
        staged.add(new StagedGroup(upload, summaries, superseded, sources));
    }

    UUID planId() {
        return planId;
    }

    /** The look at the partition that led to this round, if the round has all of its groups. */
    Optional<PartitionScan> scan() {
        return staged.size() == scan.groups().size() ? Optional.of(scan) : Optional.empty();
    }

    List<PlannedGroup> plannedGroups() {
        return staged.stream()
                .map(group -> new PlannedGroup(
                        group.upload().key(),
                        group.upload().token(),
                        Stream.concat(
                                        group.summaries().stream()
                                                .map(file -> new PlannedSource(file.ref(), file.rowCount())),
                                        group.superseded().stream().map(file -> new PlannedSource(file.ref(), 0)))
                                .toList()))
                .toList();
    }

    List<StagedUpload> uploads() {
        return staged.stream().map(StagedGroup::upload).toList();
    }

    /**
     * Merges the next group into its upload. A group that fails stays unpublished, and the others go on.
     *
     * @param claim on the plan, which is kept alive between the reads
     * @throws ClaimLostException if another compactor has ended the plan
     * @throws UnansweredException if the store does not tell whether it has
     */
    void merge(int index, PlanClaim claim) {
        StagedGroup group = staged.get(index);
        try {
            write(group, claim);
        } catch (ClaimLostException | UnansweredException e) {
            throw e;
        } catch (SourceGoneException e) {
            LOG.info("{}; its group is planned again", e.getMessage());
            stages.listener().groupFinished(GroupResult.SOURCE_GONE);
        } catch (ParquetFileException e) {
            skip(group, e);
        } catch (StoreException | IllegalStateException e) {
            // Whoever takes the plan over aborts its uploads: that is no fault of the store.
            claim.requireHeld();
            GroupResult result = e instanceof StoreException ? GroupResult.STORE_FAILED : GroupResult.VERIFY_FAILED;
            fail(group, result, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | LinkageError e) {
            fail(
                    group,
                    GroupResult.UNEXPECTED,
                    FailureText.of("the merge into " + group.upload().key(), e),
                    e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            fail(
                    group,
                    GroupResult.OUT_OF_MEMORY,
                    FailureText.of("the merge into " + group.upload().key(), e),
                    e);
        } finally {
            if (!written.contains(group)) {
                // A file that is held open keeps its disk space, also after its upload was aborted.
                group.upload().close();
            }
        }
    }

    private void write(StagedGroup group, PlanClaim claim) {
        Instant start = stages.clock().instant();
        MergeTimer watch = new MergeTimer(stages);
        MergeSpec spec = planner.spec(
                group.upload().key(), planId, group.summaries(), group.superseded(), contentHash, codec.notation());
        MergedFile file;
        try {
            StagedUpload upload = watch.timed(group.upload());
            file = codec.merge(spec, group.sources(), upload, progress(watch, claim));
            stages.time(Stage.VERIFY, () -> MergeVerifier.verify(spec, file, rowCount(group)));
            upload.seal();
        } finally {
            watch.finish();
        }
        List<String> keysLeftOut = MergeSpecFactory.keysLeftOut(group.summaries(), spec);
        LOG.debug("{} lacks the metadata keys {} of its sources", group.upload().key(), keysLeftOut);
        merged.put(group.upload().key().name(), new Merged(file, keysLeftOut, stages.since(start)));
        written.add(group);
    }

    private Progress progress(MergeTimer watch, PlanClaim claim) {
        return new Progress() {
            @Override
            public void readStarts() {
                watch.readStarts();
            }

            @Override
            public void readEnds(long bytes) {
                watch.readEnds();
                stages.listener().bytesMerged(bytes);
                claim.keepUp();
            }
        };
    }

    /** Sets aside the source that was refused. If the output was, no source is at fault, and the group fails. */
    private void skip(StagedGroup group, ParquetFileException e) {
        Skip skip = Refusals.skip(e);
        for (SourceSummary source : group.summaries()) {
            if (source.ref().key().equals(e.key())) {
                LOG.warn("Set aside {}: {}", e.key(), skip);
                skipped.add(new SkippedSource(new SkippedFile(source.ref(), skip), planner.memoryBudgetBytes()));
                stages.listener().groupFinished(GroupResult.SOURCE_REFUSED);
                return;
            }
        }
        boolean isOutput = group.upload().key().equals(e.key());
        GroupResult result = isOutput ? GroupResult.OUTPUT_REFUSED : GroupResult.UNEXPECTED;
        fail(group, result, String.valueOf(e.getMessage()), e);
    }

    private void fail(StagedGroup group, GroupResult result, String message, Throwable cause) {
        stages.listener().groupFinished(result);
        LOG.error(
                "The merge into {} failed and its sources stay: {}",
                group.upload().key(),
                message);
        LOG.debug("The failed merge", cause);
        if (failure == null) {
            failure = new PartitionReport.Failure(message, cause);
        }
    }

    private static long rowCount(StagedGroup group) {
        return group.summaries().stream().mapToLong(SourceSummary::rowCount).sum();
    }

    /** Whether an output of this name was written here, published or not. */
    boolean hasWritten(ObjectKey output) {
        return merged.containsKey(output.name());
    }

    /** Whether there is anything to publish. */
    boolean hasWritten() {
        return !written.isEmpty();
    }

    /** Publishes what was written, one right after the other. The answers decide nothing. */
    void publish() {
        for (StagedGroup group : written) {
            PublishResult result = group.upload().publish();
            LOG.debug("Publish of {}: {}", group.upload().key(), text(result));
        }
    }

    private static String text(PublishResult result) {
        if (result instanceof PublishResult.Refused refused) {
            return "refused, " + refused.reason();
        }
        return result instanceof PublishResult.Unknown unknown
                ? "no answer, " + unknown.cause().getMessage()
                : "published";
    }

    /** Sources whose bytes made their group's merge fail. */
    List<SkippedSource> skipped() {
        return skipped;
    }

    /**
     * Another compactor has ended the plan: its aborts may be why a merge failed. What has another cause comes again.
     */
    void wasTakenOver() {
        failure = null;
    }

    /** The first fault that was not a source's own; null if there was none. */
    PartitionReport.@Nullable Failure failure() {
        return failure;
    }

    /** What is known of an output of this round, by its name; null if it was not written here. */
    @Nullable
    Merged merged(ObjectRef output) {
        return merged.get(output.key().name());
    }

    @Override
    public void close() {
        staged.forEach(group -> group.upload().close());
    }
}
