package dev.coldpress.simulator.world;

import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.world.World.BystanderSpec;
import dev.coldpress.simulator.world.World.CompactorSpec;
import dev.coldpress.simulator.world.World.Deed;
import dev.coldpress.simulator.world.World.FaultBudget;
import dev.coldpress.simulator.world.World.Fence;
import dev.coldpress.simulator.world.World.InitialFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws worlds. The families follow the table of explored worlds in the commit protocol. */
public final class Worlds {

    private static final Family[] FAMILIES = Family.values();

    private final SplittableRandom random;
    private final Family family;
    private final List<BystanderSpec> bystanders = new ArrayList<>();
    private final Fence otherFence;
    private final boolean severalAtOnce;
    private final boolean rewrites;

    private Worlds(SplittableRandom random, Family family) {
        this.random = random;
        this.family = family;
        this.otherFence = random.nextBoolean() ? Fence.OTHER_CONTROL_PREFIX : Fence.ROOT_ABOVE;
        this.rewrites = is(Family.REWRITES);
        this.severalAtOnce = family == Family.SIDE_BY_SIDE || chance(5);
    }

    /** A world of any family. */
    public static World draw(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Worlds(random, FAMILIES[random.nextInt(FAMILIES.length)]).world();
    }

    /** A world of one of the families. */
    public static World draw(long seed, List<Family> families) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Worlds(random, families.get(random.nextInt(families.size()))).world();
    }

    private boolean is(Family one) {
        return family == one || ((family == Family.EVERYTHING || family == Family.ANYTHING) && chance(3));
    }

    /** For what seldom happens to a lake. */
    private boolean isOrSeldom(Family one) {
        return family == one || (family == Family.ANYTHING && chance(6));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private World world() {
        bystanders();
        upheavals();
        boolean young = family == Family.YOUNG_FILES;
        FaultBudget budget = new FaultBudget(random.nextInt(4), random.nextInt(4), random.nextInt(6));
        return new World(
                family.toString(),
                store(),
                is(Family.SEVERAL_PAGES) ? 2 + random.nextInt(4) : 1000,
                young ? World.YOUNG : World.LONG_QUIET,
                files(),
                compactors(),
                bystanders,
                budget,
                faults());
    }

    private StoreVariant store() {
        if (family == Family.S3_VERSIONS) {
            return StoreVariant.S3_TRIPLE;
        }
        if (family == Family.SLOW_PUBLISH) {
            return StoreVariant.SLOW_PUBLISH;
        }
        if (family == Family.REUSABLE_TOKENS) {
            return StoreVariant.REUSABLE_TOKENS;
        }
        if (family == Family.RECORD_LOG) {
            return StoreVariant.CREATES_ONLY;
        }
        List<StoreVariant> all = List.of(
                StoreVariant.GENERATIONS,
                StoreVariant.GENERATIONS,
                StoreVariant.CREATES_ONLY,
                StoreVariant.S3_TRIPLE,
                StoreVariant.SLOW_PUBLISH,
                StoreVariant.REUSABLE_TOKENS);
        return all.get(random.nextInt(all.size()));
    }

    private List<InitialFile> files() {
        List<InitialFile> files = new ArrayList<>();
        int count = 2 + random.nextInt(is(Family.OVERLAPPING_PLANS) || is(Family.SEVERAL_PAGES) ? 5 : 3);
        boolean twoTypes = is(Family.TWO_GROUPS) || (is(Family.SEVERAL_PAGES) && chance(2));
        for (int i = 0; i < count + (twoTypes ? 1 : 0); i++) {
            PhysicalType type = twoTypes && i % 2 == 1 ? PhysicalType.INT64 : PhysicalType.BYTE_ARRAY;
            boolean poisoned = i == 1 && is(Family.POISONED_FILES);
            int rows = family == Family.OVERLAPPING_PLANS || (rewrites && chance(2)) ? 4 : 1;
            files.add(new InitialFile("part-" + i + ".parquet", rows, type, poisoned));
        }
        for (int i = 0; severalAtOnce && i < 2 + random.nextInt(2); i++) {
            files.add(
                    new InitialFile(World.OTHER_PREFIX, "other-" + i + ".parquet", 1, PhysicalType.BYTE_ARRAY, false));
        }
        return files;
    }

    private List<CompactorSpec> compactors() {
        List<CompactorSpec> specs = new ArrayList<>();
        int count = 2 + random.nextInt(2);
        boolean overlapping = is(Family.OVERLAPPING_PLANS);
        Duration patience = is(Family.RENEWALS) || family == Family.EQUAL_NAMES ? Duration.ofMinutes(2) : Duration.ZERO;
        for (int i = 0; i < count; i++) {
            Duration skew = Duration.ofMinutes(chance(3) ? random.nextInt(600) - 300 : 0);
            int target = overlapping && i > 0 ? CompactorSpec.SMALL_TARGET : CompactorSpec.LARGE_TARGET;
            int runs = 1 + random.nextInt(3);
            int restarts = random.nextInt(3);
            // Every other one spools.
            specs.add(new CompactorSpec(
                    runs,
                    restarts,
                    severalAtOnce || is(Family.WHOLE_LAKE),
                    skew,
                    patience,
                    target,
                    i % 2 == 1,
                    isOrSeldom(Family.EQUAL_NAMES),
                    fence(i),
                    severalAtOnce ? 2 : 1,
                    rewrites && !(i > 0 && chance(4))));
        }
        return specs;
    }

    private Fence fence(int compactor) {
        boolean several = family == Family.TWO_FENCES || family == Family.OVERLAPPING_FENCES;
        return several && compactor > 0 && (compactor == 1 || chance(2)) ? otherFence : Fence.USUAL;
    }

    private void bystanders() {
        if (is(Family.LATE_FILES) || chance(3)) {
            add("writer", Deed.ADD_FILE, Deed.ADD_FILE);
        }
        if (is(Family.USER_DELETES_AN_OBJECT)) {
            add("user", chance(2) ? Deed.DELETE_SOURCE : Deed.DELETE_OUTPUT);
            if (chance(2)) {
                add("user-2", chance(2) ? Deed.DELETE_SOURCE : Deed.DELETE_OUTPUT);
            }
        }
        if (family == Family.SLOW_PUBLISH && chance(2)) {
            add("user", chance(2) ? Deed.DELETE_SOURCE : Deed.DELETE_PARTITION);
        }
        if (is(Family.USER_DELETES_THE_PARTITION)) {
            add("user", Deed.DELETE_PARTITION);
        }
        if (is(Family.OVERWRITES)) {
            add("overwriter", chance(3) ? Deed.OVERWRITE_WITH_SAME_BYTES : Deed.OVERWRITE_WITH_OTHER_ROWS);
            if (chance(2)) {
                add("user", chance(2) ? Deed.DELETE_OUTPUT : Deed.DELETE_PARTITION);
            }
        }
        if (is(Family.RECREATED_BYTES) || (is(Family.S3_VERSIONS) && chance(2))) {
            add("user", chance(3) ? Deed.DELETE_SOURCE : Deed.DELETE_PARTITION);
            add("restorer", Deed.RECREATE_WITH_SAME_BYTES, Deed.RECREATE_WITH_SAME_BYTES);
        }
        if (is(Family.SEVERAL_PAGES)) {
            add("reader", Deed.READ_LISTING, Deed.READ_LISTING);
        }
    }

    /** What happens beyond the protocol, and what else may go on meanwhile. */
    private void upheavals() {
        int before = bystanders.size();
        if (isOrSeldom(Family.REDELIVERED)) {
            add("sink", Deed.REDELIVER, chance(3) ? Deed.REDELIVER_WITH_OTHER_ROWS : Deed.REDELIVER);
        }
        if (isOrSeldom(Family.REDELIVERED_AFTER_DELETION)) {
            add("writer-3", Deed.ADD_FILE);
            if (chance(2)) {
                add("user and sink", Deed.DELETE_LARGEST_OUTPUT, Deed.REDELIVER, Deed.REDELIVER);
            } else {
                add("user and sink", Deed.RESTORE_FILE, Deed.DELETE_LARGEST_OUTPUT, Deed.REDELIVER);
            }
        }
        if (isOrSeldom(Family.RESTORED_FILES)) {
            add("restorer", Deed.RESTORE_FILE, Deed.RESTORE_FILE);
        }
        if (isOrSeldom(Family.VERSIONS_CHANGED)) {
            add("storage", Deed.CHANGE_VERSION, chance(2) ? Deed.CHANGE_VERSION_OF_CONTROL : Deed.CHANGE_VERSION);
        }
        if (isOrSeldom(Family.UNMOUNTED)) {
            add("mounter", Deed.UNMOUNT, Deed.MOUNT);
        }
        if (isOrSeldom(Family.COPIED)) {
            add("copier", Deed.COPY_LAKE);
        }
        if (isOrSeldom(Family.COPIED_BY_OBJECTS)) {
            add("copier", Deed.COPY_LAKE_BY_OBJECTS);
        }
        if (isOrSeldom(Family.RECORDS_LOST)) {
            recordsLost();
        }
        boolean several = family == Family.TWO_FENCES || family == Family.OVERLAPPING_FENCES;
        if (bystanders.size() > before || several) {
            amongOthers();
        }
    }

    private void recordsLost() {
        switch (random.nextInt(4)) {
            case 0 -> add("cleaner", Deed.DELETE_RECORD);
            case 1 -> add("cleaner", Deed.DELETE_CONTROL);
            case 2 -> add("restorer", Deed.BACK_UP_CONTROL, Deed.RESTORE_CONTROL);
            default -> add("restorer", Deed.BACK_UP_CONTROL, Deed.RESTORE_RECORDS);
        }
    }

    private void amongOthers() {
        if (chance(2)) {
            add("user", chance(3) ? Deed.DELETE_SOURCE : Deed.DELETE_OUTPUT);
        }
        if (chance(2)) {
            add("sink-2", Deed.REDELIVER, Deed.REDELIVER);
        }
        if (chance(2)) {
            add("writer-2", Deed.ADD_FILE);
        }
    }

    private void add(String name, Deed... deeds) {
        bystanders.add(new BystanderSpec(name, random.nextInt(1000), List.of(deeds)));
    }

    private Set<CallFault> faults() {
        Set<CallFault> faults = EnumSet.allOf(CallFault.class);
        if (!chance(5)) {
            faults.remove(CallFault.CORRUPTED);
        }
        if (family != Family.RENEWALS && !chance(4)) {
            faults.remove(CallFault.CLOCK_JUMP);
        }
        return faults;
    }
}
