package dev.coldpress.plan;

import java.util.List;

/** One case of a property: limits, files, and whether the partition has been quiet for long. */
record Planning(PlanLimits limits, List<DataFile> files, boolean longQuiet) {

    PartitionPlan plan() {
        return new GroupPlanner(limits).plan(files, longQuiet);
    }

    Planning with(List<DataFile> otherFiles) {
        return new Planning(limits, otherFiles, longQuiet);
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
