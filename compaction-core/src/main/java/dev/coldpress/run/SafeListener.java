package dev.coldpress.run;

import dev.coldpress.plan.Skip;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.report.ClaimResult;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.GroupResult;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.RecoveryAction;
import dev.coldpress.report.Stage;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a listener's faults away from the compaction, and calls it once at a time. For several threads. */
public record SafeListener(CompactionListener listener) implements CompactionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

    @Override
    public void runStarted(Instant at) {
        safely(() -> listener.runStarted(at));
    }

    @Override
    public void mergeStarted(KeyPrefix partition, int sourceFiles, long sourceBytes) {
        safely(() -> listener.mergeStarted(partition, sourceFiles, sourceBytes));
    }

    @Override
    public void bytesMerged(long bytes) {
        safely(() -> listener.bytesMerged(bytes));
    }

    @Override
    public void partitionFinished(PartitionReport report) {
        safely(() -> listener.partitionFinished(report));
    }

    @Override
    public void pathLeftAlone(String path, Skip why) {
        safely(() -> listener.pathLeftAlone(path, why));
    }

    @Override
    public void runFinished(CompactionReport report) {
        safely(() -> listener.runFinished(report));
    }

    @Override
    public void runFailed(Throwable cause) {
        safely(() -> listener.runFailed(cause));
    }

    @Override
    public void fileSizes(KeyPrefix partition, long[] before, long[] after) {
        safely(() -> listener.fileSizes(partition, before, after));
    }

    @Override
    public void stageFinished(Stage stage, Duration duration) {
        safely(() -> listener.stageFinished(stage, duration));
    }

    @Override
    public void groupFinished(GroupResult result) {
        safely(() -> listener.groupFinished(result));
    }

    @Override
    public void sourceDeleted(DeleteResult.Outcome outcome) {
        safely(() -> listener.sourceDeleted(outcome));
    }

    @Override
    public void claimed(ClaimResult result) {
        safely(() -> listener.claimed(result));
    }

    @Override
    public void recovered(RecoveryAction action, int count) {
        safely(() -> listener.recovered(action, count));
    }

    private synchronized void safely(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("A compaction listener threw; the compaction goes on", e);
        }
    }
}
