package dev.coldpress.commit;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The one record of a partition: how far its compaction has come. It is only ever replaced by compare-and-set, and never
 * deleted.
 */
public sealed interface PartitionRecord {

    KeyPrefix partition();

    Stamp stamp();

    Memory memory();

    /** Whether this is about the plan of that id. */
    default boolean isOfPlan(UUID planId) {
        return false;
    }

    /**
     * Who wrote the record, and when.
     *
     * @param nonce fresh for each logical write and the same for its retries, so that a writer knows its own record again,
     *     and two records never have equal bytes: S3's ETag is a hash of the body
     * @param writtenBy a hint for people, one line
     * @param writtenAt a hint for people; never used for safety
     */
    record Stamp(UUID nonce, String writtenBy, Instant writtenAt) {}

    /**
     * What is carried along from record to record. A source that needed more memory than there was is not: another run,
     * or another compactor of the same lake, may have more.
     */
    record Memory(List<DroppedOutput> dropped, List<SkippedSource> skipped) {

        public static final Memory EMPTY = new Memory(List.of(), List.of());

        /** So a record stays within a few megabytes. What is forgotten is tried once more, and remembered again. */
        private static final int MAX_SKIPPED = 2_000;

        public Memory {
            dropped = List.copyOf(dropped);
            skipped = skipped.stream()
                    .filter(source -> source.reason() != SkipReason.MEMORY_BUDGET)
                    .toList();
            skipped = List.copyOf(skipped.subList(Math.max(0, skipped.size() - MAX_SKIPPED), skipped.size()));
        }

        /** Of the objects that are there, those that the record says were dropped. */
        public List<ObjectRef> lateOutputs(List<ListedObject> objects) {
            Set<ObjectKey> names = dropped.stream().map(DroppedOutput::output).collect(Collectors.toSet());
            return objects.stream()
                    .map(ListedObject::ref)
                    .filter(ref -> names.contains(ref.key()))
                    .toList();
        }
    }

    /** Nothing is going on. */
    record Done(KeyPrefix partition, Stamp stamp, Memory memory) implements PartitionRecord {}

    /** Outputs are staged and may be published. */
    record Planned(KeyPrefix partition, Stamp stamp, Memory memory, UUID planId, List<PlannedGroup> groups)
            implements PartitionRecord {

        public Planned {
            groups = List.copyOf(groups);
        }

        @Override
        public boolean isOfPlan(UUID other) {
            return planId.equals(other);
        }
    }

    /** No output can be published any more; what has to be deleted is decided. */
    record Committed(KeyPrefix partition, Stamp stamp, Memory memory, UUID planId, List<DecidedGroup> groups)
            implements PartitionRecord {

        public Committed {
            groups = List.copyOf(groups);
        }

        @Override
        public boolean isOfPlan(UUID other) {
            return planId.equals(other);
        }
    }
}
