package dev.coldpress.run;

import dev.coldpress.commit.CompactedNotes;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.hook.CompactionHook;
import dev.coldpress.port.hook.PartitionCompacted;
import dev.coldpress.record.DecidedGroup;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.scan.Ports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a hook of compacted partitions, at least once each. Safe for threads, one of which it lets call the hook at a
 * time.
 */
public final class HookCalls {

    private static final Logger LOG = LoggerFactory.getLogger(HookCalls.class);

    /** Or each partition of a run would wait for an endpoint that is down. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

    private final Optional<CompactionHook> hook;
    private final CompactedNotes notes;
    private final InstantSource clock;
    private final Lock lock;
    private @Nullable Instant failedAt;

    /** @param hook without one, nothing is noted */
    public HookCalls(Optional<CompactionHook> hook, Ports ports, KeyPrefix controlPrefix) {
        this.hook = hook;
        this.notes = new CompactedNotes(ports.store(), controlPrefix);
        this.clock = ports.clock();
        this.lock = ports.workers().newLock();
    }

    /**
     * The sources of a plan are gone, and its record is about to say so.
     *
     * @param kept the groups that were; nothing is noted if there are none
     * @throws dev.coldpress.record.UnansweredException if the store does not tell whether it is noted
     */
    void sourcesGone(Committed committed, List<DecidedGroup> kept) {
        if (hook.isPresent() && !kept.isEmpty()) {
            notes.write(event(committed, kept));
        }
    }

    /** The record says so. */
    void done(Committed committed, List<DecidedGroup> kept) {
        if (!kept.isEmpty()) {
            tell(List.of(event(committed, kept)));
        }
    }

    /** Tells what earlier runs have not. It is no fault of the run if that fails. */
    void tellPending() {
        if (hook.isEmpty()) {
            return;
        }
        try {
            tell(notes.pending());
        } catch (StoreException e) {
            LOG.warn("The pending hook calls cannot be listed; a later run tries again: {}", e.getMessage());
        }
    }

    private void tell(List<PartitionCompacted> events) {
        lock.lock();
        try {
            tellAlone(events);
        } finally {
            lock.unlock();
        }
    }

    private void tellAlone(List<PartitionCompacted> events) {
        for (PartitionCompacted event : events) {
            if (hook.isEmpty() || isPausing()) {
                return;
            }
            try {
                hook.get().partitionCompacted(event);
                failedAt = null;
            } catch (RuntimeException e) {
                failedAt = clock.instant();
                LOG.warn(
                        "The hook call for {} failed; a later run repeats it: {}",
                        event.partition().shown(),
                        e.getMessage());
                return;
            }
            notes.remove(event);
        }
    }

    /** A clock that was put back tells nothing about when it failed. */
    private boolean isPausing() {
        return failedAt != null
                && Duration.between(failedAt, clock.instant()).abs().compareTo(PAUSE_AFTER_FAILURE) < 0;
    }

    private static PartitionCompacted event(Committed committed, List<DecidedGroup> kept) {
        List<ObjectKey> outputs =
                kept.stream().map(group -> group.group().output()).toList();
        return new PartitionCompacted(
                committed.planId(),
                committed.partition(),
                outputs,
                kept.stream().mapToInt(group -> group.group().sources().size()).sum(),
                kept.stream().mapToLong(group -> group.group().rowCount()).sum(),
                committed.stamp().writtenAt());
    }
}
