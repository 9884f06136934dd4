package dev.coldpress.scan;

import dev.coldpress.commit.LakeMarker;
import dev.coldpress.merge.RepeatedRows;
import dev.coldpress.merge.SourceClasses;
import dev.coldpress.merge.SourceSummary;
import dev.coldpress.merge.TakenNames;
import dev.coldpress.partition.LakeWalk;
import dev.coldpress.partition.PartitionListing;
import dev.coldpress.partition.SummaryFile;
import dev.coldpress.partition.TableFormatMark;
import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.DataFileNames;
import dev.coldpress.plan.GroupPlanner;
import dev.coldpress.plan.PartitionPlan;
import dev.coldpress.plan.PlanLimits;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.record.DecidedGroup;
import dev.coldpress.record.DroppedOutput;
import dev.coldpress.record.KnownFiles;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.report.PlanDepth;
import dev.coldpress.report.Stage;
import dev.coldpress.scan.RowsTwice.RepairPlan;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.settings.SummaryFilePolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at one partition and plans: first by the listing alone, which settles most partitions without reading a byte,
 * and then by the footers of its small files, and of large ones if settings have these written again. Writes nothing.
 * What was read is remembered for the next look. For one thread.
 */
public final class PartitionScanner {

    private final ObjectStore store;
    private final SourceSpool spool;
    private final ParquetCodec codec;
    private final CompactionSettings settings;
    private final StageTimer stages;
    private final PlanLimits limits;
    private final GroupPlanner planner;
    private final QuietTime quiet;
    private final LineageLimit lineages;
    private final KeyPrefix partition;
    private final LakeMarker marker;
    private final SourceFooters footers;
    private final RowsTwice rowsTwice;
    private final DataFileNames dataNames;
    private final SkippedFiles skipped;
    private final Rewrites rewrites;
    private final SortRanges ranges;
    private boolean tookSeveralPages;
    private boolean foundRowsTwice;

    /** @param spool for the small files whose footers are read and that may be merged */
    public PartitionScanner(
            Ports ports,
            CompactionSettings settings,
            LakeMarker marker,
            StageTimer stages,
            SourceSpool spool,
            ReadAhead readAhead,
            KeyPrefix partition) {
        this.store = ports.store();
        this.codec = ports.codec();
        this.spool = spool;
        this.settings = settings;
        this.stages = stages;
        this.limits = settings.planLimits();
        this.planner = new GroupPlanner(limits);
        this.quiet = new QuietTime(settings);
        this.dataNames = new DataFileNames(settings.fileNames());
        this.skipped = new SkippedFiles(limits);
        this.footers = new SourceFooters(codec, spool, readAhead, skipped, settings);
        this.lineages =
                new LineageLimit(limits.minFiles(), file -> footers.of(file).filesInLineage());
        this.rowsTwice = new RowsTwice(footers, skipped, spool);
        this.rewrites = new Rewrites(settings.rewriteRules(), limits, footers, skipped);
        this.ranges = new SortRanges(codec, spool, readAhead, settings.sort());
        this.marker = marker;
        this.partition = partition;
    }

    /** Leaves a file out of all further plans. */
    public void refuse(SkippedFile file) {
        skipped.refuse(file);
    }

    /**
     * Whether there were files at the last look that hold rows of another one. What is in the midst of another's
     * compaction looks the same, and is over with the next look.
     */
    public boolean foundRowsTwice() {
        return foundRowsTwice;
    }

    /**
     * Lists the partition, reads footers as far as there is something to merge, and plans.
     *
     * @param retained what the partition's record retains from earlier runs
     */
    public PartitionScan scan(Retained retained, Instant now) {
        return scan(retained, now, PlanDepth.FOOTERS);
    }

    /**
     * The same for whoever only looks.
     *
     * @param depth with {@link PlanDepth#SIZES}, nothing may be merged by the result
     */
    public PartitionScan scan(Retained retained, Instant now, PlanDepth depth) {
        PartitionContents contents = list(retained);
        Optional<ListedObject> newest = QuietTime.newestOfSink(contents.files());
        Optional<Skip> untouchable = untouchable(contents, newest, now);
        if (untouchable.isPresent()) {
            return leftAlone(contents, retained, untouchable);
        }
        boolean longQuiet = quiet.isLong(newest, now);
        if (depth == PlanDepth.SIZES) {
            PartitionPlan rough = roughPlan(contents, longQuiet);
            // What an earlier run has left beside its outputs would otherwise seem to be what it can merge.
            boolean mayBeLeftOver =
                    !rough.groups().isEmpty() && !contents.outputs().isEmpty();
            if (!mayBeLeftOver && rewrites.toLookAt(contents).isEmpty()) {
                return bySizes(contents, rough);
            }
        }
        List<ListedObject> toCompare = contents.toCompare();
        if (!toCompare.isEmpty()) {
            stages.time(Stage.READ, () -> footers.read(toCompare));
        }
        return plan(contents, longQuiet);
    }

