package dev.coldpress.spark;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.report.ClaimResult;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.GroupResult;
import dev.coldpress.report.RecoveryAction;
import dev.coldpress.report.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what the partitions of an executor have to tell until the next report goes to the driver, which tells its
 * listeners. For several threads.
 */
final class EventRecorder implements CompactionListener {

    private final List<ListenerEvent> events = new ArrayList<>();
    private long bytesMerged;

    @Override
    public void mergeStarted(KeyPrefix partition, int sourceFiles, long sourceBytes) {
        String path = partition.path();
        add(listener -> listener.mergeStarted(KeyPrefix.of(path), sourceFiles, sourceBytes));
    }

    /** Comes with each read: only the sum is told. */
    @Override
    public synchronized void bytesMerged(long bytes) {
        bytesMerged += bytes;
    }

    @Override
    public void fileSizes(KeyPrefix partition, long[] before, long[] after) {
        String path = partition.path();
        add(listener -> listener.fileSizes(KeyPrefix.of(path), before, after));
    }

    @Override
    public void stageFinished(Stage stage, Duration duration) {
        add(listener -> listener.stageFinished(stage, duration));
    }

    @Override
    public void groupFinished(GroupResult result) {
        add(listener -> listener.groupFinished(result));
    }

    @Override
    public void sourceDeleted(DeleteResult.Outcome outcome) {
        add(listener -> listener.sourceDeleted(outcome));
    }

    @Override
    public void claimed(ClaimResult result) {
        add(listener -> listener.claimed(result));
    }

    @Override
    public void recovered(RecoveryAction action, int count) {
        add(listener -> listener.recovered(action, count));
    }

    private synchronized void add(ListenerEvent event) {
        events.add(event);
    }

    /** What has come since the last call, in order. */
    synchronized List<ListenerEvent> drain() {
        long bytes = bytesMerged;
        if (bytes > 0) {
            add(listener -> listener.bytesMerged(bytes));
        }
        List<ListenerEvent> drained = List.copyOf(events);
        events.clear();
        bytesMerged = 0;
        return drained;
    }
}
