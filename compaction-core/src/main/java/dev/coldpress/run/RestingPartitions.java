package dev.coldpress.run;

import dev.coldpress.commit.RestIndex;
import dev.coldpress.partition.LakeEntry;
import dev.coldpress.partition.LakeWalk;
import dev.coldpress.partition.PartitionListing;
import dev.coldpress.partition.RestCheck;
import dev.coldpress.plan.Skip;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.scan.PartitionScan;
import dev.coldpress.scan.PartitionScanner;
import dev.coldpress.scan.SourceSpool;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Recognises partitions in which there is nothing to do by their listings: those of which an earlier run has found that
 * the record explains each file, and in which, by sizes and times, nothing is to be merged now. Keeps how large the
 * others are, if that is wanted. For several threads, of which one walks.
 */
final class RestingPartitions implements RestCheck {

    private final RunContext context;
    private final RestIndex index;
    private final Set<KeyPrefix> unfinished;
    private final Instant now;
    private final boolean wantsSizes;
    private final Map<KeyPrefix, Resting> found = new ConcurrentHashMap<>();
    private final Map<KeyPrefix, Long> sizes = new ConcurrentHashMap<>();

    /**
     * What is known at the beginning of a run.
     *
     * @param unfinished partitions in which a plan may be in progress: these are not at rest
     * @param wantsSizes whether the whole lake is to be listed where that takes one request for each page, for the
     *     sizes of partitions
     */
    RestingPartitions(RunContext context, Set<KeyPrefix> unfinished, Instant now, boolean wantsSizes) {
        this.context = context;
        this.wantsSizes = wantsSizes;
        this.index = context.records().rest();
        this.unfinished = unfinished;
        this.now = now;
    }

    /**
     * What there is to tell of a partition at rest.
     *
     * @param why nothing is merged
     * @param sizes of its data files, in bytes
     */
    record Resting(Skip why, List<Long> sizes) {}

    /** The entries of a walk, with the partitions at rest marked if any may be known. */
    Iterator<LakeEntry> entries(LakeWalk walk) {
        return walk.entries(now, unseen() == 0 ? RestCheck.NONE : this);
    }

    @Override
    public boolean isAtRest(KeyPrefix partition, PartitionListing listing) {
        boolean isAtRest = isKnownToBeAtRest(partition, listing);
        if (wantsSizes && !isAtRest) {
            sizes.put(
                    partition,
                    listing.objects().stream()
                            .mapToLong(object -> object.ref().sizeBytes())
                            .sum());
        }
        return isAtRest;
    }

    private boolean isKnownToBeAtRest(KeyPrefix partition, PartitionListing listing) {
        if (unfinished.contains(partition) || !index.contains(partition, listing)) {
            return false;
        }
        Optional<Resting> resting = new PartitionScanner(
                        context.ports(),
                        context.settings(),
                        context.records().marker(),
                        context.stages(),
                        SourceSpool.none(context.ports().store()),
                        context.shared().readAhead(),
                        partition)
                .scanExplained(listing, now)
                .flatMap(RestingPartitions::resting);
        resting.ifPresent(one -> found.put(partition, one));
        return resting.isPresent();
    }

    @Override
    public int unseen() {
        return wantsSizes ? Integer.MAX_VALUE : index.unseen();
    }

    private static Optional<Resting> resting(PartitionScan scan) {
        return scan.filesLeftAlone().isEmpty() && scan.entriesLeftAlone().isEmpty()
                ? scan.leftAlone().map(why -> new Resting(why, sizes(scan)))
                : Optional.empty();
    }

    private static List<Long> sizes(PartitionScan scan) {
        return scan.dataFiles().stream().map(file -> file.ref().sizeBytes()).toList();
    }

    /**
     * How many bytes lie directly in a partition that is not at rest; empty if it was not listed, or not to its end.
     */
    OptionalLong listedBytes(KeyPrefix partition) {
        Long bytes = sizes.get(partition);
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    /** @param partition one that is at rest; to be asked once */
    Resting take(KeyPrefix partition) {
        return Objects.requireNonNull(found.remove(partition));
    }
}
