package dev.coldpress.spark;

import dev.coldpress.dispatch.TaskResult;
import dev.coldpress.dispatch.TaskResults;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PartitionReport.Failure;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job of Spark: some partitions of a run, and their reports as tasks end. For one thread of the driver. */
final class SparkPass implements SparkDispatch.Pass {

    private static final Logger LOG = LoggerFactory.getLogger(SparkPass.class);
    private static final long LOOK_MILLIS = 500;
    private static final String DESCRIPTION = "spark.job.description";

    private final JavaSparkContext spark;
    private final String run;
    private final Map<String, String> settings;
    private final Instant end;
    private final CompactionListener listener;

    /**
     * Jobs of one run.
     *
     * @param run the id of this run, and of no other
     * @param settings for executors: texts by key
     * @param end when no further partition is begun
     * @param listener hears what executors tell besides reports
     */
    SparkPass(
            JavaSparkContext spark,
            String run,
            Map<String, String> settings,
            Instant end,
            CompactionListener listener) {
        this.spark = spark;
        this.run = run;
        this.settings = settings;
        this.end = end;
        this.listener = listener;
    }

    /**
     * {@inheritDoc}
     *
     * <p>What is at work when a stop is requested is given up: it ends after the group in hand, or with the driver, and
     * nothing is heard of it.
     *
     * @throws UnfitStoreException if an executor finds that the lake cannot be compacted safely
     */
    @Override
    public void run(List<TaskRow> rows, long[] sizes, BooleanSupplier stopRequested, TaskResults results) {
        List<List<TaskRow>> batches = TaskBatches.of(rows, sizes, slots());
        CollectionAccumulator<ResultRow> done = spark.sc().collectionAccumulator();
        Told told = new Told(done, results);
        String before = spark.getLocalProperty(DESCRIPTION);
        spark.setLocalProperty(DESCRIPTION, "Coldpress: compact " + rows.size() + " partitions, the largest first");
        JavaFutureAction<Void> job;
        try {
            job = spark.parallelize(batches.stream().map(TaskRow::text).toList(), batches.size())
                    .foreachPartitionAsync(new ExecutorWork(run, settings, end, done));
        } finally {
            spark.setLocalProperty(DESCRIPTION, before);
        }
        try {
            await(job, told, stopRequested);
            told.next();
        } catch (ExecutionException e) {
            told.next();
            failed(rows, told, e, results);
        } finally {
            job.cancel(true);
        }
    }

    /** How many tasks the cluster does at once, also while some of its executors have not come yet. */
    private int slots() {
        SparkConf conf = spark.getConf();
        int asked = conf.getInt("spark.executor.instances", 0) * conf.getInt("spark.executor.cores", 1);
        return Math.max(1, Math.max(asked, spark.defaultParallelism()) / conf.getInt("spark.task.cpus", 1));
    }

    private static void await(JavaFutureAction<Void> job, Told told, BooleanSupplier stopRequested)
            throws ExecutionException {
        while (!stopRequested.getAsBoolean()) {
            told.next();
            try {
                job.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                // Still at work.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void failed(List<TaskRow> rows, Told told, ExecutionException e, TaskResults results) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        LOG.error("Spark gave up the job", cause);
        String why = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        for (TaskRow row : rows) {
            if (!told.places.get(row.place())) {
                Failure failure = new Failure("no executor finished it: " + why, cause);
                PartitionReport report = PartitionReport.failed(row.task().partition(), failure);
                results.finished(row.place(), TaskResult.of(report));
            }
        }
    }

    /** Tells what has come from tasks that have ended. Of two attempts of one task Spark takes the first alone. */
    private final class Told {

        private final CollectionAccumulator<ResultRow> done;
        private final TaskResults results;
        private final BitSet places = new BitSet();
        private int told;

        Told(CollectionAccumulator<ResultRow> done, TaskResults results) {
            this.done = done;
            this.results = results;
        }

        void next() {
            List<ResultRow> all = done.value();
            for (ResultRow row : all.subList(told, all.size())) {
                tell(row);
            }
            told = all.size();
        }

        private void tell(ResultRow row) {
            if (row.unfit() != null) {
                throw new UnfitStoreException(row.unfit());
            }
            row.events().forEach(this::tell);
            row.result().filter(result -> !places.get(row.place())).ifPresent(result -> {
                places.set(row.place());
                results.finished(row.place(), result);
            });
        }

        private void tell(ListenerEvent event) {
            try {
                event.tell(listener);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed; the run goes on", e);
            }
        }
    }
}
