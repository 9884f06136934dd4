package dev.coldpress;

import dev.coldpress.dispatch.PartitionDispatch;
import dev.coldpress.dispatch.PartitionTask;
import dev.coldpress.dispatch.TaskResults;
import dev.coldpress.partition.LakeWalk;
import dev.coldpress.partition.PartitionPath;
import dev.coldpress.partition.Temperature;
import dev.coldpress.port.IdSource;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.Workers;
import dev.coldpress.port.hook.CompactionHook;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.record.DamagedRecordException;
import dev.coldpress.record.UnansweredException;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PartitionReport.Failure;
import dev.coldpress.report.PlanDepth;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.report.VerifiedPartition;
import dev.coldpress.run.HookCalls;
import dev.coldpress.run.LakePlanner;
import dev.coldpress.run.LakeRecords;
import dev.coldpress.run.LakeRun;
import dev.coldpress.run.LakeVerifier;
import dev.coldpress.run.PacedObjectStore;
import dev.coldpress.run.PartitionJob;
import dev.coldpress.run.PartitionWork;
import dev.coldpress.run.RunBudget;
import dev.coldpress.run.RunContext;
import dev.coldpress.run.RunPart;
import dev.coldpress.run.SafeListener;
import dev.coldpress.run.WriteGate;
import dev.coldpress.scan.ColdPartitions;
import dev.coldpress.scan.PartitionFilter;
import dev.coldpress.scan.Ports;
import dev.coldpress.scan.SharedResources;
import dev.coldpress.scan.StageTimer;
import dev.coldpress.settings.CompactionSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Merges the small files in the cold partitions of a lake. No row is lost or doubled, whatever crashes.
 *
 * <pre>{@code
 * try (ObjectStore store = LocalFileSystemStore.open(lake)) {
 *     Compactor compactor = Compactor.forLake(store, new ParquetJavaCodec())
 *             .settings(CompactionSettings.builder()
 *                     .layout(LakeLayout.parse("dt={yyyy-MM-dd}/hour={HH}/"))
 *                     .quietPeriod(Duration.ofMinutes(30))
 *                     .build())
 *             .build();
 *     CompactionReport report = compactor.compactAll();
 *     report.groups()
 *             .forEach(group -> System.out.println(group.sourceFiles() + " files became " + group.output()));
 * }
 * }</pre>
 *
 * <p>A compactor holds nothing that must be closed; the store belongs to the caller. Several processes may compact the
 * same lake at once. A single compactor runs one operation at a time, on threads that end with it; {@link #stop} may be
 * called from any thread.
 */
public final class Compactor {

    private final RunContext context;
    private final LakeWalk walk;
    private final PartitionFilter filter;
    private final Optional<PartitionDispatch> dispatch;
    private final AtomicBoolean isStopped = new AtomicBoolean();
    private @Nullable RunPart part;

    private Compactor(Builder builder) {
        Ports ports = builder.ports();
        CompactionSettings settings = builder.settings;
        this.walk = new LakeWalk(ports.store(), settings.layout(), settings.coldWindow(), settings.controlPrefix());
        this.dispatch = builder.dispatch;
        this.filter =
                new PartitionFilter(settings.include(), settings.exclude(), settings.shard(), settings.summaryFiles());
        LakeRecords records = LakeRecords.of(ports, settings, builder.name, builder.hasEnded);
        this.context = new RunContext(
                ports,
                settings,
                records,
                new WriteGate(ports, walk, records, settings.controlPrefix(), builder.probes),
                SharedResources.of(settings, settings.partitionsAtOnce().orElseGet(ports.store()::requestsAtOnce)),
                new HookCalls(builder.hook, ports, settings.controlPrefix()),
                new StageTimer(ports.clock(), builder.listener),
                isStopped::get);
    }

    /** A builder with the clock of this machine, random ids, real waiting and threads of the JVM, for production. */
    public static Builder forLake(ObjectStore store, ParquetCodec codec) {
        return builder(store, codec)
                .clock(Machine.clock())
                .ids(Machine.ids())
                .pause(Machine.pause())
                .workers(Machine.workers());
    }

    /** A builder without these, for tests and for applications that bring their own. */
    public static Builder builder(ObjectStore store, ParquetCodec codec) {
        return new Builder(store, codec);
    }

    /**
     * The partitions that a run would look at now: cold, within the look-back, and not excluded.
     *
     * @return lazily, in the order of the lake's listings
     * @throws StoreException from the iterator, if the store does not answer or cannot list a directory; in the latter
     *     case the iterator can go on behind that directory
     */
    public Iterable<PartitionPath> listPartitions() {
        return () -> new ColdPartitions(walk.entries(clock().instant()), filter, unreadable -> {
            throw unreadable.fault();
        });
    }

    /**
     * Plans what {@link #compactPartition} would do with a partition now. It changes nothing, and does not look above
     * the partition.
     *
     * @throws StoreException if the store does not answer
     * @throws DamagedRecordException if the partition's record cannot be understood
     * @throws UnfitStoreException if the records of the lake are kept in a way that this store does not allow
     */
    public PlannedPartition plan(PartitionPath path) {
        readMarker();
        return new LakePlanner(context, walk, filter, PlanDepth.FOOTERS).plan(path.prefix());
    }

    private void readMarker() {
        context.records().register().readFormat();
        context.records().marker().read();
    }

    /** The same as {@link #planAll(PlanDepth, Consumer)} with the footers. */
    public void planAll(Consumer<PlannedPartition> to) {
        planAll(PlanDepth.FOOTERS, to);
    }

    /**
     * Plans the whole lake, including partitions that are not cold. It changes nothing. The listener hears of paths
     * that are not in the layout.
     *
     * @param to is called by this thread, in the order of the lake
     * @throws StoreException if the lake cannot be listed; a fault in one partition is reported as the failure of that
     *     partition
     * @throws DamagedRecordException if it cannot be told how the records of this lake are kept
     * @throws UnfitStoreException as in {@link #plan}
     */
    public void planAll(PlanDepth depth, Consumer<PlannedPartition> to) {
        readMarker();
        new LakePlanner(context, walk, filter, depth).planAll(to);
    }

    /**
     * Compacts one partition. First it finishes what an earlier run left undone there. It also compacts a partition
     * that lies before the look-back or is excluded, but never a hot one. The caller must check that no table format
     * manages a directory above the partition, and that no summary file lies in one. Faults of the store and of files
     * are in the report and are not thrown.
     *
     * @throws UnfitStoreException if the store cannot keep rows safe
     */
    public PartitionReport compactPartition(PartitionPath path) {
        Temperature temperature = context.settings().coldWindow().temperature(path.window(), clock().instant());
        if (temperature == Temperature.HOT) {
            return PartitionReport.leftAlone(path.prefix(), PartitionFilter.skipOf(temperature));
        }
        try {
            context.records().register().begin();
            context.records().marker().read();
            context.gate().requireNoLakeAround(path.prefix());
        } catch (StoreException | DamagedRecordException | UnansweredException e) {
            return PartitionReport.failed(path.prefix(), new Failure(String.valueOf(e.getMessage()), e));
        }
        PartitionJob job = new PartitionJob(path.prefix(), List.of());
        return new PartitionWork(context)
                .compactAlone(job, new RunBudget(context.settings(), clock()))
                .report();
    }

    /**
     * Compacts every cold partition, several at once. A partition that fails is in the report, and the run goes on.
     * First it finishes unfinished work in partitions that it would not look at otherwise. At the end it removes what
     * crashed processes left behind.
     *
     * @throws StoreException if the lake cannot be listed; nothing was done then
     * @throws DamagedRecordException if it cannot be told how the records of this lake are kept; nothing was done then
     * @throws UnansweredException if the thread was interrupted while a single compactor waited at its start; nothing
     *     was done then
     * @throws UnfitStoreException if the store cannot keep rows safe
     */
    public CompactionReport compactAll() {
        return new LakeRun(context, walk, filter, new PartitionWork(context), dispatch).run();
    }

    /**
     * Compacts partitions of a run that another compactor leads, as its {@link PartitionDispatch} has them. May be
     * called by several threads at once, as long as no two of them have one partition. Limits of bytes, of partitions
     * and of time hold for all calls together, from the first one on. Faults of single partitions are in their reports.
     *
     * @param atOnce how many threads work on these tasks
     * @param stopRequested whether to begin no further partition; groups in progress are finished
     * @param results hears of each task that was begun, by these threads
     * @throws StoreException if the store does not answer; nothing was done then
     * @throws DamagedRecordException if it cannot be told how the records of the lake are kept; nothing was done then
     * @throws UnfitStoreException if the store cannot keep rows safe
     */
    public void compactTasks(
            List<PartitionTask> tasks, int atOnce, BooleanSupplier stopRequested, TaskResults results) {
        part().compact(tasks, atOnce, stopRequested, results);
    }

    private synchronized RunPart part() {
        RunPart begun = part;
        if (begun == null) {
            begun = RunPart.begin(context, new PartitionWork(context));
            part = begun;
        }
        return begun;
    }

    /** Begins no further group. {@link #compactAll} returns when the groups in progress are committed or given up. */
    public void stop() {
        isStopped.set(true);
    }

    /**
     * Reads every merged file of the lake whole, and looks for what no run can repair. It changes nothing.
     *
     * @param to is called for each partition that a run would look at, and for each with unfinished work
     * @throws StoreException if the lake cannot be listed; a fault in one partition is that partition's problem
     * @throws DamagedRecordException if it cannot be told how the records of this lake are kept
     */
    public void verifyAll(Consumer<VerifiedPartition> to) {
        context.records().register().readFormat();
        context.records().marker().readIdentity();
        new LakeVerifier(context, walk, filter).verifyAll(to);
    }

    InstantSource clock() {
        return context.ports().clock();
    }

    Pause pause() {
        return context.ports().pause();
    }

    /**
     * Collects what a compactor needs. For one thread. Clock, ids and pause have no default: the core takes none from
     * the machine.
     */
    public static final class Builder {

        private final ObjectStore store;
        private final ParquetCodec codec;
        private CompactionSettings settings = CompactionSettings.defaults();
        private @Nullable InstantSource clock;
        private @Nullable IdSource ids;
        private @Nullable Pause pause;
        private Workers workers = Workers.CALLER;
        private String name = "coldpress";
        private Predicate<String> hasEnded = writer -> false;
        private boolean probes = true;
        private CompactionListener listener = CompactionListener.NONE;
        private Optional<CompactionHook> hook = Optional.empty();
        private Optional<PartitionDispatch> dispatch = Optional.empty();

        private Builder(ObjectStore store, ParquetCodec codec) {
            this.store = store;
            this.codec = codec;
        }

        public Builder settings(CompactionSettings settings) {
            this.settings = settings;
            return this;
        }

        /** The time that decides whether a partition is cold, and that is written into records. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** The source of names of merged files and of nonces of records. No id may ever come twice. */
        public Builder ids(IdSource ids) {
            this.ids = ids;
            return this;
        }

        /** How the compactor waits before it asks the store again. */
        public Builder pause(Pause pause) {
            this.pause = pause;
            return this;
        }

        /** The threads that work on partitions at once; without them the calling thread does everything. */
        public Builder workers(Workers workers) {
            this.workers = workers;
            return this;
        }

        /**
         * The name with which this process signs its records, such as host and process id. People read it in reports,
         * and {@link #endedProcesses} gets it. Each compactor adds a random part, so two compactors with the same name
         * leave each other's work alone. A name alone does not show that an earlier process has ended: its work is
         * finished after {@code claimPatience}, or at once if {@link #endedProcesses} says so.
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /**
         * Says whether the process that gave a {@link #name} has certainly ended, so that its work is finished at once.
         * It must return false if it does not know, and for names that a running process may have: host and process id,
         * for example, repeat in containers. By default no process is known to have ended. A wrong answer costs the
         * work of merges, and no row.
         */
        public Builder endedProcesses(Predicate<String> hasEnded) {
            this.hasEnded = hasEnded;
            return this;
        }

        /**
         * Switches off the test, at the first write, that the store has the abilities which its adapter declares. For
         * stores that pass the contract suite, such as those of tests.
         */
        public Builder withoutProbe() {
            this.probes = false;
            return this;
        }

        public Builder listener(CompactionListener listener) {
            this.listener = new SafeListener(listener);
            return this;
        }

        /**
         * What has to follow each compaction of a partition. Unlike a {@link #listener} it is told at least once, also
         * after a crash: what it has to be told is noted in the store until it returns.
         */
        public Builder hook(CompactionHook hook) {
            this.hook = Optional.of(hook).filter(one -> one != CompactionHook.NONE);
            return this;
        }

        /**
         * Who compacts the partitions that {@link #compactAll} finds: compactors of other processes. Without it, this
         * compactor does. Unfinished work in partitions that the run would not look at is finished by this compactor
         * all the same.
         */
        public Builder dispatch(PartitionDispatch dispatch) {
            this.dispatch = Optional.of(dispatch);
            return this;
        }

        /**
         * A compactor that is ready to run.
         *
         * @throws IllegalStateException if the clock, the ids or the pause is missing
         * @throws UnfitStoreException if the store lacks an ability without which rows are not safe
         */
        public Compactor build() {
            return new Compactor(this);
        }

        private Ports ports() {
            InstantSource time = required("clock", clock);
            IdSource random = required("ids", ids);
            Pause wait = required("pause", pause);
            return new Ports(paced(time, wait), codec, time, random, wait, workers);
        }

        private ObjectStore paced(InstantSource time, Pause wait) {
            OptionalInt pace = settings.maxStoreRequestsPerSecond();
            return pace.isEmpty() ? store : new PacedObjectStore(store, pace.getAsInt(), time, wait);
        }

        private static <T> T required(String what, @Nullable T value) {
            if (value == null) {
                throw new IllegalStateException("Compactor.builder(...)." + what + "(...) was not called");
            }
            return value;
        }
    }
}
