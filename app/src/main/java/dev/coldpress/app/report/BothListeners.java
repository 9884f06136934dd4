package dev.coldpress.app.report;

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

/** Tells two listeners, one after the other. */
public record BothListeners(CompactionListener first, CompactionListener second) implements CompactionListener {

    @Override
    public void runStarted(Instant at) {
        first.runStarted(at);
        second.runStarted(at);
    }

    @Override
    public void mergeStarted(KeyPrefix partition, int sourceFiles, long sourceBytes) {
        first.mergeStarted(partition, sourceFiles, sourceBytes);
        second.mergeStarted(partition, sourceFiles, sourceBytes);
    }

    @Override
    public void bytesMerged(long bytes) {
        first.bytesMerged(bytes);
        second.bytesMerged(bytes);
    }

    @Override
    public void partitionFinished(PartitionReport report) {
        first.partitionFinished(report);
        second.partitionFinished(report);
    }

    @Override
    public void pathLeftAlone(String path, Skip why) {
        first.pathLeftAlone(path, why);
        second.pathLeftAlone(path, why);
    }

    @Override
    public void fileSizes(KeyPrefix partition, long[] before, long[] after) {
        first.fileSizes(partition, before, after);
        second.fileSizes(partition, before, after);
    }

    @Override
    public void stageFinished(Stage stage, Duration duration) {
        first.stageFinished(stage, duration);
        second.stageFinished(stage, duration);
    }

    @Override
    public void groupFinished(GroupResult result) {
        first.groupFinished(result);
        second.groupFinished(result);
    }

    @Override
    public void sourceDeleted(DeleteResult.Outcome outcome) {
        first.sourceDeleted(outcome);
        second.sourceDeleted(outcome);
    }

    @Override
    public void claimed(ClaimResult result) {
        first.claimed(result);
        second.claimed(result);
    }

    @Override
    public void recovered(RecoveryAction action, int count) {
        first.recovered(action, count);
        second.recovered(action, count);
    }

    @Override
    public void runFinished(CompactionReport report) {
        first.runFinished(report);
        second.runFinished(report);
    }

    @Override
    public void runFailed(Throwable cause) {
        first.runFailed(cause);
        second.runFailed(cause);
    }
}
