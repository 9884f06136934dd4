package dev.coldpress.simulator.world;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.partition.PartitionPath;
import dev.coldpress.plan.Rewrite;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.simulator.step.CallFault;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who takes part in a history, on what, and what may go wrong.
 *
 * @param family what the world is about, for reports
 * @param pageSize objects in a page of a listing, 2 to 1,000
 * @param clockAhead how far the compactors' clocks are ahead of the store's, so that its objects look cold
 * @param budget how often something may go wrong
 * @param faults what may go wrong
 */
public record World(
        String family,
        StoreVariant store,
        int pageSize,
        Duration clockAhead,
        List<InitialFile> files,
        List<CompactorSpec> compactors,
        List<BystanderSpec> bystanders,
        FaultBudget budget,
        Set<CallFault> faults) {

    static final LakeLayout LAYOUT = LakeLayout.parse("dt={yyyy-MM-dd}/");

    /** The partition in which most happens. */
    public static final KeyPrefix PREFIX = KeyPrefix.of("dt=2026-01-15/");

    /** Another one, which a compactor works on at the same time. */
    static final KeyPrefix OTHER_PREFIX = KeyPrefix.of("dt=2026-01-14/");

    /** Objects are long quiet, so that every small file is worth merging. */
    public static final Duration LONG_QUIET = Duration.ofDays(2);

    /** Objects are young. */
    static final Duration YOUNG = Duration.ZERO;

    public World {
        files = List.copyOf(files);
        compactors = List.copyOf(compactors);
        bystanders = List.copyOf(bystanders);
        faults = Set.copyOf(faults);
    }

    /**
     * A file that is there from the beginning.
     *
     * @param type files of different types are never merged with each other
     * @param poisoned looks well until it is merged
     */
    public record InitialFile(KeyPrefix partition, String name, int rowCount, PhysicalType type, boolean poisoned) {

        /** One in the partition in which most happens. */
        public InitialFile(String name, int rowCount, PhysicalType type, boolean poisoned) {
            this(PREFIX, name, rowCount, type, poisoned);
        }

        public ObjectKey key() {
            return partition.key(name);
        }
    }

    /** Where files are from the beginning. */
    public Set<KeyPrefix> partitions() {
        Set<KeyPrefix> partitions = new TreeSet<>(Set.of(PREFIX));
        files.forEach(file -> partitions.add(file.partition()));
        return partitions;
    }

    /**
     * A process that compacts.
     *
     * @param runs how often it runs in each life, 1 or more
     * @param restarts how often it is started again after a crash
     * @param wholeLake runs {@code compactAll}, else {@code compactPartition}
     * @param clockSkew of this process
     * @param patience how long it leaves the record of another compactor alone; zero for not at all, and no renewals
     * @param targetBytes different ones make plans that overlap; with {@link #LARGE_TARGET} all files of one type make
     *     one group, and outputs are merged again with later files
     * @param spools keeps what it read to plan until it merges, instead of reading it again
     * @param sharesName goes by the same name as others, as two containers of one image may
     * @param fence by which records it works
     * @param partitionsAtOnce by so many threads, if it runs on the whole lake
     * @param rewrites wants another codec than the first files have, and writes large ones again, of which a few rows
     *     make one
     */
    public record CompactorSpec(
            int runs,
            int restarts,
            boolean wholeLake,
            Duration clockSkew,
            Duration patience,
            int targetBytes,
            boolean spools,
            boolean sharesName,
            Fence fence,
            int partitionsAtOnce,
            boolean rewrites) {

        /** Where files are written again, those of several rows are large, and some of one row as well. */
        private static final int LARGE_FILE_BYTES = 100;

        static final int LARGE_TARGET = 65_536;
        public static final int SMALL_TARGET = 1024;

        public static final CompactorSpec ONCE = new CompactorSpec(
                1, 0, false, Duration.ZERO, Duration.ZERO, LARGE_TARGET, false, false, Fence.USUAL, 1, false);

        public CompactionSettings settings() {
            CompactionSettings.Builder settings = CompactionSettings.builder()
                    .layout(fence.layout())
                    .controlPrefix(fence.controlPrefix())
                    .targetFileSizeBytes(targetBytes)
                    .quietPeriod(Duration.ZERO)
                    .claimPatience(patience)
                    .spoolBytes(spools ? 1 << 20 : 0)
                    // The world decides who is next; threads of their own would not wait for that.
                    .parallelism(1)
                    .partitionsAtOnce(partitionsAtOnce);
            if (rewrites) {
                settings.compression(Compression.ZSTD)
                        .rewrite(Set.of(Rewrite.CODEC))
                        .smallFileRatio((double) LARGE_FILE_BYTES / targetBytes);
            }
            return settings.build();
        }

        public CompactorSpec withRuns(int newRuns) {
            return new CompactorSpec(
                    newRuns,
                    restarts,
                    wholeLake,
                    clockSkew,
                    patience,
                    targetBytes,
                    spools,
                    sharesName,
                    fence,
                    partitionsAtOnce,
                    rewrites);
        }

        public CompactorSpec withRestarts(int newRestarts) {
            return new CompactorSpec(
                    runs,
                    newRestarts,
                    wholeLake,
                    clockSkew,
                    patience,
                    targetBytes,
                    spools,
                    sharesName,
                    fence,
                    partitionsAtOnce,
                    rewrites);
        }

        public CompactorSpec withTargetBytes(int newTargetBytes) {
            return new CompactorSpec(
                    runs,
                    restarts,
                    wholeLake,
                    clockSkew,
                    patience,
                    newTargetBytes,
                    spools,
                    sharesName,
                    fence,
                    partitionsAtOnce,
                    rewrites);
        }

        public CompactorSpec withFence(Fence newFence) {
            return new CompactorSpec(
                    runs,
                    restarts,
                    wholeLake,
                    clockSkew,
                    patience,
                    targetBytes,
                    spools,
                    sharesName,
                    newFence,
                    partitionsAtOnce,
                    rewrites);
        }
    }

    /** Whose records a compactor works by. Two of them round one lake are what it has to refuse. */
    public enum Fence {
        USUAL,
        /** The same root, and records at another place. */
        OTHER_CONTROL_PREFIX,
        /** A root one directory above, with records of its own there. */
        ROOT_ABOVE;

        /** The lake, seen from a root above it. */
        public static final String BELOW = "lake/";

        LakeLayout layout() {
            return this == ROOT_ABOVE ? LAYOUT.below(KeyPrefix.of(BELOW)) : LAYOUT;
        }

        KeyPrefix controlPrefix() {
            return KeyPrefix.of(this == OTHER_CONTROL_PREFIX ? "_records/" : "_compaction/");
        }

        /** A partition of the lake as this compactor sees it. */
        public PartitionPath partition(KeyPrefix inLake) {
            KeyPrefix prefix = this == ROOT_ABOVE ? KeyPrefix.of(BELOW + inLake.path()) : inLake;
            return layout().match(prefix).orElseThrow();
        }
    }

    /**
     * Somebody who works on the lake without knowing of compactors; each deed is one or more steps.
     *
     * @param pick which of the objects that suit a deed, counted round
     */
    public record BystanderSpec(String name, int pick, List<Deed> deeds) {

        public BystanderSpec {
            deeds = List.copyOf(deeds);
        }
    }

    /** What a bystander does. A deed that needs an object waits until there is one. */
    public enum Deed {
        /** A writer adds a file under a fresh key. */
        ADD_FILE,
        DELETE_SOURCE,
        DELETE_OUTPUT,
        /** The one with the most rows. */
        DELETE_LARGEST_OUTPUT,
        /** A user lists all and deletes one after the other. */
        DELETE_PARTITION,
        OVERWRITE_WITH_OTHER_ROWS,
        OVERWRITE_WITH_SAME_BYTES,
        /** A writer writes what a user deleted again: same key, same bytes. */
        RECREATE_WITH_SAME_BYTES,
        /** Somebody deletes the record, which the protocol forbids: only for the scenario that shows why. */
        DELETE_RECORD,
        /** A reader lists page by page; what was live all the time must be on a page. */
        READ_LISTING,
        /** A sink writes a file again that it has written before, whatever became of it: same key, same bytes. */
        REDELIVER,
        /** A sink writes another file under a key that it has written before. */
        REDELIVER_WITH_OTHER_ROWS,
        /** Somebody puts a data file back that was there once, an output or another, from a backup. */
        RESTORE_FILE,
        /** A data file gets another version, and nothing else. */
        CHANGE_VERSION,
        /** The same for an object below the control prefix: the marker, a record, or another. */
        CHANGE_VERSION_OF_CONTROL,
        /** Data files are not there for a while, at the versions that they have. */
        UNMOUNT,
        MOUNT,
        /** All objects are copied at one instant, and history goes on with the copy. */
        COPY_LAKE,
        /**
         * Objects are copied one by one, in any order, while the original goes on; then history goes on with the copy.
         */
        COPY_LAKE_BY_OBJECTS,
        /** Remembers what lies below the control prefix. */
        BACK_UP_CONTROL,
        /** Puts that back, between runs. */
        RESTORE_CONTROL,
        /** Puts the records alone back, between runs. */
        RESTORE_RECORDS,
        DELETE_CONTROL
    }

    /**
     * How often something may go wrong in a history.
     *
     * @param crashes in all
     * @param inFlight requests at one time
     * @param others in all; these are lost and doubled requests and the like
     */
    public record FaultBudget(int crashes, int inFlight, int others) {

        public static final FaultBudget NONE = new FaultBudget(0, 0, 0);
    }

    /** Of all compactors; one that has none. */
    public Set<Fence> fences() {
        Set<Fence> fences = EnumSet.noneOf(Fence.class);
        compactors.forEach(compactor -> fences.add(compactor.fence()));
        return fences.isEmpty() ? EnumSet.of(Fence.USUAL) : fences;
    }

    /** Whether compactors with different records have to refuse; else what they do is what is to be repaired. */
    public boolean isRefusalAsked() {
        return family.equals(Family.TWO_FENCES.toString());
    }

    public World withFiles(List<InitialFile> newFiles) {
        return new World(family, store, pageSize, clockAhead, newFiles, compactors, bystanders, budget, faults);
    }

    public World withCompactors(List<CompactorSpec> newCompactors) {
        return new World(family, store, pageSize, clockAhead, files, newCompactors, bystanders, budget, faults);
    }

    public World withBystanders(List<BystanderSpec> newBystanders) {
        return new World(family, store, pageSize, clockAhead, files, compactors, newBystanders, budget, faults);
    }

    public World withStore(StoreVariant newStore) {
        return new World(family, newStore, pageSize, clockAhead, files, compactors, bystanders, budget, faults);
    }
}
