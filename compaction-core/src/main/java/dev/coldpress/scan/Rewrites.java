package dev.coldpress.scan;

import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.GroupReason;
import dev.coldpress.plan.PartitionPlan;
import dev.coldpress.plan.PlanLimits;
import dev.coldpress.plan.RewriteRules;
import dev.coldpress.plan.Skip;
import dev.coldpress.port.ListedObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Adds to a plan the large files that are written again, each for itself. For one thread. */
final class Rewrites {

    private final RewriteRules rules;
    private final PlanLimits limits;
    private final SourceFooters footers;
    private final SkippedFiles skipped;

    Rewrites(RewriteRules rules, PlanLimits limits, SourceFooters footers, SkippedFiles skipped) {
        this.rules = rules;
        this.limits = limits;
        this.footers = footers;
        this.skipped = skipped;
    }

    /** Whether sizes and names alone tell what there is to do. */
    boolean areNone() {
        return rules.areNone();
    }

    /** The large files whose footers have to be read. */
    List<ListedObject> toLookAt(PartitionContents contents) {
        return rules.areNone()
                ? List.of()
                : contents.files().stream()
                        .filter(file -> !limits.isSmall(file.ref().sizeBytes()) && skipped.isUsable(file.ref()))
                        .toList();
    }

    /** @param large those whose footers were read */
    PartitionPlan addTo(PartitionPlan plan, List<ListedObject> large) {
        List<FileGroup> groups = new ArrayList<>(plan.groups());
        for (ListedObject file : large) {
            Optional<GroupReason> reason =
                    skipped.isUsable(file.ref()) ? footers.rewrite(file.ref()) : Optional.empty();
            reason.ifPresent(
                    why -> groups.add(FileGroup.rewrite(new DataFile(file.ref(), file.lastModified(), ""), why)));
        }
        groups.sort(Comparator.comparing(group -> group.files().get(0).key()));
        Optional<Skip> skip = groups.isEmpty() ? plan.skip() : Optional.empty();
        return new PartitionPlan(groups, plan.leftAlone(), skip, plan.furtherRound());
    }
}
