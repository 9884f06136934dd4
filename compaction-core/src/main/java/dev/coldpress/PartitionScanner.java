package dev.coldpress;

import dev.coldpress.commit.DecidedGroup;
import dev.coldpress.commit.DroppedOutput;
import dev.coldpress.commit.OutputNames;
import dev.coldpress.commit.PartitionRecord.Memory;
import dev.coldpress.commit.SkippedSource;
import dev.coldpress.merge.Lineage;
import dev.coldpress.merge.SourceClasses;
import dev.coldpress.merge.SourceSummary;
import dev.coldpress.merge.TableFormats;
import dev.coldpress.partition.PartitionListing;
import dev.coldpress.partition.TableFormatMark;
import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.DataFileSelection;
import dev.coldpress.plan.GroupPlanner;
import dev.coldpress.plan.LeftAlone;
import dev.coldpress.plan.PartitionPlan;
import dev.coldpress.plan.PlanLimits;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.SourceGoneException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks at one partition and plans: first by the listing alone, which settles most partitions without reading a byte, and
 * then by the footers of its small files. Writes nothing. What was read is remembered for the next look. For one thread.
 */
final class PartitionScanner {

    private static final Skip ROWS_TWICE = new Skip(
            SkipReason.QUARANTINED,
            "some of its rows are in another file too; 'coldpress verify' tells which file to delete");

    private final ObjectStore store;
    private final SourceSpool spool;
    private final ParquetCodec codec;
    private final CompactionSettings settings;
    private final StageTimer stages;
    private final PlanLimits limits;
    private final GroupPlanner planner;
    private final KeyPrefix partition;
    private final Map<ObjectRef, SourceSummary> summaries = new HashMap<>();
    private final Map<ObjectRef, Skip> refused = new HashMap<>();
    /** By the last look: what is in the midst of another's compaction looks the same, and is over with the next look. */
    private final Set<ObjectRef> rowsTwice = new HashSet<>();
    /** Files whose footers were read and that fit no other file. */
    private final Map<ObjectRef, Skip> apart = new HashMap<>();

    private final Interner interner = new Interner();
    private boolean tookSeveralPages;

    /** @param spool for the small files whose footers are read and that may be merged */
    PartitionScanner(
            ObjectStore store,
            SourceSpool spool,
            ParquetCodec codec,
            CompactionSettings settings,
            StageTimer stages,
            KeyPrefix partition) {
        this.store = store;
        this.spool = spool;
        this.codec = codec;
        this.settings = settings;
        this.stages = stages;
        this.limits = settings.planLimits();
        this.planner = new GroupPlanner(limits);
        this.partition = partition;
    }

    /** Leaves a file out of all further plans. */
    void refuse(ObjectRef file, Skip why) {
        refused.put(file, why);
    }

    /** Whether there were files at the last look that hold rows of another one. */
    boolean foundRowsTwice() {
        return !rowsTwice.isEmpty();
    }

    /** @param memory of the partition's record: what is known of its files from earlier runs */
    PartitionScan scan(Memory memory, Instant now) {
        for (SkippedSource skipped : memory.skipped()) {
            if (skipped.isWorthAnotherTry(settings.memoryBudgetBytes())) {
                continue;
            }
            refused.put(skipped.source(), new Skip(skipped.reason(), skipped.detail()));
        }
        rowsTwice.clear();
        PartitionListing listing = stages.time(Stage.LIST, () -> PartitionListing.read(store, partition));
        tookSeveralPages |= listing.pages() > 1;
        Set<ObjectKey> dropped =
                memory.dropped().stream().map(DroppedOutput::output).collect(Collectors.toSet());
        List<ListedObject> files = DataFileSelection.of(listing.objects()).files().stream()
                .filter(file -> !dropped.contains(file.key()))
                .toList();
        Optional<Instant> newest = newestOfSink(files);
        Optional<Skip> untouchable = tableFormat(listing).or(() -> notQuiet(newest, now));
        if (untouchable.isPresent()) {
            return new PartitionScan(listing, tookSeveralPages, List.of(), Map.of(), List.of(), untouchable);
        }
        boolean longQuiet = newest.map(time -> limits.isLongQuiet(time, now)).orElse(true);
        return plan(listing, files, longQuiet);
    }

