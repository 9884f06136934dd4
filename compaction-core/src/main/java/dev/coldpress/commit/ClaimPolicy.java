package dev.coldpress.commit;

import dev.coldpress.record.PartitionRecord;
import dev.coldpress.record.PartitionRecord.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Whether a partition is better left to the compactor that wrote its record last. It spares the work of both, and
 * safety never depends on it: clocks may differ.
 *
 * @param patience how long a record is left alone after it was written
 * @param ownSignature what this compactor writes its records by; no other compactor has it
 * @param hasEnded whether the process of that name is known to have ended; false if nothing is known
 */
public record ClaimPolicy(Duration patience, String ownSignature, Predicate<String> hasEnded) {

    private static final int UUID_LENGTH = 36;

    /**
     * What a compactor signs its records with. Names repeat: each container's first process has the id 1, and two hosts
     * can have one name. So the id makes it the compactor's own, and a record with the own signature is always of its
     * own past.
     *
     * @param name of the process, for people and for {@code hasEnded}
     * @param id fresh for each compactor
     */
    public static String signature(String name, UUID id) {
        return name + "/" + id;
    }

    /** The name in a signature; in a record of an older version, the whole of what stands there. */
    private static String name(String signature) {
        int end = signature.length() - UUID_LENGTH - 1;
        return end >= 0 && signature.charAt(end) == '/' ? signature.substring(0, end) : signature;
    }

    boolean isNeeded() {
        return !patience.isZero();
    }

    /** Young enough to be left alone by everybody, and old enough not to be written at every moment. */
    Duration renewAfter() {
        return patience.dividedBy(3);
    }

    public boolean leavesAlone(PartitionRecord record, Instant now) {
        String writer = record.stamp().writtenBy();
        if (record instanceof Done || writer.equals(ownSignature) || hasEnded.test(name(writer))) {
            return false;
        }
        // The other clock may be ahead by as much as it may be behind.
        Duration age = Duration.between(record.stamp().writtenAt(), now).abs();
        return age.compareTo(patience) < 0;
    }
}
