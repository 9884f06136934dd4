package dev.coldpress.run;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import java.util.List;

/**
 * A partition that a run is to look at.
 *
 * @param summariesAbove summary files in the directories above it, as far as the run has come by
 */
public record PartitionJob(KeyPrefix partition, List<ObjectKey> summariesAbove) {

    public PartitionJob {
        summariesAbove = List.copyOf(summariesAbove);
    }
}
