package dev.coldpress.run;

import dev.coldpress.partition.LakeWalk;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.StoreException;
import dev.coldpress.report.VerifiedPartition;
import dev.coldpress.scan.ColdPartitions;
import dev.coldpress.scan.PartitionFilter;
import java.util.Set;
import java.util.function.Consumer;

/** Verifies each partition that a run would look at, and each in which something is unfinished. Changes nothing. */
public final class LakeVerifier {

    private final RunContext context;
    private final LakeWalk walk;
    private final PartitionFilter filter;

    public LakeVerifier(RunContext context, LakeWalk walk, PartitionFilter filter) {
        this.context = context;
        this.walk = walk;
        this.filter = filter;
    }

    /**
     * Verifies the lake, partition by partition.
     *
     * @throws StoreException if the lake cannot be listed; a fault in one partition is that partition's problem
     */
    public void verifyAll(Consumer<VerifiedPartition> to) {
        Set<KeyPrefix> open = context.records().notes().partitions();
        ColdPartitions paths = new ColdPartitions(
                walk.entries(context.ports().clock().instant()),
                filter,
                found -> to.accept(VerifiedPartition.failed(found.prefix(), PartitionFilter.failure(found))));
        while (paths.hasNext()) {
            KeyPrefix partition = paths.next().prefix();
            open.remove(partition);
            to.accept(verify(partition));
        }
        for (KeyPrefix partition : open) {
            VerifiedPartition verified = verify(partition);
            if (verified.unfinished().isPresent() || !verified.isWell()) {
                to.accept(verified);
            }
        }
    }

    private VerifiedPartition verify(KeyPrefix partition) {
        return new PartitionVerifier(context, partition).verify();
    }
}
