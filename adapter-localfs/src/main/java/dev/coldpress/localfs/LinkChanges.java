package dev.coldpress.localfs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of files that are nothing but the deletes of their other links by this process. A delete of one link gives
 * the whole file another change time, and so would give another version to each link in another partition, whose
 * compaction would begin again. A change within the moments of such a delete counts as none, as long as inode,
 * modification time and size are the same.
 *
 * <p>It may forget, which costs work and no row. Deletes are called by one thread at a time, looks by any number.
 */
final class LinkChanges {

    /** The kernel stamps with the time of its last tick: a hundredth of a second ago at most. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static final int MOST_MOMENTS = 8;

    /** The sources of some hundred partitions, in a dozen megabytes. */
    private static final int MOST_FILES = 1 << 16;

    /** One for all stores of the process. */
    static final LinkChanges SYSTEM = new LinkChanges(InstantSource.system());

    private final InstantSource clock;
    private final Recent<Linked, Deletes> deletes = new Recent<>(MOST_FILES);
    private volatile boolean isUsed;

    LinkChanges(InstantSource clock) {
        this.clock = clock;
    }

    /** What no delete of a link changes. */
    private record Linked(long inode, Instant lastModified, long sizeBytes) {

        static Linked of(FileStamp stamp) {
            return new Linked(stamp.inode(), stamp.lastModified(), stamp.sizeBytes());
        }
    }

    /**
     * Deletes of links of one file.
     *
     * @param changed when the file was last changed by anything else
     * @param moments of the last ones, the newest first: a look may be behind by some
     */
    private record Deletes(Instant changed, List<Moment> moments) {

        boolean contain(Instant time) {
            return moments.stream().anyMatch(moment -> moment.contains(time));
        }
    }

    private record Moment(Instant from, Instant to) {

        boolean contains(Instant time) {
            return !time.isBefore(from) && !time.isAfter(to);
        }
    }

    /** What deletes a name. */
    @FunctionalInterface
    interface Delete {
        void run() throws IOException;
    }

    /**
     * Deletes a link of a file that has others.
     *
     * @param stamp of the file, looked at a moment ago
     */
    void delete(FileStamp stamp, Delete delete) throws IOException {
        Linked file = Linked.of(stamp);
        List<Moment> former = deletes.get(file).map(Deletes::moments).orElse(List.of());
        Instant from = clock.instant().minus(TICK);
        isUsed = true;
        // Before it takes effect, so that no look can come between.
        deletes.put(file, new Deletes(stamp.changed(), with(new Moment(from, Instant.MAX), former)));
        try {
            delete.run();
        } finally {
            deletes.put(file, new Deletes(stamp.changed(), with(new Moment(from, clock.instant()), former)));
        }
    }

    private static List<Moment> with(Moment newest, List<Moment> former) {
        List<Moment> moments = new ArrayList<>();
        moments.add(newest);
        moments.addAll(former.subList(0, Math.min(former.size(), MOST_MOMENTS - 1)));
        return List.copyOf(moments);
    }

    /** Nobody can see the file any more, and its inode is free for another one. */
    void forget(FileStamp stamp) {
        if (isUsed) {
            var unused = deletes.remove(Linked.of(stamp));
        }
    }

    /** The stamp as it would be without the deletes of other links. */
    FileStamp without(FileStamp stamp) {
        return isUsed
                ? deletes.get(Linked.of(stamp))
                        .filter(known -> known.contain(stamp.changed()))
                        .map(known -> stamp.withChanged(known.changed()))
                        .orElse(stamp)
                : stamp;
    }
}