    private PartitionScan bySizes(PartitionContents contents, PartitionPlan rough) {
        return new PartitionScan(
                contents,
                tookSeveralPages,
                rough.groups(),
                Map.of(),
                contents.known(),
                false,
                false,
                skipped.files(contents, rough),
                skipped.whyNone(contents, rough));
    }

    private PartitionContents list(Retained retained) {
        retained.skipped().stream()
                .filter(source -> !source.isWorthAnotherTry(settings.memoryBudgetBytes()))
                .forEach(source -> skipped.refuse(source.file()));
        foundRowsTwice = false;
        PartitionListing listing = stages.time(Stage.LIST, () -> PartitionListing.read(store, partition));
        tookSeveralPages |= listing.pages() > 1;
        Set<ObjectKey> dropped =
                retained.dropped().stream().map(DroppedOutput::output).collect(Collectors.toSet());
        PartitionContents contents = new PartitionContents(listing, dataNames, dropped, retained.files());
        skipped.begin(contents);
        return contents;
    }

    private PartitionScan leftAlone(PartitionContents contents, Retained retained, Optional<Skip> why) {
        return new PartitionScan(
                contents, tookSeveralPages, List.of(), Map.of(), retained.files(), false, false, List.of(), why);
    }

    /** Why nothing of the partition may be touched, whatever its files are. */
    private Optional<Skip> untouchable(PartitionContents contents, Optional<ListedObject> newest, Instant now) {
        Optional<Skip> why = notOurs(contents.listing()).or(() -> quiet.notYet(newest, now));
        if (why.isEmpty()) {
            requireNoLakeInside(contents.listing());
        }
        return why;
    }

    /**
     * What a look would come to if the record of the partition explains each of these files.
     *
     * @param listing of this partition
     * @return empty if there would be more to do than to plan by sizes and times
     */
    public Optional<PartitionScan> scanExplained(PartitionListing listing, Instant now) {
        PartitionContents contents = new PartitionContents(listing, dataNames, Set.of(), KnownFiles.NONE);
        skipped.begin(contents);
        Optional<ListedObject> newest = QuietTime.newestOfSink(contents.files());
        return listing.directories().isEmpty()
                        && notOurs(listing).isEmpty()
                        && quiet.notYet(newest, now).isEmpty()
                ? planned(contents, quiet.isLong(newest, now))
                : Optional.empty();
    }

    /** What there is to merge if all files fit together. */
    private PartitionPlan roughPlan(PartitionContents contents, boolean longQuiet) {
        return planner.plan(dataFiles(contents.files(), key -> ""), longQuiet);
    }

    /** Empty if by the sizes alone there would be something to merge. */
    private Optional<PartitionScan> planned(PartitionContents contents, boolean longQuiet) {
        PartitionPlan rough = roughPlan(contents, longQuiet);
        return rough.groups().isEmpty() ? Optional.of(result(contents, rough, false)) : Optional.empty();
    }

    /** The root has the control directory of this lake itself. */
    private void requireNoLakeInside(PartitionListing listing) {
        if (!partition.equals(KeyPrefix.ROOT)
                && listing.directories().contains(LakeWalk.CONTROL_DIRECTORY.under(partition))
                && marker.isLake(partition)) {
            throw new StoreException(StoreException.Kind.UNSUPPORTED, LakeMarker.textOfLakeInside(partition));
        }
    }

