package dev.coldpress.port.hook;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Files of a partition took the place of others, which are gone.
 *
 * @param id of the plan by which it was done: the same whenever this is told again
 * @param outputs the files that hold the rows now; one or more
 * @param sourceFiles how many files they replaced
 * @param rowCount how many rows they hold
 * @param committedAt when it was decided, by the clock of whoever decided it
 */
public record PartitionCompacted(
        UUID id, KeyPrefix partition, List<ObjectKey> outputs, int sourceFiles, long rowCount, Instant committedAt) {

    public PartitionCompacted {
        outputs = List.copyOf(outputs);
    }
}
