package dev.coldpress.run;

import dev.coldpress.commit.StoreProbe;
import dev.coldpress.partition.LakeEntry;
import dev.coldpress.partition.LakeWalk;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.StoreException;
import dev.coldpress.record.UnfitStoreException;
import dev.coldpress.scan.Ports;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be true before a compactor writes or deletes: the store can keep rows safe, and no other lake is around
 * this one or inside it. A run on a lake at rest never comes here, and so makes no write, but for a hint of what is at
 * rest that nothing depends on ({@link dev.coldpress.commit.RestIndex}). For several threads: while one finds out, the
 * others wait.
 */
public final class WriteGate {

    private static final Logger LOG = LoggerFactory.getLogger(WriteGate.class);

    private final Ports ports;
    private final LakeWalk walk;
    private final LakeRecords records;
    private final KeyPrefix controlPrefix;
    private final Set<KeyPrefix> plainDirectories = new HashSet<>();
    private final Lock lock;
    private boolean isStoreFit;
    private boolean mayHaveLakeInside;
    private volatile boolean isOpen;

    /** @param probes whether to try at the first write if the store has the abilities that its adapter declares */
    public WriteGate(Ports ports, LakeWalk walk, LakeRecords records, KeyPrefix controlPrefix, boolean probes) {
        this.ports = ports;
        this.walk = walk;
        this.records = records;
        this.controlPrefix = controlPrefix;
        this.isStoreFit = !probes;
        this.lock = ports.workers().newLock();
    }

    /**
     * To be called before anything is written or deleted; costs nothing once all is well.
     *
     * @param partition the one at hand
     * @throws UnfitStoreException if the store cannot keep rows safe
     * @throws StoreException if another lake is around this one or inside it, or the partition at hand lies below a
     *     directory that does not answer
     */
    void pass(KeyPrefix partition) {
        // A run that found no marker begins again. The identity is asked first: it is set before the looks after it
        // have ended.
        boolean hasMarker = !records.marker().identity().isEmpty();
        if (hasMarker && isOpen) {
            return;
        }
        lock.lock();
        try {
            open(partition);
        } finally {
            lock.unlock();
        }
    }

    private void open(KeyPrefix partition) {
        isOpen &= !records.marker().identity().isEmpty();
        if (isOpen) {
            return;
        }
        requireFitStore();
        // Whoever began a lake inside this one a moment ago may have looked for this one's marker in vain.
        mayHaveLakeInside |= records.marker().settle(ports.ids());
        if (mayHaveLakeInside) {
            mayHaveLakeInside = !requireNoLakeInside(partition);
        }
        records.register().settleFormat();
        isOpen = !mayHaveLakeInside;
    }

    private void requireFitStore() {
        if (isStoreFit) {
            return;
        }
        StoreProbe.run(ports.store(), controlPrefix, ports.ids());
        if (!ports.store().capabilities().deleteIfVersion()) {
            LOG.warn(
                    "The store cannot delete on a condition: a source that a writer overwrites in the moment before its"
                            + " delete is lost. Make sure that writers never write a key twice.");
        }
        isStoreFit = true;
    }

    /** Returns whether it looked into every directory. */
    private boolean requireNoLakeInside(KeyPrefix partition) {
        boolean isWhole = true;
        Iterator<LakeEntry> entries = walk.entries(ports.clock().instant());
        while (entries.hasNext()) {
            LakeEntry entry = entries.next();
            if (entry instanceof LakeEntry.LakeInside inside) {
                records.marker().requireNoLakeIn(inside.directory());
            }
            if (entry instanceof LakeEntry.Unreadable unreadable
                    && unreadable.fault().kind() != StoreException.Kind.DENIED) {
                // Where this compactor may not look it cannot compact either; any other fault may be over with the next
                // look. Until then nothing is written below.
                if (unreadable.prefix().contains(partition)) {
                    throw unreadable.fault();
                }
                isWhole = false;
            }
        }
        return isWhole;
    }

    /**
     * Looks into each directory above a partition once: for a compaction of one partition, which no walk of the lake
     * comes before.
     *
     * @throws StoreException if there is another lake
     */
    public void requireNoLakeAround(KeyPrefix partition) {
        for (KeyPrefix directory : partition.above()) {
            if (!plainDirectories.contains(directory)) {
                records.marker().requireNoLakeIn(directory);
                // Only what begins after this lake has its marker finds that in its way.
                if (!records.marker().identity().isEmpty()) {
                    plainDirectories.add(directory);
                }
            }
        }
    }
}
