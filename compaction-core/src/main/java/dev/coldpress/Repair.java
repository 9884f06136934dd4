package dev.coldpress;

import dev.coldpress.commit.DecidedGroup;
import dev.coldpress.commit.Decision;
import dev.coldpress.commit.KnownFiles;
import dev.coldpress.commit.PlannedGroup;
import dev.coldpress.commit.PlannedSource;
import dev.coldpress.merge.SourceSummary;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.port.KeyPrefix;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How rows that are there twice become rows that are there once. A group with superseded files is repaired <em>in place</em> where
 * that is safe: the output stays as it is and the files go, by a decision on record like any other. Everywhere else it is
 * <em>rewritten</em>, by an ordinary plan: the output is merged into a fresh one, which takes the place of all of them.
 */
final class Repair {

    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

    private Repair() {}

    /**
     * The groups that can be repaired in place. That needs an output that nobody can retract any more, which a record says of
     * the outputs that it has kept; and no superseded output, for a delete of one that was stalled could take a file along that
     * a sink has delivered again after a user deleted the output that stayed.
     *
     * @param known of a record that was written in this lake, and read before the partition was listed
     */
    static List<FileGroup> inPlace(PartitionScan scan, KnownFiles known) {
        return scan.groups().stream()
                .filter(group -> !group.superseded().isEmpty()
                        && known.hasMade(group.files().get(0).key())
                        && scan.summariesOf(group.superseded()).stream().noneMatch(SourceSummary::isOutput))
                .toList();
    }

    /** The decisions that repair groups in place: the output is kept, at the version that was looked at. */
    static List<DecidedGroup> decisions(List<FileGroup> groups) {
        return groups.stream().map(Repair::decision).toList();
    }

    private static DecidedGroup decision(FileGroup group) {
        List<PlannedSource> superseded = group.superseded().stream()
                .map(file -> new PlannedSource(file.ref(), 0))
                .toList();
        PlannedGroup planned = new PlannedGroup(group.files().get(0).key(), PlannedGroup.NO_UPLOAD, superseded);
        return new DecidedGroup(
                planned, Decision.KEEP, Optional.of(group.files().get(0).ref()));
    }

    static void tell(KeyPrefix partition, List<FileGroup> groups) {
        for (FileGroup group : groups) {
            if (!group.superseded().isEmpty()) {
                LOG.warn(
                        "The rows of {} files of {}, {} first, are in {} too: they were delivered again, copied or restored. They"
                                + " are deleted, and its rows stay",
                        group.superseded().size(),
                        partition,
                        group.superseded().get(0).key().name(),
                        group.files().get(0).key().name());
            }
        }
    }
}
