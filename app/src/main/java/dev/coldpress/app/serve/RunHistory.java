package dev.coldpress.app.serve;

import dev.coldpress.app.print.SizeHistogram;
import dev.coldpress.app.serve.Status.Notable;
import dev.coldpress.app.serve.Status.Picture;
import dev.coldpress.app.serve.Status.Result;
import dev.coldpress.app.serve.Status.RunSummary;
import dev.coldpress.app.settings.LibraryWords;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.FailureText;
import dev.coldpress.report.PartitionReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers the last runs. Bounded, whatever the size of the lake. Told by one thread, asked by any. */
final class RunHistory implements CompactionListener {

    static final int MAX_RUNS = 24;
    static final int MAX_NOTABLE = 200;

    /** Why a partition is left alone when all is done there. */
    private static final Set<SkipReason> AT_REST = EnumSet.of(SkipReason.TOO_FEW_FILES, SkipReason.ALREADY_SIZED);

    private final InstantSource clock;
    private final Deque<RunSummary> runs = new ArrayDeque<>();
    private List<Notable> notable = new ArrayList<>();
    private SizeHistogram before = new SizeHistogram();
    private SizeHistogram after = new SizeHistogram();
    private int notableLeftOut;
    private int partitionsDone;
    private @Nullable Instant runningSince;
    private @Nullable Picture picture;

    RunHistory(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Status status() {
        return new Status(
                Optional.ofNullable(runningSince), partitionsDone, List.copyOf(runs), Optional.ofNullable(picture));
    }

    @Override
    public synchronized void runStarted(Instant at) {
        runningSince = at;
        partitionsDone = 0;
        notable = new ArrayList<>();
        notableLeftOut = 0;
        before = new SizeHistogram();
        after = new SizeHistogram();
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
        report.failure().ifPresent(failure -> note(partition, "failed", failure.message()));
        report.leftAlone().filter(skip -> !AT_REST.contains(skip.reason())).ifPresent(skip -> note(partition, skip));
        report.filesLeftAlone().forEach(file -> note(file.key().path(), file.skip()));
    }

    @Override
    public synchronized void pathLeftAlone(String path, Skip why) {
        note(path, why);
    }

    private void note(String place, Skip skip) {
        note(
                place,
                skip.reason().label(),
                skip.detail().isEmpty() ? skip.reason().explanation() : skip.detail());
    }

    private void note(String place, String reason, String detail) {
        if (notable.size() < MAX_NOTABLE) {
            notable.add(new Notable(place, reason, detail));
        } else {
            notableLeftOut++;
        }
    }

    @Override
    public synchronized void runFinished(CompactionReport report) {
        List<CompactedGroup> groups = report.groups();
        remember(new RunSummary(
                report.startedAt(),
                report.duration(),
                result(report),
                report.partitionsCompacted(),
                report.partitionsFailed(),
                groups.stream().mapToLong(CompactedGroup::sourceFiles).sum(),
                groups.size(),
                groups.stream().mapToLong(CompactedGroup::sourceBytes).sum(),
                groups.stream().mapToLong(CompactedGroup::outputBytes).sum(),
                groups.stream()
                        .map(CompactedGroup::duplicateWindow)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO),
                firstFailure(report)));
        if (!report.stopped()) {
            picture = new Picture(
                    report.startedAt().plus(report.duration()),
                    report.backlog(),
                    report.partitionsLeftAlone(),
                    report.entriesLeftAlone(),
                    before.classes(),
                    after.classes(),
                    List.copyOf(notable),
                    notableLeftOut);
        }
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
        remember(new RunSummary(start, duration, Result.FAILED, 0, 0, 0, 0, 0, 0, Duration.ZERO, message));
    }

    private void remember(RunSummary run) {
        runs.addFirst(run);
        while (runs.size() > MAX_RUNS) {
            runs.removeLast();
        }
        runningSince = null;
        partitionsDone = 0;
    }
}
