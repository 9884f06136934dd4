package dev.coldpress.record;

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
 * The one record of a partition: how far its compaction has come. It is only ever replaced by compare-and-set, and
 * never deleted.
 */
public sealed interface PartitionRecord {

    KeyPrefix partition();

    Stamp stamp();

    Retained retained();

    /** Whether another record is this one: read from wherever the store keeps it, at whatever version. */
    default boolean isSameWrite(PartitionRecord other) {
        return stamp().nonce().equals(other.stamp().nonce());
    }

    /** Whether this is about the plan of that id. */
    default boolean isOfPlan(UUID planId) {
        return false;
    }

    /**
     * Who wrote the record, and when.
     *
     * @param nonce fresh for each logical write and the same for its retries, so that a writer knows its own record
     *     again, and two records never have equal bytes: S3's ETag is a hash of the body
     * @param lake the {@code LakeMarker.identity identity} of the lake; empty in a record that is older than identities
     * @param writtenBy a hint for people, one line
     * @param writtenAt a hint for people; never used for safety
     */
    record Stamp(UUID nonce, String lake, String writtenBy, Instant writtenAt) {}

    /**
     * What each record takes over from the one before it.
     *
     * @param dropped outputs that were never found, and are deleted if they appear late
     * @param skipped sources that a merge has refused
     * @param files which files the compactor has made, and which names were taken
     */
    record Retained(List<DroppedOutput> dropped, List<SkippedSource> skipped, KnownFiles files) {

        /** Of a partition without a record. */
        public static final Retained EMPTY = new Retained(List.of(), List.of(), KnownFiles.NONE);

        /** So a record stays within a few megabytes. What is forgotten is tried once more, and remembered again. */
        private static final int MAX_SKIPPED = 2_000;

        public Retained {
            dropped = List.copyOf(dropped);
            skipped = List.copyOf(skipped.subList(Math.max(0, skipped.size() - MAX_SKIPPED), skipped.size()));
        }

        /**
         * What holds of it in a copy of the lake: not what was dropped, since there a dropped output may hold the only
         * copy of its rows, and no promise about what is retracted.
         */
        public Retained inACopy() {
            return new Retained(List.of(), skipped, files.ofAnotherLake());
        }

        /**
         * What stays on record after a look at the partition: a skipped source that is gone or was overwritten needs no
         * mention any more, nor one that is tried again.
         *
         * @param present all objects of the partition
         * @param known what the look has found out about its files
         */
        public Retained afterLook(Set<ObjectRef> present, long memoryBudgetBytes, KnownFiles known) {
            List<SkippedSource> stay = skipped.stream()
                    .filter(source ->
                            present.contains(source.file().ref()) && !source.isWorthAnotherTry(memoryBudgetBytes))
                    .toList();
            return new Retained(dropped, stay, known);
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
    record Done(KeyPrefix partition, Stamp stamp, Retained retained) implements PartitionRecord {}

    /** Outputs are staged and may be published. */
    record Planned(KeyPrefix partition, Stamp stamp, Retained retained, UUID planId, List<PlannedGroup> groups)
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
    record Committed(KeyPrefix partition, Stamp stamp, Retained retained, UUID planId, List<DecidedGroup> groups)
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
