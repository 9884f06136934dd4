package dev.coldpress.plan;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ValueRange.Bounds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One case of a property: limits, files, whether the partition has been quiet for long, and between which values the
 * rows of files lie.
 */
record Planning(PlanLimits limits, List<DataFile> files, boolean longQuiet, Map<ObjectKey, Bounds> ranges) {

    PartitionPlan plan() {
        return new GroupPlanner(limits).plan(files, longQuiet, ranges);
    }

    /** What is planned without ranges. */
    Planning inKeyOrder() {
        return new Planning(limits, files, longQuiet, Map.of());
    }

    Planning with(List<DataFile> otherFiles) {
        return new Planning(limits, otherFiles, longQuiet, ranges);
    }

    /** The same after an output of these files came into being under this key. */
    Planning withOutput(ObjectKey output, FileGroup group) {
        Map<ObjectKey, Bounds> more = new HashMap<>(ranges);
        range(group).ifPresent(range -> more.put(output, range));
        return new Planning(limits, files, longQuiet, more);
    }

    Optional<Bounds> range(FileGroup group) {
        return group.files().stream()
                .flatMap(file -> Optional.ofNullable(ranges.get(file.key())).stream())
                .reduce(Bounds::unite);
    }

    /** How many data files the partition has once a plan is carried out. */
    static int filesAfter(PartitionPlan plan) {
        return plan.groups().size() + plan.leftAlone().size();
    }

    DataFile fileOf(SkippedFile left) {
        return files.stream()
                .filter(file -> file.ref().equals(left.ref()))
                .findFirst()
                .orElseThrow();
    }

    /** The small files of one class. */
    List<DataFile> smallFiles(String compatibility) {
        return files.stream()
                .filter(file -> limits.isSmall(file.sizeBytes()))
                .filter(file -> file.compatibility().equals(compatibility))
                .toList();
    }
}
