package dev.coldpress.spark;

import dev.coldpress.dispatch.PartitionTask;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.Workers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many bytes lie in partitions: what tells the long tasks from the short ones. Takes a listing of each partition
 * that the look at the lake did not list.
 */
final class PartitionSizes {

    private final ObjectStore store;
    private final Workers workers;

    PartitionSizes(ObjectStore store, Workers workers) {
        this.store = store;
        this.workers = workers;
    }

    /** One for each task; zero for a partition that cannot be listed, of which the executor that gets it will tell. */
    long[] of(List<PartitionTask> tasks) {
        long[] sizes = new long[tasks.size()];
        AtomicInteger next = new AtomicInteger();
        int threads = Math.max(1, Math.min(store.requestsAtOnce(), tasks.size()));
        workers.doAtOnce(threads, () -> {
            for (int i = next.getAndIncrement(); i < sizes.length; i = next.getAndIncrement()) {
                PartitionTask task = tasks.get(i);
                sizes[i] = task.listedBytes().orElseGet(() -> sizeBytes(task.partition()));
            }
        });
        return sizes;
    }

    private long sizeBytes(KeyPrefix partition) {
        long[] sum = {0};
        try {
            store.listEach(
                    ListRequest.level(partition),
                    object -> sum[0] += object.ref().sizeBytes());
        } catch (StoreException e) {
            // The run does not depend on it.
            return 0;
        }
        return sum[0];
    }
}
