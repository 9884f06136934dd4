package dev.coldpress.run;

import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.StoreException;
import dev.coldpress.record.DecidedGroup;
import dev.coldpress.report.Backlog;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PartitionReport.Failure;
import dev.coldpress.run.MergeRound.Merged;
import dev.coldpress.scan.PartitionScan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a {@link PartitionRun} has come to so far. For one thread. */
final class RunState {

    /** Only a partition that others keep changing needs this many. */
    private static final int MAX_FRUITLESS_TURNS = 20;

    private static final int MAX_FAILED_ROUNDS = 3;

    private final KeyPrefix partition;
    private final List<CompactedGroup> compacted = new ArrayList<>();
    private List<SkippedFile> filesLeftAlone = List.of();
    private List<EntriesLeftAlone> entriesLeftAlone = List.of();
    private final PartitionFiles files = new PartitionFiles();
    private @Nullable PartitionScan last;
    private @Nullable Skip nothingMore;
    private @Nullable Failure failure;
    private @Nullable Instant publishStarted;
    private int fruitlessTurns;
    private int failedRounds;

    RunState(KeyPrefix partition) {
        this.partition = partition;
    }

    /** A turn begins. Fails after too many that neither compacted nor set aside anything. */
    void countTurn() {
        if (fruitlessTurns > MAX_FRUITLESS_TURNS) {
            fail(new Failure("The partition kept changing under the compaction; a later run goes on", null));
        }
        fruitlessTurns++;
    }

    /** The partition was looked at: this is how it is, and what is to be done. */
    void scanned(PartitionScan scan) {
        if (scan.filesLeftAlone().size() > filesLeftAlone.size()) {
            fruitlessTurns = 0;
        }
        last = scan;
        filesLeftAlone = scan.filesLeftAlone();
        entriesLeftAlone = scan.entriesLeftAlone();
        files.scanned(scan);
        scan.leftAlone().ifPresent(this::finish);
    }

    PartitionFiles files() {
        return files;
    }

    /** How the partition was when it was last looked at, if nothing failed since. */
    Optional<PartitionScan> lastScan() {
        return failure == null ? Optional.ofNullable(last) : Optional.empty();
    }

    void finish(Skip reason) {
        nothingMore = reason;
    }

    void fail(Failure reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    /**
     * A group of a round failed. An upload that cannot be written may have been aborted by a compactor that wanted to
     * take the plan over and then ended: that is over with the next plan. Everything else would come again with it.
     */
    void roundFailed(Failure reason) {
        failedRounds++;
        boolean mayBeOver = reason.cause() instanceof StoreException fault
                && fault.kind() == StoreException.Kind.UNAVAILABLE
                && failedRounds < MAX_FAILED_ROUNDS;
        if (!mayBeOver) {
            fail(reason);
        }
    }

    boolean isFinished() {
        return nothingMore != null || failure != null;
    }

    void publishStarts(Instant at) {
        publishStarted = at;
    }

    /** @param own the round in which this process merged the groups; null if it found them on record */
    void compacted(List<DecidedGroup> groups, @Nullable MergeRound own, Instant now) {
        Duration window = own == null || publishStarted == null ? Duration.ZERO : Duration.between(publishStarted, now);
        for (DecidedGroup group : groups) {
            markMergedAgain(group);
            compacted.add(compacted(group, own, window));
            files.replace(group);
            fruitlessTurns = 0;
        }
    }

    private void markMergedAgain(DecidedGroup later) {
        Set<ObjectKey> sources = later.group().sources().stream()
                .map(source -> source.ref().key())
                .collect(Collectors.toSet());
        compacted.replaceAll(group -> sources.contains(group.output()) ? group.asMergedAgain() : group);
    }

    private static CompactedGroup compacted(DecidedGroup decided, @Nullable MergeRound own, Duration window) {
        ObjectRef output = decided.output().orElseThrow();
        Merged merged = own == null ? null : own.merged(output);
        return new CompactedGroup(
                output.key(),
                decided.group().sources().size(),
                decided.group().sourceBytes(),
                decided.group().rowCount(),
                output.sizeBytes(),
                merged == null ? List.of() : merged.file().columnTiers(),
                merged == null ? Optional.empty() : merged.file().order(),
                merged == null ? List.of() : merged.keysLeftOut(),
                merged == null ? Duration.ZERO : merged.duration(),
                window,
                merged == null,
                false);
    }

    PartitionReport report(Duration duration) {
        boolean untouched = compacted.isEmpty() && failure == null;
        return new PartitionReport(
                partition,
                compacted,
                filesLeftAlone,
                entriesLeftAlone,
                untouched ? Optional.ofNullable(nothingMore) : Optional.empty(),
                Optional.ofNullable(failure),
                failure != null && !files.isKnown() ? Backlog.UNKNOWN : files.backlog(),
                duration);
    }
}