    /**
     * What a scan would find once groups were replaced by their outputs, as far as the sizes tell it; so that a run
     * need not list a partition once more only to see that it is compacted.
     *
     * @param before the scan that had the groups
     * @return empty if there would be something to do, for which a real look is needed, or not all groups were replaced
     */
    public Optional<PartitionScan> afterwards(PartitionScan before, List<DecidedGroup> kept, Instant now) {
        boolean repaired =
                before.groups().stream().anyMatch(group -> !group.superseded().isEmpty());
        if (repaired || kept.size() != before.groups().size() || !rewrites.areNone()) {
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
        PartitionContents contents = new PartitionContents(
                before.listing().withObjects(List.copyOf(objects.values())), dataNames, Set.of(), before.known());
        return planned(contents, quiet.isLong(QuietTime.newestOfSink(contents.files()), now));
    }

    private Optional<Skip> notOurs(PartitionListing listing) {
        return tableFormat(listing).or(() -> summaryFile(listing));
    }

    private Optional<Skip> summaryFile(PartitionListing listing) {
        return settings.summaryFiles() == SummaryFilePolicy.SKIP
                ? SummaryFile.in(listing.objects()).stream().findFirst().map(PartitionFilter::namedBy)
                : Optional.empty();
    }

    private Optional<Skip> tableFormat(PartitionListing listing) {
        return TableFormatMark.in(store, listing.directories(), listing.objects())
                .map(mark -> new Skip(SkipReason.TABLE_FORMAT_MANAGED, "the partition has " + mark));
    }

    private PartitionScan plan(PartitionContents contents, boolean longQuiet) {
        PartitionPlan rough = roughPlan(contents, longQuiet);
        List<ListedObject> large = rewrites.toLookAt(contents);
        if (rough.groups().isEmpty() && contents.toCompare().isEmpty() && large.isEmpty()) {
            return result(contents, rough, false);
        }
        List<ListedObject> small = contents.files().stream()
                .filter(file -> limits.isSmall(file.ref().sizeBytes()))
                .toList();
        List<ListedObject> toRead = new ArrayList<>(large);
        if (!rough.groups().isEmpty()) {
            small.stream().filter(this::isUsable).forEach(toRead::add);
        }
        if (!toRead.isEmpty()) {
            stages.time(Stage.READ, () -> footers.read(toRead));
        }
        RepeatedRows repeated = stages.time(Stage.READ, () -> rowsTwice.find(contents));
        foundRowsTwice = !repeated.isNone();
        Optional<RepairPlan> repair = rowsTwice.repair(contents, repeated);
        if (repair.isPresent()) {
            return result(contents, repair.get().plan(), repair.get().isInPlace());
        }
        if (rough.groups().isEmpty()) {
            return result(contents, rewrites.addTo(rough, large), false);
        }
        SourceClasses classes = new SourceClasses(readable(small), codec.notation(), settings.widen());
        PartitionPlan plan = lineages.within(planByRange(dataFiles(small, classes::nameOf), longQuiet));
        skipped.forgetWhatIsApart();
        plan.leftAlone().forEach(file -> explain(file, classes));
        return result(contents, rewrites.addTo(plan, large), false);
    }

    private PartitionPlan planByRange(List<DataFile> files, boolean longQuiet) {
        PartitionPlan byKey = planner.plan(files, longQuiet);
        List<String> toDivide = ranges.classesToDivide(byKey);
        return toDivide.isEmpty()
                ? byKey
                : planner.plan(files, longQuiet, stages.time(Stage.READ, () -> ranges.of(files, toDivide)));
    }

    private List<SourceSummary> readable(List<ListedObject> files) {
        return files.stream()
                .filter(this::isUsable)
                .map(file -> footers.of(file.ref()))
                .toList();
    }

    private List<DataFile> dataFiles(List<ListedObject> files, Function<ObjectKey, String> classOf) {
        return files.stream()
                .filter(this::isUsable)
                .map(file -> new DataFile(file.ref(), file.lastModified(), classOf.apply(file.key())))
                .toList();
    }

    private boolean isUsable(ListedObject file) {
        return skipped.isUsable(file.ref());
    }

    /** A file that is alone in its class is not one of too few: it does not fit the others. */
    private void explain(SkippedFile left, SourceClasses classes) {
        if (left.skip().reason() == SkipReason.TOO_FEW_FILES) {
            classes.differenceOf(left.key()).ifPresent(difference -> skipped.fitsNoOther(left.ref(), difference));
        }
    }

    private PartitionScan result(PartitionContents contents, PartitionPlan plan, boolean isRepairedInPlace) {
        Map<ObjectKey, SourceSummary> ofGroups = new HashMap<>();
        Set<ObjectRef> toMerge = plan.groups().stream()
                .flatMap(group -> group.files().stream())
                .map(DataFile::ref)
                .collect(Collectors.toSet());
        spool.keepOnly(toMerge);
        plan.groups()
                .forEach(group -> group.replaced().forEach(file -> ofGroups.put(file.key(), footers.of(file.ref()))));
        Optional<TakenNames> named = named(contents);
        return new PartitionScan(
                contents,
                tookSeveralPages,
                plan.groups(),
                ofGroups,
                contents.known()
                        .afterLook(
                                contents.outputs().stream()
                                        .map(ListedObject::key)
                                        .toList(),
                                toLookAtAgain(contents, plan),
                                named),
                named.isPresent(),
                isRepairedInPlace,
                skipped.files(contents, plan),
                skipped.whyNone(contents, plan));
    }

    private List<ObjectKey> toLookAtAgain(PartitionContents contents, PartitionPlan plan) {
        List<ObjectKey> again = new ArrayList<>();
        skipped.overlapping().forEach(file -> again.add(file.key()));
        rowsTwice.unread(contents).forEach(file -> again.add(file.key()));
        plan.groups().stream()
                .filter(group -> !group.superseded().isEmpty())
                .flatMap(group -> group.replaced().stream())
                .forEach(file -> again.add(file.key()));
        return again;
    }

    /** The names that the outputs name; empty if not all of them were read. */
    private Optional<TakenNames> named(PartitionContents contents) {
        if (contents.toCompare().isEmpty() || !rowsTwice.unread(contents).isEmpty()) {
            return Optional.empty();
        }
        TakenNames named = TakenNames.NONE;
        for (ListedObject output : contents.outputs()) {
            named = named.plus(footers.of(output.ref()).lineage().names());
        }
        return Optional.of(named);
    }
}
