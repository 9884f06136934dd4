package dev.coldpress.spark;

import dev.coldpress.app.EngineCommand;
import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.SettingSources;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.port.StoreException;
import dev.coldpress.record.DamagedRecordException;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** Compacts a lake on a Spark cluster, for jobs and notebooks. */
public final class SparkCompaction {

    private SparkCompaction() {}

    /** As {@link #run(JavaSparkContext, Map, CompactionListener)}, told to nobody. */
    public static CompactionReport run(JavaSparkContext spark, Map<String, String> settings) {
        return run(spark, settings, CompactionListener.NONE);
    }

    /**
     * Compacts every cold partition of a lake, once, as {@code coldpress run} does. Blocks until the run has ended. The
     * report has everything that tasks told which succeeded: what an executor compacted before it was lost is done, and
     * in no report.
     *
     * @param spark stays open
     * @param settings as on the command line, by names without the dashes: {@code root}, {@code layout}. Those that are
     *     not given have the defaults of the command; the environment is not looked at, and {@code enabled} neither
     * @param listener hears on the calling thread. What happens in a partition is told when its task has ended
     * @throws SettingsException if a setting is wrong, or a limit that executors cannot hold together
     * @throws StoreException if the lake cannot be listed
     * @throws DamagedRecordException if it cannot be told how the records of this lake are kept
     * @throws UnfitStoreException if the store cannot keep rows safe
     */
    public static CompactionReport run(
            JavaSparkContext spark, Map<String, String> settings, CompactionListener listener) {
        ChosenSettings chosen = SettingSources.read(settings, Map.of(), null);
        SparkEngine engine = new SparkEngine(() -> spark);
        try (Lake lake = new Lakes(EngineCommand.adapters(), Shell.ofProcess()).open(chosen)) {
            return engine.compactor(lake, chosen, listener).compactAll();
        } finally {
            engine.end();
        }
    }
}