    /**
     * What a scan would find once groups were replaced by their outputs, as far as the sizes tell it; so that a run need not
     * list a partition once more only to see that it is compacted.
     *
     * @param before the scan that had the groups
     * @return empty if there would be something to do, for which a real look is needed, or not all groups were replaced
     */
    Optional<PartitionScan> afterwards(PartitionScan before, List<DecidedGroup> kept, Instant now) {
        if (kept.size() != before.groups().size()) {
            return Optional.empty();
        }
        Map<ObjectKey, ListedObject> objects = new TreeMap<>();
        before.listing().objects().forEach(object -> objects.put(object.key(), object));
        for (DecidedGroup group : kept) {
            group.group()
                    .sources()
                    .forEach(source -> objects.remove(source.ref().key()));
            group.output().ifPresent(output -> objects.put(output.key(), new ListedObject(output, now)));
        }
        List<ListedObject> left = List.copyOf(objects.values());
        List<ListedObject> files = DataFileSelection.of(left).files();
        boolean longQuiet =
                newestOfSink(files).map(time -> limits.isLongQuiet(time, now)).orElse(true);
        PartitionPlan rough = planner.plan(dataFiles(files, key -> ""), longQuiet);
        return rough.groups().isEmpty()
                ? Optional.of(result(
                        new PartitionListing(
                                left,
                                before.listing().directories(),
                                before.listing().pages()),
                        files,
                        rough))
                : Optional.empty();
    }

    private Optional<Skip> tableFormat(PartitionListing listing) {
        return TableFormatMark.in(store, listing.directories(), listing.objects())
                .map(mark -> new Skip(SkipReason.TABLE_FORMAT_MANAGED, "the partition has " + mark));
    }

    /** Outputs of a compaction do not count: they do not tell that a sink is still writing. */
    private static Optional<Instant> newestOfSink(List<ListedObject> files) {
        return files.stream()
                .filter(file -> !OutputNames.isOutput(file.key()))
                .map(ListedObject::lastModified)
                .max(Instant::compareTo);
    }

    private Optional<Skip> notQuiet(Optional<Instant> newest, Instant now) {
        return newest.filter(time -> !settings.coldWindow().isQuiet(time, now))
                .map(time -> new Skip(
                        SkipReason.QUIET_PERIOD,
                        "the newest file is of " + time + ", and the quiet period is " + settings.quietPeriod()));
    }

    private PartitionScan plan(PartitionListing listing, List<ListedObject> files, boolean longQuiet) {
        PartitionPlan rough = planner.plan(dataFiles(files, key -> ""), longQuiet);
        if (rough.groups().isEmpty()) {
            return result(listing, files, rough);
        }
        List<ListedObject> small = files.stream()
                .filter(file -> limits.isSmall(file.ref().sizeBytes()))
                .toList();
        stages.time(Stage.READ, () -> readFooters(small));
        rowsTwice.addAll(Lineage.overlapping(readable(small)));
        SourceClasses classes = new SourceClasses(readable(small), codec.notation());
        PartitionPlan plan = planner.plan(dataFiles(small, classes::nameOf), longQuiet);
        apart.clear();
        plan.leftAlone().forEach(file -> explain(file, classes));
        spool.keepOnly(plan.groups().stream()
                .flatMap(group -> group.files().stream())
                .map(DataFile::ref)
                .collect(Collectors.toSet()));
        return result(listing, files, plan);
    }

    private List<SourceSummary> readable(List<ListedObject> files) {
        return files.stream()
                .filter(this::isUsable)
                .map(file -> Objects.requireNonNull(summaries.get(file.ref())))
                .toList();
    }

