package dev.coldpress.dispatch;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import java.util.List;

/**
 * A partition that a run has found and that another compactor compacts.
 *
 * @param summariesAbove summary files in the directories above it, which only the run has come by
 */
public record PartitionTask(KeyPrefix partition, List<ObjectKey> summariesAbove) {

    public PartitionTask {
        summariesAbove = List.copyOf(summariesAbove);
    }
}
