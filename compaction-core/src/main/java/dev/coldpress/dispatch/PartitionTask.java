package dev.coldpress.dispatch;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import java.util.List;
import java.util.OptionalLong;

/**
 * A partition that a run has found and that another compactor compacts.
 *
 * @param summariesAbove summary files in the directories above it, which only the run has come by
 * @param listedBytes how many bytes lie directly in it; empty if the look at the lake did not list it, or not to its
 *     end
 */
public record PartitionTask(KeyPrefix partition, List<ObjectKey> summariesAbove, OptionalLong listedBytes) {

    public PartitionTask {
        summariesAbove = List.copyOf(summariesAbove);
    }
}
