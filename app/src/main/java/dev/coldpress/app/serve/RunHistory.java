package dev.coldpress.app.serve;

import dev.coldpress.app.print.SizeHistogram;
import dev.coldpress.app.serve.RunSummary.LakeTotals;
import dev.coldpress.app.serve.RunSummary.Result;
import dev.coldpress.app.serve.Status.Picture;
import dev.coldpress.app.serve.Status.Progress;
import dev.coldpress.app.settings.LibraryWords;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.Backlog;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.FailureText;
import dev.coldpress.report.MergeTotals;
import dev.coldpress.report.PartitionReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Remembers the last runs. Bounded, whatever the size of the lake. Told by a run's threads, asked by any. */
final class RunHistory implements CompactionListener {

    /** Three weeks of a run each hour. Who wants more has it in the metrics. */
    static final int MAX_RUNS = 500;

    /** Why a partition is left alone when all is done there. */
    private static final Set<SkipReason> AT_REST = EnumSet.of(SkipReason.TOO_FEW_FILES, SkipReason.ALREADY_SIZED);

    private final InstantSource clock;
    private final Consumer<List<RunSummary>> whenRunEnds;
    private final Deque<RunSummary> runs = new ArrayDeque<>();
    private Notables notables = new Notables();
    private SizeHistogram before = new SizeHistogram();
    private SizeHistogram after = new SizeHistogram();
    private long partitionsDone;
    private long bytesMerged;
    private @Nullable Instant runningSince;
    private @Nullable Picture picture;

    /**
     * Knows what an earlier process did.
     *
     * @param earlier the newest first
     * @param whenRunEnds is given all runs, the newest first; must return quickly
     */
    RunHistory(InstantSource clock, List<RunSummary> earlier, Consumer<List<RunSummary>> whenRunEnds) {
        this.clock = clock;
        this.whenRunEnds = whenRunEnds;
        earlier.stream().limit(MAX_RUNS).forEach(runs::addLast);
    }

    synchronized Status status() {
        return new Status(
                Optional.ofNullable(runningSince)
                        .map(since -> new Progress(since, partitionsDone, partitionsExpected(), bytesMerged)),
                List.copyOf(runs),
                Optional.ofNullable(picture));
    }

    private long partitionsExpected() {
        return runs.stream()
                .flatMap(run -> run.lake().stream())
                .findFirst()
                .map(LakeTotals::partitions)
                .orElse(0L);
    }

    @Override
    public synchronized void runStarted(Instant at) {
        runningSince = at;
        partitionsDone = 0;
        bytesMerged = 0;
        notables = new Notables();
        before = new SizeHistogram();
        after = new SizeHistogram();
    }

    @Override
    public synchronized void bytesMerged(long bytes) {
        bytesMerged += bytes;
    }

    @Override
    public synchronized void fileSizes(KeyPrefix partition, long[] sizesBefore, long[] sizesAfter) {
        for (long size : sizesBefore) {
            before.add(size);
        }
        for (long size : sizesAfter) {
            after.add(size);
        }
    }

    @Override
    public synchronized void partitionFinished(PartitionReport report) {
        partitionsDone++;
        String partition = report.partition().shown();
        report.failure().ifPresent(failure -> notables.failed(partition, failure.message()));
        report.leftAlone()
                .filter(skip -> !AT_REST.contains(skip.reason()) && !isToldByAFile(report, skip.reason()))
                .ifPresent(skip -> notables.leftAlone(partition, skip));
        report.filesLeftAlone().forEach(file -> notables.leftAlone(file.key().path(), file.skip()));
    }

    /** A partition that is left alone for its only file would be told of twice. */
    private static boolean isToldByAFile(PartitionReport report, SkipReason reason) {
        return report.filesLeftAlone().stream().anyMatch(file -> file.reason() == reason);
    }

    @Override
    public synchronized void pathLeftAlone(String path, Skip why) {
        notables.leftAlone(path, why);
    }

    @Override
    public synchronized void runFinished(CompactionReport report) {
        MergeTotals merges = report.totals();
        if (!report.stopped()) {
            picture = new Picture(
                    report.backlog().oldest(),
                    report.partitionsLeftAlone(),
                    report.entriesLeftAlone(),
                    before.classes(),
                    after.classes(),
                    notables.groups());
        }
        remember(new RunSummary(
                report.startedAt(),
                report.duration(),
                result(report),
                report.partitionsCompacted(),
                report.partitionsFailed(),
                merges.sourceFiles(),
                merges.outputFiles(),
                merges.sourceBytes(),
                merges.outputBytes(),
                report.groups().stream()
                        .map(CompactedGroup::duplicateWindow)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO),
                firstFailure(report),
                report.stopped() ? Optional.empty() : Optional.of(totals(report.backlog()))));
    }

    private LakeTotals totals(Backlog backlog) {
        return new LakeTotals(
                partitionsDone, after.files(), after.bytes(), backlog.partitions(), backlog.files(), backlog.bytes());
    }

    private static Result result(CompactionReport report) {
        if (!report.isSuccess()) {
            return Result.PARTIAL;
        }
        return report.stopped() ? Result.STOPPED : Result.SUCCESS;
    }

    private static String firstFailure(CompactionReport report) {
        return report.partitions().stream()
                .flatMap(partition -> partition.failure().stream())
                .map(PartitionReport.Failure::message)
                .findFirst()
                .orElse("");
    }

    @Override
    public synchronized void runFailed(Throwable cause) {
        Instant now = clock.instant();
        Instant start = runningSince == null ? now : runningSince;
        Duration duration = Duration.between(start, now);
        String text = FailureText.of("the run", cause);
        String message = cause instanceof UnfitStoreException ? LibraryWords.translated(text) : text;
        remember(new RunSummary(
                start, duration, Result.FAILED, 0, 0, 0, 0, 0, 0, Duration.ZERO, message, Optional.empty()));
    }

    private void remember(RunSummary run) {
        runs.addFirst(run);
        while (runs.size() > MAX_RUNS) {
            runs.removeLast();
        }
        runningSince = null;
        whenRunEnds.accept(List.copyOf(runs));
    }
}
