package dev.coldpress.commit;

import dev.coldpress.commit.PartitionRecord.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Whether a partition is better left to the compactor that wrote its record last. It spares the work of both, and safety
 * never depends on it: clocks may differ and names may repeat.
 *
 * @param patience how long a record is left alone after it was written
 * @param ownName what this process writes its records by; a record of that name that it does not know is of its former life
 * @param hasEnded whether the writer of a record is known to have ended; false if nothing is known
 */
public record Politeness(Duration patience, String ownName, Predicate<String> hasEnded) {

    boolean isNeeded() {
        return !patience.isZero();
    }

    /** Young enough to be left alone by everybody, and old enough not to be written at every moment. */
    Duration renewAfter() {
        return patience.dividedBy(3);
    }

    public boolean leavesAlone(PartitionRecord record, Instant now) {
        String writer = record.stamp().writtenBy();
        if (record instanceof Done || writer.equals(ownName) || hasEnded.test(writer)) {
            return false;
        }
        // The other clock may be ahead by as much as it may be behind.
        Duration age = Duration.between(record.stamp().writtenAt(), now).abs();
        return age.compareTo(patience) < 0;
    }
}
