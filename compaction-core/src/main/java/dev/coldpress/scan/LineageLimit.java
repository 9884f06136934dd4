package dev.coldpress.scan;

import dev.coldpress.merge.Lineage;
import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.PartitionPlan;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Cuts the groups of a plan so that no output has to name more files than a lineage holds.
 *
 * @param minFiles that a group needs
 * @param filesInLineage how many files an output names if it takes up this file
 */
record LineageLimit(int minFiles, ToIntFunction<ObjectRef> filesInLineage) {

    private static final Skip FULL = new Skip(
            SkipReason.ALREADY_SIZED,
            "a merged file names the files that went into it, at most " + Lineage.MAX_FILES
                    + ", and with its neighbours it would have to name more");

    PartitionPlan within(PartitionPlan plan) {
        List<FileGroup> groups = new ArrayList<>();
        List<SkippedFile> leftAlone = new ArrayList<>(plan.leftAlone());
        for (FileGroup group : plan.groups()) {
            for (List<DataFile> part : parts(group.files())) {
                if (part.size() >= minFiles) {
                    groups.add(new FileGroup(part));
                } else {
                    part.forEach(file -> leftAlone.add(new SkippedFile(file.ref(), FULL)));
                }
            }
        }
        Optional<Skip> none = groups.isEmpty() ? Optional.of(plan.skip().orElse(FULL)) : Optional.empty();
        return new PartitionPlan(groups, leftAlone, none, plan.furtherRound() && !groups.isEmpty());
    }

    private List<List<DataFile>> parts(List<DataFile> files) {
        List<List<DataFile>> parts = new ArrayList<>();
        int from = 0;
        int named = 0;
        for (int i = 0; i < files.size(); i++) {
            int more = filesInLineage.applyAsInt(files.get(i).ref());
            if (i > from && named + more > Lineage.MAX_FILES) {
                parts.add(files.subList(from, i));
                from = i;
                named = 0;
            }
            named += more;
        }
        parts.add(files.subList(from, files.size()));
        return parts;
    }
}
