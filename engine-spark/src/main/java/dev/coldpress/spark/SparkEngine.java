package dev.coldpress.spark;

import dev.coldpress.Compactor;
import dev.coldpress.ThreadWorkers;
import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.run.RunEngine;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.EffectiveSetting;
import dev.coldpress.app.settings.Settings;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.report.CompactionListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs of the command on a Spark cluster. */
final class SparkEngine implements RunEngine {

    private static final Logger LOG = LoggerFactory.getLogger(SparkEngine.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Supplier<JavaSparkContext> spark;
    private final String run = UUID.randomUUID().toString();

    /**
     * An engine for one run.
     *
     * @param spark is asked once the settings are known to be right, so that a mistake in them costs no cluster
     */
    SparkEngine(Supplier<JavaSparkContext> spark) {
        this.spark = spark;
    }

    @Override
    public Compactor compactor(Lake lake, ChosenSettings settings, CompactionListener listener) {
        refuse(settings);
        SparkPass pass = new SparkPass(start(), run, forExecutors(lake, settings), end(lake), listener);
        SparkDispatch dispatch = new SparkDispatch(
                pass,
                new PartitionSizes(lake.store(), new ThreadWorkers())::of,
                SparkEngine::waitFor,
                lake.settings().claimPatience());
        return lake.builder(listener).dispatch(dispatch).build();
    }

    /** Far away if the settings name none. */
    private static Instant end(Lake lake) {
        return lake.settings().maxTimePerRun().map(lake.clock().instant()::plus).orElse(Instant.MAX);
    }

    /** Closes what is open in this JVM, where executors are threads of it. */
    void end() {
        ExecutorLake.endRun(run);
    }

    /** @throws SettingsException for what several processes cannot hold to */
    private static void refuse(ChosenSettings settings) {
        List<String> problems = new ArrayList<>();
        if (settings.value(Settings.MAX_BYTES_PER_RUN).isPresent()) {
            problems.add(noLimit(Settings.MAX_BYTES_PER_RUN.key()));
        }
        if (settings.value(Settings.MAX_PARTITIONS_PER_RUN).isPresent()) {
            problems.add(noLimit(Settings.MAX_PARTITIONS_PER_RUN.key()));
        }
        if (settings.value(Settings.SINGLE_COMPACTOR).isPresent()) {
            problems.add(Settings.SINGLE_COMPACTOR.key()
                    + ": each executor is a compactor, so there is more than one, and on"
                    + " a store without conditional writes rows would be lost. Use coldpress run. Nothing was done.");
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private static String noLimit(String key) {
        return key
                + ": executors cannot count together, so no limit of all of them would hold. Take max-time-per-run, include"
                + " or lookback instead. Nothing was done.";
    }

    private JavaSparkContext start() {
        try {
            return spark.get();
        } catch (Exception e) {
            // Scala's exceptions are checked ones, and no signature of Spark's names them.
            LOG.debug("Spark did not start", e);
            throw new SettingsException(List.of("Spark did not start: " + e.getMessage()
                    + ". Start the command with spark-submit, and look at what it was given. Nothing was done."));
        }
    }

    /** What was given, in words that mean the same on every machine. */
    private static Map<String, String> forExecutors(Lake lake, ChosenSettings settings) {
        Map<String, String> texts = new HashMap<>();
        for (EffectiveSetting given : settings.givenOnes()) {
            texts.put(given.key(), given.text());
        }
        // The end of the run is one for all executors, however late each of them begins.
        texts.remove(Settings.MAX_TIME_PER_RUN.key());
        texts.put(Settings.ROOT.key(), lake.root().toString());
        settings.given(Settings.CONTROL_ROOT)
                .ifPresent(root -> texts.put(Settings.CONTROL_ROOT.key(), root.toString()));
        texts.put(Settings.LAYOUT.key(), layout(lake.settings().layout()));
        return texts;
    }

    /** Without the directory that it was put below, which executors put it below as well. */
    private static String layout(LakeLayout layout) {
        String template = layout.toString().substring(layout.base().path().length());
        return template.isEmpty() ? LakeLayout.FLAT_TEMPLATE : template;
    }

    private static void waitFor(Duration time, BooleanSupplier stopRequested) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !stopRequested.getAsBoolean()) {
            try {
                Thread.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
