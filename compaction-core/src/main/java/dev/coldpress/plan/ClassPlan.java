package dev.coldpress.plan;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ValueRange.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The plan for the small files of one compatibility class, as it is being made. */
final class ClassPlan {

    private final PlanLimits limits;
    private final List<FileGroup> groups = new ArrayList<>();
    private final List<SkippedFile> leftAlone = new ArrayList<>();
    private int unfinishedBins;

    private ClassPlan(PlanLimits limits) {
        this.limits = limits;
    }

    /**
     * Plans one class.
     *
     * @param smallFiles in key order
     * @param ranges see {@link GroupPlanner#plan(List, boolean, Map)}
     */
    static ClassPlan of(
            List<DataFile> smallFiles, boolean longQuiet, PlanLimits limits, Map<ObjectKey, Bounds> ranges) {
        ClassPlan plan = new ClassPlan(limits);
        RangePacking.pack(smallFiles, limits, ranges).forEach(bin -> plan.add(bin, longQuiet));
        return plan;
    }

    List<FileGroup> groups() {
        return groups;
    }

    List<SkippedFile> leftAlone() {
        return leftAlone;
    }

    /**
     * Whether the outputs may be merged with each other again. They may not if there is at most one bin that is not
     * finished: what remains of it as small files, its output included, is again one bin, and comes out as it is. For
     * if the amplification rule left a file out, it leaves it out again beside an output that is no larger than its
     * sources; and what then remains is one output, or fewer files than the minimum.
     */
    boolean needsFurtherRound() {
        return unfinishedBins > 1;
    }

    private void add(List<DataFile> bin, boolean longQuiet) {
        boolean finished = bin.size() >= limits.minFiles() && FileSizes.sum(bin) >= limits.targetFileSizeBytes();
        unfinishedBins += finished ? 0 : 1;
        if (finished || longQuiet || bin.size() < limits.minFiles()) {
            addWhole(bin);
            return;
        }
        WriteAmplification bounded = WriteAmplification.bound(bin);
        addWhole(bounded.worthIt());
        String detail = "would be rewritten for " + FileSizes.print(FileSizes.sum(bounded.worthIt()))
                + " in smaller files; they must have half its size";
        bounded.leftOut().forEach(file -> leave(file, SkipReason.AMPLIFICATION, detail));
    }

    private void addWhole(List<DataFile> files) {
        if (files.size() >= limits.minFiles()) {
            groups.add(new FileGroup(files));
            return;
        }
        String detail = files.size() + " left to merge with each other, " + limits.minFiles() + " needed";
        files.forEach(file -> leave(file, SkipReason.TOO_FEW_FILES, detail));
    }

    private void leave(DataFile file, SkipReason reason, String detail) {
        leftAlone.add(new SkippedFile(file.ref(), new Skip(reason, detail)));
    }
}
