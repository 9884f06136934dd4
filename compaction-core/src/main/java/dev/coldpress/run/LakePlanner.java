package dev.coldpress.run;

import dev.coldpress.partition.LakeEntry;
import dev.coldpress.partition.LakeWalk;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.StoreException;
import dev.coldpress.record.DamagedRecordException;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.VersionedRecord;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.PlanDepth;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.scan.PartitionFilter;
import dev.coldpress.scan.PartitionScan;
import dev.coldpress.scan.PartitionScanner;
import dev.coldpress.scan.Ports;
import dev.coldpress.scan.ReadAhead;
import dev.coldpress.scan.SourceSpool;
import dev.coldpress.scan.StageTimer;
import java.util.Optional;
import java.util.function.Consumer;

/** What a run would do now. Changes nothing. */
public final class LakePlanner {

    private final RunContext context;
    private final LakeWalk walk;
    private final PartitionFilter filter;
    private final PlanDepth depth;

    public LakePlanner(RunContext context, LakeWalk walk, PartitionFilter filter, PlanDepth depth) {
        this.context = context;
        this.walk = walk;
        this.filter = filter;
        this.depth = depth;
    }

    /**
     * Plans the lake, several partitions at once, and tells of them in the order of the lake; also of what is not cold
     * yet.
     *
     * @param to is called by this thread
     * @throws StoreException if the lake cannot be listed; a fault in one partition is that partition's failure
     */
    public void planAll(Consumer<PlannedPartition> to) {
        boolean hasRecords = !context.records().register().isEmpty();
        context.records().rest().read(false);
        RestingPartitions resting = new RestingPartitions(
                context,
                context.records().notes().partitions(),
                context.ports().clock().instant(),
                false);
        new ReadAhead(context.partitionsAtOnce())
                .forEach(
                        resting.entries(walk),
                        entry -> planned(entry, resting, hasRecords),
                        (entry, plan) -> tell(entry, plan.get(), to));
    }

    /** Empty for what is no partition, or none that was looked at. */
    private Optional<PlannedPartition> planned(LakeEntry entry, RestingPartitions resting, boolean hasRecords) {
        if (entry instanceof LakeEntry.Pruned pruned) {
            return Optional.of(
                    PlannedPartition.leftAlone(pruned.prefix(), PartitionFilter.skipOf(pruned.temperature())));
        } else if (entry instanceof LakeEntry.Managed managed) {
            return Optional.of(PlannedPartition.leftAlone(
                    managed.prefix(), new Skip(SkipReason.TABLE_FORMAT_MANAGED, "it has " + managed.mark())));
        } else if (entry instanceof LakeEntry.Unreadable unreadable) {
            return Optional.of(filter.planned(unreadable));
        } else if (entry instanceof LakeEntry.Partition found) {
            return Optional.of(planned(found, resting, hasRecords));
        }
        return Optional.empty();
    }

    private void tell(LakeEntry entry, Optional<PlannedPartition> plan, Consumer<PlannedPartition> to) {
        if (entry instanceof LakeEntry.NotInLayout stray) {
            context.listener().pathLeftAlone(stray.path(), PartitionFilter.NOT_IN_LAYOUT);
        } else if (entry instanceof LakeEntry.Unlisted found) {
            context.listener().pathLeftAlone(PartitionFilter.path(found), PartitionFilter.skipOf(found));
        } else if (entry instanceof LakeEntry.LakeInside inside) {
            context.records().marker().requireNoLakeIn(inside.directory());
        }
        plan.ifPresent(to);
    }

    private PlannedPartition planned(LakeEntry.Partition found, RestingPartitions resting, boolean hasRecords) {
        KeyPrefix partition = found.path().prefix();
        Optional<Skip> skip = filter.skip(found);
        if (skip.isPresent()) {
            return PlannedPartition.leftAlone(partition, skip.get());
        }
        if (found.isAtRest()) {
            return PlannedPartition.leftAlone(partition, resting.take(partition).why());
        }
        try {
            return plan(partition, hasRecords ? retained(partition) : Retained.EMPTY);
        } catch (StoreException | DamagedRecordException e) {
            return PlannedPartition.failed(partition, String.valueOf(e.getMessage()));
        }
    }

    /**
     * What there is to do in one partition.
     *
     * @throws StoreException if the store does not answer
     * @throws DamagedRecordException if the partition's record cannot be understood
     */
    public PlannedPartition plan(KeyPrefix partition) {
        return plan(partition, retained(partition));
    }

    private Retained retained(KeyPrefix partition) {
        LakeRecords records = context.records();
        return records.register()
                .read(partition)
                .map(VersionedRecord::record)
                .map(records.marker()::retainedHere)
                .orElse(Retained.EMPTY);
    }

    private PlannedPartition plan(KeyPrefix partition, Retained retained) {
        Ports ports = context.ports();
        StageTimer untold = new StageTimer(ports.clock(), CompactionListener.NONE);
        SourceSpool none = SourceSpool.none(ports.store());
        PartitionScan scan = new PartitionScanner(
                        ports,
                        context.settings(),
                        context.records().marker(),
                        untold,
                        none,
                        context.shared().readAhead(),
                        partition)
                .scan(retained, ports.clock().instant(), depth);
        return new PlannedPartition(
                partition,
                scan.groups(),
                scan.filesLeftAlone(),
                scan.entriesLeftAlone(),
                scan.leftAlone(),
                Optional.empty());
    }
}
