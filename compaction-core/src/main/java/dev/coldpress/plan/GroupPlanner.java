package dev.coldpress.plan;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ValueRange.Bounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides which files of a partition are merged with which others. A pure function: no I/O, no clock, and the same
 * files in any order give the same plan.
 *
 * <p>Only small files are taken ({@link PlanLimits#isSmall}), and only files of one compatibility class share a group.
 * Per class, in key order, or in the order of ranges of values if these are
 * given and it makes outputs whose values lie apart:
 *
 * <ol>
 *   <li>Files that fit into one output make one bin. More are cut into bins of about equal size between target and
 *       maximum. If no such cut has room for all of them, the shortest possible rest at the end makes a bin of its own.
 *   <li>From a bin that stays below the target, files are left out that are larger than twice the sum of all smaller
 *       ones in it, so that write amplification is bounded ({@link SkipReason#AMPLIFICATION}); unless the partition has
 *       been quiet for long.
 *   <li>A bin that then has the minimum number of files is a group.
 * </ol>
 *
 * <p>So each class is left with at most one output below the target, or with fewer loose small files than the minimum;
 * not counting files that wait for the amplification rule, and where the maximum number of files does not fill a bin's
 * bytes.
 *
 * <p>Planning the outputs together with the files left alone yields nothing, for the same {@code longQuiet}, unless the
 * plan announces a {@link PartitionPlan#furtherRound()}; also when each output has come out smaller than its sources,
 * by up to {@code 1 - smallFileRatio}. Repeated planning always ends, because each group makes fewer files.
 *
 * <p>Immutable.
 */
public final class GroupPlanner {

    private final PlanLimits limits;

    public GroupPlanner(PlanLimits limits) {
        this.limits = limits;
    }

    /**
     * Plans one partition in key order.
     *
     * @param files the data files that may be merged, in any order
     * @param longQuiet see {@link PlanLimits#isLongQuiet}: rewrite a large file even for little
     * @throws IllegalArgumentException if two files have one key
     */
    public PartitionPlan plan(List<DataFile> files, boolean longQuiet) {
        return plan(files, longQuiet, Map.of());
    }

    /**
     * The same for files of which it is known between which values their rows lie.
     *
     * @param ranges by file, not of all files; those of one class are of one type. They decide only which files share
     *     an output
     * @throws IllegalArgumentException as for {@link #plan(List, boolean)}
     */
    public PartitionPlan plan(List<DataFile> files, boolean longQuiet, Map<ObjectKey, Bounds> ranges) {
        List<FileGroup> groups = new ArrayList<>();
        List<SkippedFile> leftAlone = new ArrayList<>();
        boolean furtherRound = false;
        Map<String, List<DataFile>> smallFiles = new TreeMap<>();
        for (DataFile file : inKeyOrder(files)) {
            if (limits.isSmall(file.sizeBytes())) {
                smallFiles
                        .computeIfAbsent(file.compatibility(), c -> new ArrayList<>())
                        .add(file);
            } else {
                leftAlone.add(alreadySized(file));
            }
        }
        for (List<DataFile> ofOneClass : smallFiles.values()) {
            ClassPlan plan = ClassPlan.of(ofOneClass, longQuiet, limits, ranges);
            groups.addAll(plan.groups());
            leftAlone.addAll(plan.leftAlone());
            furtherRound |= plan.needsFurtherRound();
        }
        groups.sort(Comparator.comparing(group -> group.files().get(0).key()));
        leftAlone.sort(Comparator.comparing(SkippedFile::key));
        Optional<Skip> skip = groups.isEmpty() ? Optional.of(summary(leftAlone, smallFiles.size())) : Optional.empty();
        return new PartitionPlan(groups, leftAlone, skip, furtherRound && !groups.isEmpty());
    }

    private static List<DataFile> inKeyOrder(List<DataFile> files) {
        List<DataFile> sorted = new ArrayList<>(files);
        sorted.sort(Comparator.comparing(DataFile::key));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).key().equals(sorted.get(i - 1).key())) {
                throw new IllegalArgumentException(
                        "Two files to plan have one key: " + sorted.get(i).key());
            }
        }
        return sorted;
    }

    private SkippedFile alreadySized(DataFile file) {
        String detail =
                FileSizes.print(file.sizeBytes()) + ", small is below " + FileSizes.print(limits.smallFileSizeBytes());
        return new SkippedFile(file.ref(), new Skip(SkipReason.ALREADY_SIZED, detail));
    }

    /** The reason that comes nearest to a merge. */
    private Skip summary(List<SkippedFile> leftAlone, int classCount) {
        long waiting = count(leftAlone, SkipReason.AMPLIFICATION);
        if (waiting > 0) {
            return new Skip(SkipReason.AMPLIFICATION, "large files that wait for more small files: " + waiting);
        }
        if (leftAlone.isEmpty()) {
            return new Skip(SkipReason.TOO_FEW_FILES, "no data file lies in it");
        }
        long loose = count(leftAlone, SkipReason.TOO_FEW_FILES);
        if (loose > 0) {
            return new Skip(
                    SkipReason.TOO_FEW_FILES,
                    loose + (loose == 1 ? " small file" : " small files")
                            + (classCount > 1 ? ", among files of " + classCount + " classes that share no output" : "")
                            + "; " + limits.minFiles() + (classCount > 1 ? " of one class" : "") + " are needed");
        }
        return new Skip(
                SkipReason.ALREADY_SIZED,
                "files: " + leftAlone.size() + ", all of at least " + FileSizes.print(limits.smallFileSizeBytes()));
    }

    private static long count(List<SkippedFile> leftAlone, SkipReason reason) {
        return leftAlone.stream().filter(left -> left.skip().reason() == reason).count();
    }
}
