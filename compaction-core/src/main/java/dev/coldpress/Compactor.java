package dev.coldpress;

import dev.coldpress.commit.DamagedRecordException;
import dev.coldpress.commit.LakeMarker;
import dev.coldpress.commit.OpenNotes;
import dev.coldpress.commit.PartitionRecord.Memory;
import dev.coldpress.commit.Politeness;
import dev.coldpress.commit.RecordRegister;
import dev.coldpress.commit.RecordRegister.Held;
import dev.coldpress.commit.Stamps;
import dev.coldpress.commit.StoreProbe;
import dev.coldpress.commit.UnansweredException;
import dev.coldpress.commit.UnfitStoreException;
import dev.coldpress.partition.LakeEntry;
import dev.coldpress.partition.LakeWalk;
import dev.coldpress.partition.PartitionPath;
import dev.coldpress.partition.Temperature;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.IdSource;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.FailureText;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PartitionReport.Failure;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.report.VerifiedPartition;
import dev.coldpress.run.LakeRun;
import dev.coldpress.run.PacedObjectStore;
import dev.coldpress.run.PartitionJob;
import dev.coldpress.run.PartitionRun;
import dev.coldpress.run.PartitionVerifier;
import dev.coldpress.run.RunBudget;
import dev.coldpress.run.RunLog;
import dev.coldpress.run.SafeListener;
import dev.coldpress.run.StopSwitch;
import dev.coldpress.run.Toolbox;
import dev.coldpress.scan.ColdPartitions;
import dev.coldpress.scan.PartitionFilter;
import dev.coldpress.scan.PartitionScan;
import dev.coldpress.scan.PartitionScanner;
import dev.coldpress.scan.SourceSpool;
import dev.coldpress.scan.StageTimer;
import dev.coldpress.settings.CompactionSettings;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges the small files in the cold partitions of a lake, and loses and doubles no row, whatever crashes.
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
 * <p>A compactor holds nothing that must be closed; the store belongs to the caller. Several processes may compact the same
 * lake at once. A single compactor runs one operation at a time; {@link #stop} may be called from any thread.
 */
public final class Compactor {

    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

    private final Toolbox tools;
    private final LakeWalk walk;
    private final PartitionFilter filter;
    private final StopSwitch stopSwitch;
    private final boolean probes;
    private final Set<KeyPrefix> plainDirectories = new HashSet<>();
    private boolean isStoreFit;
    private @Nullable KeyPrefix atWork;
    private boolean mayHaveLakeInside;

    private Compactor(Builder builder) {
        this.stopSwitch = builder.stopSwitch;
        this.probes = builder.probes;
        this.tools = builder.tools(this::beforeFirstWrite);
        CompactionSettings settings = tools.settings();
        this.walk = new LakeWalk(tools.store(), settings.layout(), settings.coldWindow(), settings.controlPrefix());
        this.filter = new PartitionFilter(settings.include(), settings.exclude(), settings.summaryFiles());
    }

    /** A builder that has the clock, the ids and the waiting of this machine, as production needs them. */
    public static Builder forLake(ObjectStore store, ParquetCodec codec) {
        return builder(store, codec).clock(Machine.clock()).ids(Machine.ids()).pause(Machine.pause());
    }

    /** A builder that has none of the three: for tests, and for applications that bring their own. */
    public static Builder builder(ObjectStore store, ParquetCodec codec) {
        return new Builder(store, codec);
    }

    /**
     * The partitions that a run would look at now: cold, within the look-back, and not excluded.
     *
     * @return lazily, in the order of the lake's listings
     * @throws StoreException from the iterator, if the store does not answer, or does not list a directory; in the latter case
     *     the iterator can be asked for what comes after that directory
     */
    public Iterable<PartitionPath> listPartitions() {
        return () -> coldPartitions(unreadable -> {
            throw unreadable.fault();
        });
    }

    private ColdPartitions coldPartitions(Consumer<LakeEntry.Unreadable> unreadable) {
        return new ColdPartitions(walk.entries(tools.clock().instant()), filter, unreadable);
    }

    /**
     * What {@link #compactPartition} would do with a partition now. Changes nothing. It does not look above the partition
     * either.
     *
     * @throws StoreException if the store does not answer
     * @throws DamagedRecordException if the partition's record cannot be understood
     * @throws UnfitStoreException if the records of the lake are kept in a way that this store does not allow
     */
    public PlannedPartition plan(PartitionPath path) {
        tools.register().readFormat();
        tools.marker().read();
        return plan(path.prefix());
    }

    private PlannedPartition plan(KeyPrefix partition) {
        Memory memory = tools.register()
                .read(partition)
                .map(Held::record)
                .map(tools.marker()::memoryHere)
                .orElse(Memory.EMPTY);
        StageTimer untold = new StageTimer(tools.clock(), CompactionListener.NONE);
        SourceSpool none = new SourceSpool(tools.store(), 0);
        PartitionScan scan = new PartitionScanner(
                        tools.store(), none, tools.codec(), tools.settings(), untold, tools.marker(), partition)
                .scan(memory, tools.clock().instant());
        return new PlannedPartition(
                partition,
                scan.groups(),
                scan.filesLeftAlone(),
                scan.look().entriesLeftAlone(),
                scan.leftAlone(),
                Optional.empty());
    }

    /**
     * Plans the whole lake, also what is not cold yet. Changes nothing; what is not in the layout goes to the listener.
     *
     * @throws StoreException if the lake cannot be listed; a fault in one partition is that partition's failure
     * @throws DamagedRecordException if it cannot be told how the records of this lake are kept
     * @throws UnfitStoreException as in {@link #plan}
     */
    public void planAll(Consumer<PlannedPartition> to) {
        tools.register().readFormat();
        tools.marker().read();
        Iterator<LakeEntry> entries = walk.entries(tools.clock().instant());
        while (entries.hasNext()) {
            LakeEntry entry = entries.next();
            if (entry instanceof LakeEntry.NotInLayout stray) {
                tools.listener().pathLeftAlone(stray.path(), PartitionFilter.NOT_IN_LAYOUT);
            } else if (entry instanceof LakeEntry.Unlisted found) {
                tools.listener().pathLeftAlone(PartitionFilter.path(found), PartitionFilter.skipOf(found));
            } else if (entry instanceof LakeEntry.Pruned pruned) {
                to.accept(PlannedPartition.leftAlone(pruned.prefix(), PartitionFilter.skipOf(pruned.temperature())));
            } else if (entry instanceof LakeEntry.Managed managed) {
                to.accept(PlannedPartition.leftAlone(
                        managed.prefix(), new Skip(SkipReason.TABLE_FORMAT_MANAGED, "it has " + managed.mark())));
            } else if (entry instanceof LakeEntry.LakeInside inside) {
                tools.marker().requireNoLakeIn(inside.directory());
            } else if (entry instanceof LakeEntry.Unreadable unreadable) {
                to.accept(filter.planned(unreadable));
            } else if (entry instanceof LakeEntry.Partition found) {
                to.accept(planned(found));
            }
        }
    }

    private PlannedPartition planned(LakeEntry.Partition found) {
        KeyPrefix partition = found.path().prefix();
        Optional<Skip> skip = filter.skip(found);
        if (skip.isPresent()) {
            return PlannedPartition.leftAlone(partition, skip.get());
        }
        try {
            return plan(partition);
        } catch (StoreException | DamagedRecordException e) {
            return PlannedPartition.failed(partition, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Compacts one partition, after finishing what an earlier run may have left undone there; also one that lies before the
     * look-back or is excluded, but never a hot one. Whether a table format manages a directory above the partition, or a summary
     * file lies in one, is the caller's to know. It does not throw for what happens in the store or in the files: that is in the report.
     *
     * @throws UnfitStoreException if the store cannot keep rows safe
     */
    public PartitionReport compactPartition(PartitionPath path) {
        if (tools.settings()
                        .coldWindow()
                        .temperature(path.window(), tools.clock().instant())
                == Temperature.HOT) {
            return PartitionReport.leftAlone(path.prefix(), PartitionFilter.skipOf(Temperature.HOT));
        }
        try {
            tools.register().begin();
            tools.marker().read();
            requireNoLakeAround(path.prefix());
        } catch (StoreException | DamagedRecordException | UnansweredException e) {
            return PartitionReport.failed(path.prefix(), new Failure(String.valueOf(e.getMessage()), e));
        }
        return compact(new PartitionJob(path.prefix(), List.of()), new RunBudget(tools.settings(), tools.clock()));
    }

    /**
     * Compacts every cold partition, one after the other. A partition that fails is in the report, and the run goes on. First
     * it finishes what is under way in partitions that it does not look at otherwise, and at the end it clears away what
     * crashed processes left behind.
     *
     * @throws StoreException if the lake cannot be listed; nothing was done then
     * @throws DamagedRecordException if it cannot be told how the records of this lake are kept; nothing was done then
     * @throws UnansweredException if the thread was interrupted while a single compactor waited at its start; nothing was
     *     done then
     * @throws UnfitStoreException if the store cannot keep rows safe
     */
    public CompactionReport compactAll() {
        return new LakeRun(tools, walk, filter).run(this::compact, this::settle);
    }

    /** Looks into each directory above a partition once, for the walk of a whole run does not come by. */
    private void requireNoLakeAround(KeyPrefix partition) {
        for (KeyPrefix directory : partition.above()) {
            if (!plainDirectories.contains(directory)) {
                tools.marker().requireNoLakeIn(directory);
                // Only what begins after this lake has its marker finds that in its way.
                if (!tools.marker().identity().isEmpty()) {
                    plainDirectories.add(directory);
                }
            }
        }
    }

    /** Only when a compactor is about to write, once in each run: a run on a lake at rest makes no write. */
    private void beforeFirstWrite() {
        requireFitStore();
        // Whoever began a lake inside this one a moment ago may have looked for this one's marker in vain.
        mayHaveLakeInside |= tools.marker().settle(tools.ids());
        if (mayHaveLakeInside) {
            mayHaveLakeInside = !requireNoLakeInside();
        }
    }

    /**
     * Looks for lakes that were begun inside this one.
     *
     * @return whether it looked into every directory
     * @throws StoreException if the partition at hand lies below a directory that does not answer
     */
    private boolean requireNoLakeInside() {
        boolean isWhole = true;
        Iterator<LakeEntry> entries = walk.entries(tools.clock().instant());
        while (entries.hasNext()) {
            LakeEntry entry = entries.next();
            if (entry instanceof LakeEntry.LakeInside inside) {
                tools.marker().requireNoLakeIn(inside.directory());
            }
            if (entry instanceof LakeEntry.Unreadable unreadable
                    && unreadable.fault().kind() != StoreException.Kind.DENIED) {
                // Where this compactor may not look it cannot compact either; any other fault may be over with the next
                // look. Until then nothing is written below.
                if (atWork != null && unreadable.prefix().contains(atWork)) {
                    throw unreadable.fault();
                }
                isWhole = false;
            }
        }
        return isWhole;
    }

    /** Once for each compactor. */
    private void requireFitStore() {
        if (isStoreFit || !probes) {
            return;
        }
        StoreProbe.run(tools.store(), tools.settings().controlPrefix(), tools.ids());
        StoreCapabilities capabilities = tools.store().capabilities();
        if (!capabilities.deleteIfVersion()) {
            LOG.warn(
                    "The store cannot delete on a condition: a source that a writer overwrites in the moment before its"
                            + " delete is lost. Make sure that writers never write a key twice.");
        }
        isStoreFit = true;
    }

    /** No group is begun after this; {@link #compactAll} returns once what is under way is committed or given up. */
    public void stop() {
        stopSwitch.turnOn();
    }

    /**
     * Reads every merged file of the lake as a whole, and looks for what no run can repair. Changes nothing.
     *
     * @param to is told of each partition that a run would look at, and of each in which something is unfinished
     * @throws StoreException if the lake cannot be listed; a fault in one partition is that partition's problem
     * @throws DamagedRecordException if it cannot be told how the records of this lake are kept
     */
    public void verifyAll(Consumer<VerifiedPartition> to) {
        tools.register().readFormat();
        tools.marker().readIdentity();
        Set<KeyPrefix> open = tools.notes().partitions();
        Iterator<PartitionPath> paths = coldPartitions(
                found -> to.accept(VerifiedPartition.failed(found.prefix(), PartitionFilter.failure(found))));
        while (paths.hasNext()) {
            KeyPrefix partition = paths.next().prefix();
            open.remove(partition);
            to.accept(new PartitionVerifier(tools, partition).verify());
        }
        for (KeyPrefix partition : open) {
            VerifiedPartition verified = new PartitionVerifier(tools, partition).verify();
            if (verified.unfinished().isPresent() || !verified.isWell()) {
                to.accept(verified);
            }
        }
    }

    InstantSource clock() {
        return tools.clock();
    }

    Pause pause() {
        return tools.pause();
    }

    private PartitionReport compact(PartitionJob job, RunBudget budget) {
        atWork = job.partition();
        return contained(job.partition(), () -> new PartitionRun(tools, budget, job).run());
    }

    private PartitionReport settle(PartitionJob job, RunBudget budget) {
        atWork = job.partition();
        return contained(job.partition(), () -> new PartitionRun(tools, budget, job).settle());
    }

    private static PartitionReport contained(KeyPrefix partition, Supplier<PartitionReport> work) {
        try {
            PartitionReport report = work.get();
            RunLog.partition(report);
            return report;
        } catch (UnfitStoreException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            // A bug, too little memory, or a native library that cannot be loaded: it may concern this partition alone.
            // Whatever it left half done is on record, and the next run resolves it.
            LOG.error("The compaction of {} failed unexpectedly", partition, e);
            Failure failure = new Failure(FailureText.of("the compaction of " + partition, e), e);
            return PartitionReport.failed(partition, failure);
        }
    }

    /** For one thread. The clock, the ids and the pause have no default: the core takes none of them from the machine. */
    public static final class Builder {

        private final ObjectStore store;
        private final ParquetCodec codec;
        private final StopSwitch stopSwitch = new StopSwitch();
        private CompactionSettings settings = CompactionSettings.defaults();
        private @Nullable InstantSource clock;
        private @Nullable IdSource ids;
        private @Nullable Pause pause;
        private String name = "coldpress";
        private Predicate<String> hasEnded = writer -> false;
        private boolean probes = true;
        private CompactionListener listener = CompactionListener.NONE;

        private Builder(ObjectStore store, ParquetCodec codec) {
            this.store = store;
            this.codec = codec;
        }

        public Builder settings(CompactionSettings settings) {
            this.settings = settings;
            return this;
        }

        /** By what time a partition is cold, and when something was written. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Where names of merged files and nonces of records come from; no id may ever come twice. */
        public Builder ids(IdSource ids) {
            this.ids = ids;
            return this;
        }

        /** How the compactor waits before it asks a store again. */
        public Builder pause(Pause pause) {
            this.pause = pause;
            return this;
        }

        /**
         * By what this process signs its records, such as host and process id: for people who read a report, and for {@link
         * #endedWriters}. Each compactor adds a random part of its own, so two that were given one name leave each other's
         * work alone. A name alone does not tell that an earlier process is over: what a process of the same name left behind
         * is finished once {@code claimPatience} is over, or at once if {@link #endedWriters} says so.
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /**
         * Tells of a process, by the name that it gave to {@link #name}, whether it has ended for certain, so that what it
         * left behind is finished without patience. Has to say no where it cannot know, and of names that a process that is
         * alive may have: host and process id, for example, repeat in containers. Without this, nobody is known to have
         * ended. A wrong yes costs the work of merges, and no row.
         */
        public Builder endedWriters(Predicate<String> hasEnded) {
            this.hasEnded = hasEnded;
            return this;
        }

        /**
         * Does not try at the first write whether the store has the abilities that its adapter declares. For stores that
         * are proved by the contract suite, such as those of tests.
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
         * A compactor that is ready to run.
         *
         * @throws IllegalStateException if the clock, the ids or the pause is missing
         * @throws UnfitStoreException if the store lacks an ability without which rows are not safe
         */
        public Compactor build() {
            return new Compactor(this);
        }

        private Toolbox tools(Runnable beforeFirstWrite) {
            InstantSource time = required("clock", clock);
            IdSource random = required("ids", ids);
            Pause wait = required("pause", pause);
            ObjectStore store = paced(time, wait);
            String signature = Politeness.signature(name, random.next());
            LakeMarker marker = new LakeMarker(store, settings.controlPrefix());
            return new Toolbox(
                    store,
                    codec,
                    settings,
                    time,
                    random,
                    wait,
                    new RecordRegister(store, settings.controlPrefix(), wait, settings.singleCompactor()),
                    marker,
                    new OpenNotes(store, settings.controlPrefix()),
                    new Stamps(random, time, signature, marker::identity),
                    new Politeness(settings.claimPatience(), signature, hasEnded),
                    beforeFirstWrite,
                    listener,
                    new StageTimer(time, listener),
                    stopSwitch::isOn);
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
