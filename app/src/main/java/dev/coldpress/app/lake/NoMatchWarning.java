package dev.coldpress.app.lake;

import dev.coldpress.plan.Skip;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import java.time.Instant;
import java.util.function.Consumer;

/** Warns after each run of a daemon that could do nothing because the settings match nothing of the lake. */
public final class NoMatchWarning implements CompactionListener {

    private final Lake lake;
    private final Consumer<String> warn;
    private OutsideLayout outside = new OutsideLayout();

    /**
     * Warns of runs that matched nothing in a lake.
     *
     * @param warn takes one line
     */
    public NoMatchWarning(Lake lake, Consumer<String> warn) {
        this.lake = lake;
        this.warn = warn;
    }

    @Override
    public void runStarted(Instant at) {
        outside = new OutsideLayout();
    }

    @Override
    public void pathLeftAlone(String path, Skip why) {
        outside.pathLeftAlone(path, why);
    }

    @Override
    public void partitionFinished(PartitionReport report) {
        outside.partitionFinished(report);
    }

    @Override
    public void fileSizes(KeyPrefix partition, long[] before, long[] after) {
        outside.fileSizes(partition, before, after);
    }

    @Override
    public void runFinished(CompactionReport report) {
        outside.counted(report.partitionsLeftAlone().keySet());
        LayoutReport.ofNoMatch(lake, outside).warning().ifPresent(warn);
    }
}
