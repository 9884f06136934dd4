package dev.coldpress.app.plan;

import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.report.PlannedPartition;
import java.util.EnumMap;
import java.util.Map;

/** The sums of a plan. For one thread. */
public final class PlanTotals {

    private long partitions;
    private long files;
    private long bytes;
    private long outputs;
    private long filesLeftAlone;
    private long partitionsFailed;
    private final Map<SkipReason, Integer> partitionsLeftAlone = new EnumMap<>(SkipReason.class);
    private final Map<SkipReason, Long> entriesLeftAlone = new EnumMap<>(SkipReason.class);

    public void add(PlannedPartition partition) {
        if (!partition.groups().isEmpty()) {
            partitions++;
        }
        for (FileGroup group : partition.groups()) {
            files += group.replaced().size();
            bytes = Math.addExact(bytes, group.sizeBytes());
            outputs++;
        }
        filesLeftAlone += partition.filesLeftAlone().size();
        partition.filesLeftAlone().forEach(file -> entriesLeftAlone.merge(file.reason(), 1L, Long::sum));
        partition
                .entriesLeftAlone()
                .forEach(entries -> entriesLeftAlone.merge(entries.reason(), entries.count(), Long::sum));
        partitionsFailed += partition.failure().isPresent() ? 1 : 0;
        partition.leftAlone().ifPresent(skip -> addLeftAlone(skip.reason()));
    }

    void addLeftAlone(SkipReason reason) {
        partitionsLeftAlone.merge(reason, 1, Integer::sum);
    }

    /** Those with something to merge. */
    public long partitions() {
        return partitions;
    }

    /** To be merged. */
    public long files() {
        return files;
    }

    public long bytes() {
        return bytes;
    }

    public long outputs() {
        return outputs;
    }

    /** Those that are set aside. */
    long filesLeftAlone() {
        return filesLeftAlone;
    }

    /** Those of which it cannot be told what there is to merge. */
    long partitionsFailed() {
        return partitionsFailed;
    }

    /** Files that are set aside, and what is no data file. */
    public Map<SkipReason, Long> entriesLeftAlone() {
        return entriesLeftAlone;
    }

    public Map<SkipReason, Integer> partitionsLeftAlone() {
        return partitionsLeftAlone;
    }
}