    private List<DataFile> dataFiles(List<ListedObject> files, Function<ObjectKey, String> classOf) {
        return files.stream()
                .filter(this::isUsable)
                .map(file -> new DataFile(file.ref(), file.lastModified(), classOf.apply(file.key())))
                .toList();
    }

    private boolean isUsable(ListedObject file) {
        return !refused.containsKey(file.ref()) && !rowsTwice.contains(file.ref());
    }

    private void readFooters(List<ListedObject> files) {
        List<ObjectRef> unknown = files.stream()
                .map(ListedObject::ref)
                .filter(file -> !summaries.containsKey(file) && !refused.containsKey(file))
                .toList();
        ReadAhead.forEach(unknown, file -> codec.readFooter(spool.toLookAt(file)), this::take, settings.parallelism());
    }

    private void take(ObjectRef file, Supplier<ParquetFooter> read) {
        try {
            ParquetFooter footer = read.get();
            TableFormats.managing(footer)
                    .or(() -> tooLargeForMemory(footer))
                    .ifPresent(skip -> refused.put(file, skip));
            summaries.put(file, interner.intern(SourceSummary.of(file, footer)));
        } catch (ParquetFileException e) {
            refused.put(file, Refusals.skip(e));
        } catch (SourceGoneException e) {
            refused.put(file, new Skip(SkipReason.TOO_FEW_FILES, "it vanished while the partition was looked at"));
        }
    }

    private Optional<Skip> tooLargeForMemory(ParquetFooter footer) {
        long needed = codec.leastMemoryBytes(footer);
        long budget = settings.memoryBudgetBytes();
        return needed <= budget
                ? Optional.empty()
                : Optional.of(new Skip(
                        SkipReason.MEMORY_BUDGET,
                        "its largest row group needs a memory budget of " + needed + " bytes, and there are " + budget
                                + "; give the JVM more heap"));
    }

    /** A file that is alone in its class is not one of too few: it does not fit the others. */
    private void explain(LeftAlone left, SourceClasses classes) {
        if (left.skip().reason() == SkipReason.TOO_FEW_FILES) {
            classes.differenceOf(left.file().key())
                    .ifPresent(difference -> apart.put(left.file().ref(), difference));
        }
    }

    private PartitionScan result(PartitionListing listing, List<ListedObject> files, PartitionPlan plan) {
        Map<ObjectKey, Skip> setAside = new LinkedHashMap<>();
        for (LeftAlone left : plan.leftAlone()) {
            if (left.skip().reason() == SkipReason.AMPLIFICATION) {
                setAside.put(left.file().key(), left.skip());
            }
        }
        for (ListedObject file : files) {
            Skip skip = rowsTwice.contains(file.ref())
                    ? ROWS_TWICE
                    : refused.getOrDefault(file.ref(), apart.get(file.ref()));
            if (skip != null) {
                setAside.put(file.key(), skip);
            }
        }
        List<FileLeftAlone> filesLeftAlone = setAside.entrySet().stream()
                .map(entry -> new FileLeftAlone(entry.getKey(), entry.getValue()))
                .toList();
        Map<ObjectKey, SourceSummary> ofGroups = new HashMap<>();
        plan.groups().forEach(group -> group.files().forEach(file -> ofGroups.put(file.key(), summaryOf(file))));
        return new PartitionScan(listing, tookSeveralPages, plan.groups(), ofGroups, filesLeftAlone, whyNone(plan));
    }

    private SourceSummary summaryOf(DataFile file) {
        return Objects.requireNonNull(summaries.get(file.ref()));
    }

    /** The partition's own reason is that of its files if a conflict keeps them apart. */
    private Optional<Skip> whyNone(PartitionPlan plan) {
        return plan.skip().map(skip -> apart.values().stream().findFirst().orElse(skip));
    }
}
