package dev.coldpress.scan;

import dev.coldpress.merge.RepeatedRows.Superseded;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.record.DecidedGroup;
import dev.coldpress.record.Decision;
import dev.coldpress.record.KnownFiles;
import dev.coldpress.record.PlannedGroup;
import dev.coldpress.record.PlannedSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How rows that are there twice become rows that are there once. A group with superseded files is repaired <em>in
 * place</em> where that is safe: the output stays as it is and the files go, by a decision on record like any other.
 * Everywhere else it is <em>rewritten</em>, by an ordinary plan: the output is merged into a fresh one, which takes the
 * place of all of them.
 */
public final class Repair {

    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

    private Repair() {}

    /**
     * Whether a group can be repaired in place. That needs an output that nobody can retract any more, which a record
     * says of the outputs that it has kept; and no superseded output, for a delete of one that was stalled could take a
     * file along that a sink has delivered again after a user deleted the output that stayed.
     *
     * @param known of a record that was written in this lake, and read before the partition was listed
     */
    static boolean isInPlace(Superseded superseded, KnownFiles known) {
        return known.hasMade(superseded.by().ref().key())
                && superseded.outputs().isEmpty();
    }

    /** The decisions that repair groups in place: the output is kept, at the version that was looked at. */
    public static List<DecidedGroup> decisions(List<FileGroup> groups) {
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

    public static void tell(KeyPrefix partition, List<FileGroup> groups) {
        for (FileGroup group : groups) {
            if (!group.superseded().isEmpty()) {
                LOG.warn(
                        "The rows of {} in {}, the first of {} such files, are in {} too: delivered again, copied or restored."
                                + " They are being deleted; that file keeps the rows",
                        group.superseded().get(0).key().name(),
                        partition,
                        group.superseded().size(),
                        group.files().get(0).key().name());
            }
        }
    }
}
