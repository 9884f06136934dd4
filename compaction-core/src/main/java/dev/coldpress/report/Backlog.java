package dev.coldpress.report;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run left to a later one because of a budget, a failure or a stop. It does not include partitions that the run
 * did not look at.
 *
 * @param partitions also those that failed before their files were known
 * @param files small files that wait
 * @param bytes size of these files
 * @param oldest when the oldest of them was written, by the store; empty if there is none
 */
public record Backlog(int partitions, long files, long bytes, Optional<Instant> oldest) {

    public static final Backlog NONE = new Backlog(0, 0, 0, Optional.empty());

    /** A partition that could not be looked at. */
    public static final Backlog UNKNOWN = new Backlog(1, 0, 0, Optional.empty());

    /** Both together. */
    public Backlog plus(Backlog other) {
        Optional<Instant> first =
                Stream.of(oldest, other.oldest).flatMap(Optional::stream).min(Instant::compareTo);
        return new Backlog(partitions + other.partitions, files + other.files, bytes + other.bytes, first);
    }
}
