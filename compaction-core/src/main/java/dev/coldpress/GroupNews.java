package dev.coldpress;

import dev.coldpress.commit.DecidedGroup;
import dev.coldpress.commit.Decision;
import dev.coldpress.commit.DecisionExecutor.Executed;
import dev.coldpress.commit.PartitionRecord.Committed;
import org.jspecify.annotations.Nullable;

/** Tells a listener what became of the groups of a plan once its decisions are executed. */
final class GroupNews {

    private GroupNews() {}

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

    private static RecoveryAction action(Decision decision) {
        return switch (decision) {
            case KEEP -> RecoveryAction.ROLLED_FORWARD;
            case RETRACT -> RecoveryAction.RETRACTED;
            case DROP -> RecoveryAction.DISCARDED;
        };
    }
}
