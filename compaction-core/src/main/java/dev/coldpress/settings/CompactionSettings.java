package dev.coldpress.settings;

import dev.coldpress.partition.ColdBy;
import dev.coldpress.partition.ColdWindow;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.partition.LakeWalk;
import dev.coldpress.plan.PlanLimits;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.Widening;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a compactor does and how far it goes. Immutable; {@link #defaults()} suit most lakes, {@link #toBuilder()}
 * changes single values.
 */
public final class CompactionSettings {

    public static final KeyPrefix DEFAULT_CONTROL_PREFIX = LakeWalk.CONTROL_DIRECTORY;

    public static final List<String> DEFAULT_FILE_NAMES = List.of("*.parquet");

    public static final long DEFAULT_MEMORY_BUDGET_BYTES = 256L << 20;
    public static final int DEFAULT_PARALLELISM = 8;
    public static final Duration DEFAULT_CLAIM_PATIENCE = Duration.ofMinutes(2);

    private final Builder values;

    private CompactionSettings(Builder values) {
        this.values = values;
    }

    public static CompactionSettings defaults() {
        return new Builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        return values.copy();
    }

    public LakeLayout layout() {
        return values.layout;
    }

    /** A group is closed when its sources have this size together. */
    public long targetFileSizeBytes() {
        return values.targetFileSizeBytes;
    }

    /** No group's sources have more than this together; twice the target unless it was set. */
    public long maxFileSizeBytes() {
        return values.maxFileSizeBytes.orElse(2 * values.targetFileSizeBytes);
    }

    /** A file is small below this share of the target. */
    public double smallFileRatio() {
        return values.smallFileRatio;
    }

    /** A group has at least so many files. */
    public int minFiles() {
        return values.minFiles;
    }

    /** Whether the time in a partition's path has to have ended, or {@link #quietPeriod} alone decides. */
    public ColdBy coldBy() {
        return values.coldBy;
    }

    /**
     * A partition whose newest file is younger is left alone. Unless it was set, {@link ColdWindow#DEFAULT_QUIET_PERIOD}, and
     * {@link ColdWindow#MIN_QUIET_PERIOD_ALONE} where it alone decides.
     */
    public Duration quietPeriod() {
        return values.quietPeriod.orElse(
                coldBy() == ColdBy.TIME ? ColdWindow.DEFAULT_QUIET_PERIOD : ColdWindow.MIN_QUIET_PERIOD_ALONE);
    }

    /** Only partitions that ended at most so long ago are looked at; empty looks at all. */
    public Optional<Duration> lookback() {
        return values.lookback;
    }

    /** What outputs are compressed with; empty keeps what the sources have. */
    public Optional<Compression> compression() {
        return values.compression;
    }

    public VerifyLevel verify() {
        return values.verify;
    }

    /**
     * A source is refused with which a column of more than a megabyte would take more than so many times its bytes in the
     * sources: a few bytes can stand for gigabytes.
     */
    public int maxGrowth() {
        return values.maxGrowth;
    }

    /** Which columns of merged files have Bloom filters. */
    public BloomFilters bloomFilters() {
        return values.bloomFilters;
    }

    /** Whether files whose columns have different types share an output in the type that holds the values of both. */
    public Widening widen() {
        return values.widen;
    }

    /** A run starts no group once it has merged so many bytes of sources. */
    public long maxBytesPerRun() {
        return values.maxBytesPerRun;
    }

    /** A run starts no group in a further partition once it has begun to merge in so many. */
    public int maxPartitionsPerRun() {
        return values.maxPartitionsPerRun;
    }

    /** A run starts no group once it has lasted so long; empty for no limit. */
    public Optional<Duration> maxTimePerRun() {
        return values.maxTimePerRun;
    }

    /** Groups are started in these hours alone; empty for always. */
    public Optional<AllowedHours> allowedHours() {
        return values.allowedHours;
    }

    /** How many calls of the store there are per second at most; empty for no limit. */
    public OptionalInt maxStoreRequestsPerSecond() {
        return values.maxStoreRequestsPerSecond;
    }

    /** What merges may hold in memory, all that go on at once together, beside {@link #spoolBytes}. */
    public long memoryBudgetBytes() {
        return values.memoryBudgetBytes;
    }

    /**
     * What small sources of all partitions may take from the look at their footers until they are merged; those that do not fit
     * are read twice, their footers and their content. 0 reads all twice. A quarter of the memory budget unless it was set.
     */
    public long spoolBytes() {
        return values.spoolBytes.orElse(values.memoryBudgetBytes / 4);
    }

    /**
     * How many partitions a run works on at once; empty for as many as the store is good for, {@link
     * dev.coldpress.port.ObjectStore#requestsAtOnce}. All of them share one memory budget.
     */
    public OptionalInt partitionsAtOnce() {
        return values.partitionsAtOnce;
    }

    /**
     * How many threads read footers ahead, for all partitions that a run works on; with 1 each partition reads its files one
     * after the other.
     */
    public int parallelism() {
        return values.parallelism;
    }

    /**
     * How long the record of another compactor is left alone after it was written, unless that process is known to have
     * ended. It spares both the other's work; safety does not depend on it.
     */
    public Duration claimPatience() {
        return values.claimPatience;
    }

    /**
     * For a store that has no conditional writes: the user's word that there is never more than one compactor on the lake,
     * and how long a request to the store can still take effect after its sender gave it up. Empty refuses such a store;
     * other stores do not ask for it.
     */
    public Optional<Duration> singleCompactorDrain() {
        return values.singleCompactorDrain;
    }

    /** Where the records live, outside of every partition; no rule may ever expire anything there. */
    public KeyPrefix controlPrefix() {
        return values.controlPrefix;
    }

    public JobOrder jobOrder() {
        return values.jobOrder;
    }

    /** Which part of the partitions is looked at, where several machines share a lake. */
    public Shard shard() {
        return values.shard;
    }

    /**
     * Globs over partition paths without their last slash; with any, only partitions that match one are looked at. In the
     * syntax of {@link java.nio.file.FileSystem#getPathMatcher}, with upper and lower case told apart.
     */
    public List<String> include() {
        return values.include;
    }

    /** As for {@link #include}; partitions that match one are left alone. */
    public List<String> exclude() {
        return values.exclude;
    }

    /**
     * Globs over the names of files, without their directories, in the syntax of {@link #include}: files of other names are
     * no data. Names that begin with {@code _} or {@code .} never are, and merged files always.
     */
    public List<String> fileNames() {
        return values.fileNames;
    }

    /** What becomes of a summary file above or beside files that are to be merged. */
    public SummaryFilePolicy summaryFiles() {
        return values.summaryFiles;
    }

    /** What the sizes and {@link #minFiles} come to. */
    public PlanLimits planLimits() {
        return PlanLimits.builder()
                .targetFileSizeBytes(targetFileSizeBytes())
                .maxFileSizeBytes(maxFileSizeBytes())
                .smallFileRatio(smallFileRatio())
                .minFiles(minFiles())
                .build();
    }

    /** What {@link #coldBy}, {@link #quietPeriod} and {@link #lookback} come to. */
    public ColdWindow coldWindow() {
        return new ColdWindow(coldBy(), quietPeriod(), lookback());
    }

    /** For one thread. Every setter returns this. */
    public static final class Builder implements Cloneable {

        private LakeLayout layout = LakeLayout.DEFAULT;
        private long targetFileSizeBytes = PlanLimits.DEFAULT.targetFileSizeBytes();
        private OptionalLong maxFileSizeBytes = OptionalLong.empty();
        private double smallFileRatio = PlanLimits.DEFAULT_SMALL_FILE_RATIO;
        private int minFiles = PlanLimits.DEFAULT_MIN_FILES;
        private ColdBy coldBy = ColdBy.TIME;
        private Optional<Duration> quietPeriod = Optional.empty();
        private Optional<Duration> lookback = Optional.empty();
        private Optional<Compression> compression = Optional.empty();
        private VerifyLevel verify = VerifyLevel.FOOTER;
        private int maxGrowth = MergeSpec.DEFAULT_MAX_GROWTH;
        private Widening widen = Widening.NONE;
        private BloomFilters bloomFilters = BloomFilters.KEEP;
        private long maxBytesPerRun = Long.MAX_VALUE;
        private int maxPartitionsPerRun = Integer.MAX_VALUE;
        private Optional<Duration> maxTimePerRun = Optional.empty();
        private Optional<AllowedHours> allowedHours = Optional.empty();
        private OptionalInt maxStoreRequestsPerSecond = OptionalInt.empty();
        private long memoryBudgetBytes = DEFAULT_MEMORY_BUDGET_BYTES;
        private OptionalLong spoolBytes = OptionalLong.empty();
        private int parallelism = DEFAULT_PARALLELISM;
        private OptionalInt partitionsAtOnce = OptionalInt.empty();
        private Duration claimPatience = DEFAULT_CLAIM_PATIENCE;
        private Optional<Duration> singleCompactorDrain = Optional.empty();
        private KeyPrefix controlPrefix = DEFAULT_CONTROL_PREFIX;
        private JobOrder jobOrder = JobOrder.OLDEST;
        private Shard shard = Shard.WHOLE;
        private List<String> include = List.of();
        private List<String> exclude = List.of();
        private List<String> fileNames = DEFAULT_FILE_NAMES;
        private SummaryFilePolicy summaryFiles = SummaryFilePolicy.SKIP;

        public Builder layout(LakeLayout layout) {
            this.layout = layout;
            return this;
        }

        public Builder targetFileSizeBytes(long targetFileSizeBytes) {
            this.targetFileSizeBytes = targetFileSizeBytes;
            return this;
        }

        public Builder maxFileSizeBytes(long maxFileSizeBytes) {
            this.maxFileSizeBytes = OptionalLong.of(maxFileSizeBytes);
            return this;
        }

        public Builder smallFileRatio(double smallFileRatio) {
            this.smallFileRatio = smallFileRatio;
            return this;
        }

        public Builder minFiles(int minFiles) {
            this.minFiles = minFiles;
            return this;
        }

        public Builder coldBy(ColdBy coldBy) {
            this.coldBy = coldBy;
            return this;
        }

        public Builder quietPeriod(Duration quietPeriod) {
            this.quietPeriod = Optional.of(quietPeriod);
            return this;
        }

        public Builder lookback(Duration lookback) {
            this.lookback = Optional.of(lookback);
            return this;
        }

        public Builder compression(Compression compression) {
            this.compression = Optional.of(compression);
            return this;
        }

        public Builder verify(VerifyLevel verify) {
            this.verify = verify;
            return this;
        }

        public Builder maxGrowth(int maxGrowth) {
            this.maxGrowth = maxGrowth;
            return this;
        }

        public Builder bloomFilters(BloomFilters bloomFilters) {
            this.bloomFilters = bloomFilters;
            return this;
        }

        public Builder widen(Widening widen) {
            this.widen = widen;
            return this;
        }

        public Builder maxBytesPerRun(long maxBytesPerRun) {
            this.maxBytesPerRun = maxBytesPerRun;
            return this;
        }

        public Builder maxPartitionsPerRun(int maxPartitionsPerRun) {
            this.maxPartitionsPerRun = maxPartitionsPerRun;
            return this;
        }

        public Builder maxTimePerRun(Duration maxTimePerRun) {
            this.maxTimePerRun = Optional.of(maxTimePerRun);
            return this;
        }

        public Builder allowedHours(AllowedHours allowedHours) {
            this.allowedHours = Optional.of(allowedHours);
            return this;
        }

        public Builder maxStoreRequestsPerSecond(int maxStoreRequestsPerSecond) {
            this.maxStoreRequestsPerSecond = OptionalInt.of(maxStoreRequestsPerSecond);
            return this;
        }

        public Builder memoryBudgetBytes(long memoryBudgetBytes) {
            this.memoryBudgetBytes = memoryBudgetBytes;
            return this;
        }

        public Builder spoolBytes(long spoolBytes) {
            this.spoolBytes = OptionalLong.of(spoolBytes);
            return this;
        }

        public Builder parallelism(int parallelism) {
            this.parallelism = parallelism;
            return this;
        }

        public Builder partitionsAtOnce(int partitionsAtOnce) {
            this.partitionsAtOnce = OptionalInt.of(partitionsAtOnce);
            return this;
        }

        public Builder claimPatience(Duration claimPatience) {
            this.claimPatience = claimPatience;
            return this;
        }

        public Builder singleCompactorDrain(Duration requestLifetime) {
            this.singleCompactorDrain = Optional.of(requestLifetime);
            return this;
        }

        public Builder controlPrefix(KeyPrefix controlPrefix) {
            this.controlPrefix = controlPrefix;
            return this;
        }

        public Builder jobOrder(JobOrder jobOrder) {
            this.jobOrder = jobOrder;
            return this;
        }

        public Builder shard(Shard shard) {
            this.shard = shard;
            return this;
        }

        public Builder include(List<String> include) {
            this.include = List.copyOf(include);
            return this;
        }

        public Builder exclude(List<String> exclude) {
            this.exclude = List.copyOf(exclude);
            return this;
        }

        public Builder fileNames(List<String> fileNames) {
            this.fileNames = List.copyOf(fileNames);
            return this;
        }

        public Builder summaryFiles(SummaryFilePolicy summaryFiles) {
            this.summaryFiles = summaryFiles;
            return this;
        }

        /**
         * The settings, checked.
         *
         * @throws IllegalArgumentException with field, value, rule and consequence if values do not go together
         */
        public CompactionSettings build() {
            return SettingsCheck.checked(new CompactionSettings(copy()));
        }

        /** Every value is immutable. */
        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
