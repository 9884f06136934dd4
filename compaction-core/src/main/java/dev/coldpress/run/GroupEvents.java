package dev.coldpress.run;

import dev.coldpress.commit.DecisionExecutor.Executed;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.record.DecidedGroup;
import dev.coldpress.record.Decision;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.record.PlannedSource;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.GroupResult;
import dev.coldpress.report.RecoveryAction;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener what became of the groups of a plan once its decisions are executed. */
final class GroupEvents {

    private static final Logger LOG = LoggerFactory.getLogger(GroupEvents.class);

    private GroupEvents() {}

    /** @param own the round in which this process merged the groups; null if it found them on record */
    static void tell(CompactionListener listener, Committed committed, Executed executed, @Nullable MergeRound own) {
        for (DecidedGroup group : committed.groups()) {
            if (own == null) {
                listener.recovered(action(group.decision()), 1);
            } else if (group.decision() == Decision.RETRACT) {
                listener.groupFinished(GroupResult.RETRACTED);
            } else if (group.decision() == Decision.DROP
                    && own.hasWritten(group.group().output())) {
                listener.groupFinished(GroupResult.DROPPED);
            }
        }
        executed.kept()
                .forEach(group -> listener.groupFinished(own == null ? GroupResult.RECOVERED : GroupResult.MERGED));
    }

    /** @param executed decisions that files go whose rows are in outputs that stay */
    static void tellRepair(CompactionListener listener, Executed executed) {
        int files = executed.kept().stream()
                .mapToInt(group -> group.group().sources().size())
                .sum();
        listener.recovered(RecoveryAction.REPEATED_ROWS, files);
    }

    /**
     * Says which sources of a decision that was found on record are gone: the compactor that was interrupted has
     * deleted some of them, but a user may have done so too, and their rows are in the output for good.
     *
     * @return how many
     */
    static int tellWhatIsGone(Committed committed, List<ListedObject> listed) {
        Set<ObjectKey> present = listed.stream().map(ListedObject::key).collect(Collectors.toSet());
        int all = 0;
        for (DecidedGroup group : committed.groups()) {
            List<ObjectRef> gone = group.group().sources().stream()
                    .map(PlannedSource::ref)
                    .filter(source -> !present.contains(source.key()))
                    .toList();
            if (group.decision() == Decision.KEEP && !gone.isEmpty()) {
                all += gone.size();
                LOG.warn(
                        "Of the {} sources of {}, this run no longer found {}, {} first: {} deleted them, or somebody else did after {}."
                                + " Their rows are in that file and stay; to delete rows, delete them there",
                        group.group().sources().size(),
                        group.group().output(),
                        gone.size(),
                        gone.get(0).key().name(),
                        committed.stamp().writtenBy(),
                        committed.stamp().writtenAt());
            }
        }
        return all;
    }

    private static RecoveryAction action(Decision decision) {
        return switch (decision) {
            case KEEP -> RecoveryAction.ROLLED_FORWARD;
            case RETRACT -> RecoveryAction.RETRACTED;
            case DROP -> RecoveryAction.DISCARDED;
        };
    }
}
